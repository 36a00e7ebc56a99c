import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type AdminServer, adminServer } from './admin-server.testing.ts';

describe('the audit log over HTTP', () => {
  let server: AdminServer;
  let firm: TestFirm;
  let chief: PersonActor;
  let ann: PersonActor;
  let matterId: string;
  beforeAll(async () => {
    server = await adminServer();
    firm = testFirm(server);
    [chief, ann] = [await firm.user('administrator'), await firm.user()];
    matterId = await firm.matter();
    const other = await firm.matter();
    for (const [actor, scope, detail] of [
      [ann, matterId, { note: '=HYPERLINK("http://evil")' }],
      [ann, other, { note: 'plain' }],
      [chief, matterId, { count: 2 }],
    ] as const) {
      await withChanges(server.context, actor, async ({ audit }) =>
        audit({
          action: 'invoice.approve',
          objectType: '@invoice',
          objectId: 'x',
          scopeId: `matter:${scope}`,
          outcome: 'done',
          detail,
        }),
      );
    }
  });
  afterAll(() => server.close());

  const lines = (text: string) => text.trimEnd().split(/\r?\n/);

  it('of a matter holds what everybody did in it, oldest first, and says that it was taken', async () => {
    const file = await server.call(chief, 'GET', `/api/admin/audit/export?matterId=${matterId}`);
    expect(file.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="audit-log.jsonl"',
    });
    const entries = lines(file.text).map((line) => JSON.parse(line));
    expect(entries.map(({ actorName, action }) => `${actorName} ${action}`)).toEqual([
      `${ann.displayName} invoice.approve`,
      `${chief.displayName} invoice.approve`,
      `${chief.displayName} audit.export`,
    ]);
  });

  it('of a user holds what they did and what was done about them', async () => {
    await server.call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId });
    const file = await server.call(chief, 'GET', `/api/admin/audit/export?userId=${ann.userId}`);
    const entries = lines(file.text).map((line) => JSON.parse(line));
    expect(entries.map(({ action }) => action)).toEqual([
      'invoice.approve',
      'invoice.approve',
      'grant.give',
      'audit.export',
    ]);
    expect(entries[3]).toMatchObject({ actorId: chief.userId, objectType: 'user', objectId: ann.userId });
  });

  it('as CSV opens in a spreadsheet without running anything', async () => {
    const file = await server.call(chief, 'GET', `/api/admin/audit/export?matterId=${matterId}&format=csv`);
    expect(file.headers['content-type']).toContain('text/csv');
    const [heading, first] = lines(file.text);
    expect(heading).toMatch(/^seq,at,actorId,/);
    expect(first).toContain(`,invoice.approve,'@invoice,x,`);
    expect(file.text).not.toMatch(/(^|,)"?[=+@]/m);
  });

  it('is one matter or one user, never everything and never both', async () => {
    for (const query of ['', '?format=csv', `?matterId=${matterId}&userId=${ann.userId}`, '?matterId=x'])
      expect((await server.call(chief, 'GET', `/api/admin/audit/export${query}`)).status).toBe(400);
  });

  it('is read newest first, a page at a time, by person, matter, action and outcome', async () => {
    await withChanges(server.context, ann, async ({ audit }) => {
      for (let index = 0; index < 250; index += 1) {
        audit({
          action: 'line.view',
          objectType: null,
          objectId: null,
          scopeId: `matter:${matterId}`,
          outcome: 'done',
          detail: { index },
        });
      }
    });
    const path = `/api/admin/audit?userId=${ann.userId}&matterId=${matterId}&action=line.view&outcome=done`;
    const first = await server.call(chief, 'GET', path);
    const second = await server.call(chief, 'GET', `${path}&before=${first.at('next')}`);
    expect(first.at('entries', 0, 'detail', 'index')).toBe('249');
    expect(first.at('entries', 'length')).toBe('200');
    expect(second.at('entries', 0, 'detail', 'index')).toBe('49');
    expect([second.at('entries', 'length'), second.at('next')]).toEqual(['50', '']);
    const denied = await server.call(chief, 'GET', `/api/admin/audit?userId=${ann.userId}&outcome=denied`);
    expect(denied.body).toEqual({ entries: [], next: null });
  });
});
