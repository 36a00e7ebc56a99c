import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { type SyncFirm, syncFirm } from '../sync/firm.testing.ts';
import { withChanges } from '../sync/with-changes.ts';
import { accessReview } from './access-review.ts';
import { verifyAuditLog } from './read-log.ts';
import { whoSaw } from './who-saw.ts';

const ENTRY = join(import.meta.dirname, '..', '..', 'scripts', 'cli', 'lait.ts');
const HOUR = 60 * 60 * 1_000;

describe('after an incident', () => {
  let firm: SyncFirm;
  let people: Record<'ada' | 'ben' | 'cara' | 'dan', PersonActor>;
  let matterId: string;
  const moments: Date[] = [];
  const now = () => new Date(firm.server.context.clock.nowMs());
  const later = () => {
    firm.server.clock.advance(HOUR);
    moments.push(now());
    firm.server.clock.advance(1_000);
  };

  beforeAll(async () => {
    firm = await syncFirm();
    people = {
      ada: await firm.user(),
      ben: await firm.user('approver'),
      cara: await firm.user(),
      dan: await firm.user(),
    };
    matterId = await firm.matter(people.ada, people.ben);
    const { scopeId, invoiceId } = await firm.invoice(matterId);
    const other = await firm.matter(people.cara);
    await firm.invoice(other);
    const [laptop, desk] = [firm.device(people.ada), firm.device(people.ben)];
    later(); // 0: everybody has access that ever has it, and no device has anything
    await laptop.bootstrap(scopeId, 1);
    await desk.bootstrap(scopeId, 1);
    later(); // 1: both devices hold it
    await firm.wall(people.ben, matterId);
    await desk.pull([{ scopeId, epoch: 1, cursor: 0 }], { purged: [{ scopeId, epoch: 1, discardedCount: 0 }] });
    later(); // 2: ben is walled off, and his device has purged it
    await withChanges(firm.server.context, people.cara, async ({ audit }) =>
      audit({
        action: 'access.denied',
        objectType: 'invoice',
        objectId: invoiceId,
        scopeId,
        outcome: 'denied',
        detail: {},
      }),
    );
    later(); // 3: somebody without access has asked
    await firm.liftWall(people.ben, matterId);
    later(); // 4: ben has it once more
  });
  afterAll(() => firm.close());

  const seen = async (from: number, to: number) => {
    const [begin, end] = [moments[from], moments[to]];
    if (begin === undefined || end === undefined) throw new Error('There is no such moment.');
    return (await whoSaw(firm.server.context.database, { matterId, from: begin, to: end })).people;
  };
  const brief = async (from: number, to: number) =>
    (await seen(from, to)).map(({ name, hadAccess, devices, actions }) => [
      name.split(' ')[1],
      hadAccess,
      devices.length,
      actions.map(({ action, outcome }) => `${action} ${outcome}`).join(),
    ]);

  it('says who had access to a matter in a time, whose devices held a copy, and what was done or refused', async () => {
    // Ben\u2019s access was given again since, so that of the first time only the log can speak.
    expect(await brief(0, 1)).toEqual([
      ['1', 'yes', 1, 'sync.fetched done'],
      ['2', 'perhaps', 1, 'sync.fetched done'],
    ]);
    // A copy that was purged before no longer counts; one that was not does, though nobody did anything.
    expect(await brief(2, 3)).toEqual([
      ['1', 'yes', 1, ''],
      ['2', 'perhaps', 0, ''],
      ['3', 'no', 0, 'access.denied denied'],
    ]);
    expect(await brief(3, 4)).toEqual([
      ['1', 'yes', 1, ''],
      ['2', 'yes', 0, ''],
    ]);
  });

  it('counts a device that purged within the time, with both moments', async () => {
    const ben = (await seen(1, 2)).find(({ userId }) => userId === people.ben.userId);
    expect(ben?.devices).toMatchObject([{ since: expect.any(String), until: expect.any(String) }]);
    expect(ben?.actions).toMatchObject([{ action: 'sync.purged', count: 1 }]);
  });

  it('reviews who may see a matter and who is walled off, why, since when and by whom', async () => {
    await firm.wall(people.dan, matterId);
    const rows = await accessReview(firm.server.context.database, { matterId });
    expect(rows.map(({ name, access, because }) => [name, access, because])).toEqual([
      ['Person 1', 'may_see', 'grant of this matter'],
      ['Person 2', 'may_see', 'grant of this matter'],
      ['Person 4', 'walled', 'conflict'],
    ]);
    expect(rows[0]).toMatchObject({ matterId, clientNumber: '00711', role: 'reviewer', state: 'active', by: null });
    expect(rows[0]?.lastActedAt).not.toBeNull();
    const all = await accessReview(firm.server.context.database, { matterId: null });
    expect(all.map(({ name }) => name)).toContain('Person 3');
  });

  it('is answered also for a matter and an invoice that are gone since', async () => {
    const gone = await firm.matter(people.cara);
    const [from, scopeId] = [now(), `matter:${gone}`];
    await withChanges(firm.server.context, people.cara, async ({ audit }) =>
      audit({ action: 'invoice.view', objectType: 'invoice', objectId: gone, scopeId, outcome: 'done', detail: {} }),
    );
    // By the owner, past everything: nothing in LAIT removes a matter.
    for (const table of ['grants', 'change', 'passage_scopes', 'matters'])
      await firm.server.adminPool.query(
        `ALTER TABLE ${table} DISABLE TRIGGER USER; DELETE FROM ${table} WHERE ${table}.${
          { grants: 'matter_id', matters: 'id' }[table] ?? 'scope_id'
        }::text IN ('${gone}', '${scopeId}'); ALTER TABLE ${table} ENABLE TRIGGER USER`,
      );
    const { people: seenBy } = await whoSaw(firm.server.context.database, { matterId: gone, from, to: now() });
    expect(seenBy).toMatchObject([{ userId: people.cara.userId, actions: [{ action: 'invoice.view', count: 1 }] }]);
    expect((await verifyAuditLog(firm.server.context.database)).faults).toEqual([]);
  });

  it('is one command on the host, also as the application\u2019s role, and says plainly what it cannot look at', async () => {
    const [from = now(), , , to = now()] = moments;
    const window = ['--from', from.toISOString(), '--to', to.toISOString()];
    const found = await lait(
      { DATABASE_URL: firm.server.adminUrl },
      'who-saw',
      '--matter',
      matterId,
      ...window,
      '--json',
    );
    expect([found.stderr, found.code]).toEqual(['', 0]);
    expect(JSON.parse(found.stdout).people).toHaveLength(3);
    const text = await lait({ DATABASE_URL: firm.server.appUrl }, 'who-saw', '--matter', matterId, ...window);
    expect(text.stdout).toContain('Person 3 (reviewer, active');
    expect(text.stdout).toContain('access.denied (denied) 1x');
    const review = await lait({ DATABASE_URL: firm.server.appUrl }, 'access-review', '--matter', matterId);
    expect(review.stdout.split('\r\n')[0]).toBe(
      'clientNumber,matterNumber,matterName,name,role,state,access,because,since,by,lastActedAt,userId,matterId',
    );
    expect(review.stdout).toContain('Person 1');
    const refused = [
      await lait({ DATABASE_URL: firm.server.adminUrl }, 'who-saw', '--matter', 'none', ...window),
      await lait({ DATABASE_URL: firm.server.adminUrl }, 'who-saw', '--matter', matterId, '--from', 'yesterday'),
      await lait({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, 'access-review'),
    ];
    for (const { code, stdout, stderr } of refused) expect([code, stdout, stderr === '']).toEqual([2, '', false]);
  });
});

function lait(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY, 'audit', ...args], {
      env: { PATH: process.env.PATH, ...environment },
    });
    const heard = { stdout: '', stderr: '' };
    child.stdout.on('data', (piece) => {
      heard.stdout += piece;
    });
    child.stderr.on('data', (piece) => {
      heard.stderr += piece;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...heard }));
  });
}
