import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { type SyncFirm, syncFirm } from '../sync/firm.testing.ts';
import { JOB_SCHEMA } from './jobs.ts';

const PLANTED = 'Ravensworth';
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('what a job carries', () => {
  let firm: SyncFirm;
  let ann: PersonActor;
  beforeAll(async () => {
    firm = await syncFirm();
    ann = await firm.user();
  });
  afterAll(() => firm.close());

  const ask = async (url: string, payload: object | string, contentType = 'application/json') => {
    const headers = { authorization: ann.userId, 'content-type': contentType, 'x-request-id': PLANTED };
    const reply = await firm.server.app.inject({ method: 'POST', url, payload, headers });
    expect([url, reply.statusCode, reply.body.slice(0, 200)]).toEqual([url, 202, expect.any(String)]);
  };

  it('is ids and fixed words alone: a job outlives the rows it is about', async () => {
    const file = `--b\r\ncontent-disposition: form-data; name="file"; filename="${PLANTED}.csv"\r\n\r\nwho,hours\r\n${PLANTED},1\r\n--b--\r\n`;
    await ask('/api/invoices', file, 'multipart/form-data; boundary=b');
    await ask('/api/legal/search', { query: `fees of ${PLANTED}`, sources: ['local'] });
    await ask('/api/legal/verify-attorney', { name: `${PLANTED}, Ada` });
    const { rows } = await firm.server.adminPool.query<{ name: string; data: Record<string, unknown> }>(
      `SELECT name, data FROM ${JOB_SCHEMA}.job`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(['legal-search', 'read-upload', 'verify-attorney']);
    for (const { name, data } of rows)
      for (const [key, value] of Object.entries(data))
        expect([name, key, value]).toEqual([name, key, expect.stringMatching(ID)]);
    expect(JSON.stringify(rows)).not.toContain(PLANTED);
  });
});
