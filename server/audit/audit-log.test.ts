import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { appendAudit } from './append-audit.ts';
import { type AuditEntry, canonicalJson, chainEntries, GENESIS } from './audit-chain.ts';
import { checkChain } from './check-chain.ts';
import { logAuditHead } from './log-head.ts';
import { auditHead, verifyAuditLog } from './read-log.ts';

function entry(action: string, extra: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: new Date('2026-04-01T09:00:00.123Z'),
    actorId: '019D4845-6280-739A-B9A4-062A1D7F9527',
    sessionId: null,
    deviceId: null,
    ip: '2001:DB8::1',
    action,
    objectType: 'matter',
    objectId: 'm',
    scopeId: null,
    outcome: 'done',
    detail: { zeta: 1, alpha: { b: [1, 2.5, 'ä'], a: null } },
    ...extra,
  };
}

const EMPTY_HEAD = `UPDATE audit_head SET last_seq = 0, last_hash = decode(repeat('00', 32), 'hex'), entry_count = 0`;

describe('the audit log', () => {
  let server: TestContext;
  beforeAll(async () => {
    server = await testContext();
  });
  afterAll(() => server.close());
  beforeEach(() => tamper(`TRUNCATE audit_log; ${EMPTY_HEAD}`));

  const append = (firstSeq: number, ...entries: AuditEntry[]) =>
    server.context.database.transaction().execute((db) => appendAudit(db, firstSeq, entries));
  const fill = async () => {
    await append(3, entry('auth.sign_in'), entry('wall.raise'));
    await append(9, entry('invoice.approve'));
    await append(12, entry('wall.lower'), entry('auth.sign_out'));
  };
  const faults = async (...noted: { seq: number; hash: string }[]) =>
    (await verifyAuditLog(server.context.database, noted)).faults.map(({ kind, seq }) => `${kind} ${seq}`);
  // With the owner's rights and the guard switched off: what nothing inside a database can prevent.
  const tamper = (statement: string) =>
    server.adminPool.query(
      `ALTER TABLE audit_log DISABLE TRIGGER USER; ${statement}; ALTER TABLE audit_log ENABLE TRIGGER USER`,
    );

  it('is whole when nobody touched it, and empty from the start', async () => {
    expect(await faults()).toEqual([]);
    await fill();
    const { end, faults: found } = await verifyAuditLog(server.context.database);
    expect(found).toEqual([]);
    expect([end.seq, end.count]).toEqual([13, 5]);
  });

  it.each([
    ['UPDATE', `UPDATE audit_log SET outcome = 'failed'`],
    ['DELETE', 'DELETE FROM audit_log'],
    ['TRUNCATE', 'TRUNCATE audit_log'],
    ['the head', 'UPDATE audit_head SET entry_count = 0'],
  ])('the application may not %s', async (_name, statement) => {
    await fill();
    await expect(server.context.pool.query(statement)).rejects.toThrow('permission denied');
  });

  it('the owner may not change or shorten it by mistake either', async () => {
    await fill();
    for (const statement of [`UPDATE audit_log SET outcome = 'failed'`, 'DELETE FROM audit_log', 'TRUNCATE audit_log'])
      await expect(server.adminPool.query(statement)).rejects.toThrow('can only be added to');
  });

  it('takes no entry that does not follow the last one', async () => {
    await fill();
    const { hash } = await auditHead(server.context.database);
    const insert = (previous: Uint8Array, seq: number) =>
      server.context.pool.query(
        `INSERT INTO audit_log (seq, at, action, outcome, previous_hash, hash) VALUES ($1, now(), 'x', 'done', $2, $2)`,
        [seq, Buffer.from(previous)],
      );
    await expect(insert(GENESIS, 20)).rejects.toThrow('does not follow');
    await expect(insert(hash, 5)).rejects.toThrow('does not follow');
  });

  it.each([
    ['an edited entry', `UPDATE audit_log SET detail = '{}' WHERE seq = 9`, ['edited 9']],
    ['an edited time', `UPDATE audit_log SET at = at + interval '1 ms' WHERE seq = 4`, ['edited 4']],
    ['another actor', `UPDATE audit_log SET actor_id = gen_random_uuid() WHERE seq = 4`, ['edited 4']],
    ['a deleted entry', 'DELETE FROM audit_log WHERE seq = 9', ['broken_link 12', 'cut_short 13']],
    ['a deleted beginning', 'DELETE FROM audit_log WHERE seq = 3', ['broken_link 4', 'cut_short 13']],
    ['a cut end', 'DELETE FROM audit_log WHERE seq > 9', ['cut_short 9']],
    [
      'an entry removed with its neighbours linked anew and the counter set right',
      'UPDATE audit_log SET previous_hash = (SELECT hash FROM audit_log WHERE seq = 4) WHERE seq = 12; DELETE FROM audit_log WHERE seq = 9; UPDATE audit_head SET entry_count = 4',
      ['edited 12'],
    ],
    ['everything gone', 'TRUNCATE audit_log', ['cut_short 0']],
    [
      'two entries that changed places',
      'UPDATE audit_log SET seq = 99 WHERE seq = 4; UPDATE audit_log SET seq = 4 WHERE seq = 9; UPDATE audit_log SET seq = 9 WHERE seq = 99',
      ['broken_link 4', 'edited 4', 'broken_link 9', 'edited 9', 'broken_link 12'],
    ],
  ])('%s is found', async (_name, statement, expected) => {
    await fill();
    await tamper(statement);
    expect(await faults()).toEqual(expected);
  });

  it('written anew from its beginning, counter and all, is found by a head noted elsewhere', async () => {
    await fill();
    await logAuditHead(server.context);
    const noted = server.logged.find((line) => line.category === 'audit');
    const head = { seq: Number(noted?.audit_seq), hash: String(noted?.audit_hash) };
    expect(await faults(head)).toEqual([]);
    await tamper(`TRUNCATE audit_log; ${EMPTY_HEAD}`);
    await append(13, entry('auth.sign_in'));
    expect(await faults()).toEqual([]);
    expect(await faults(head)).toEqual(['not_as_noted 13']);
  });
});

describe('the chain', () => {
  const json = fc.jsonValue({ maxDepth: 3 });

  it('has the same hash whatever the order of keys, and another for any change', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), json, (detail, other) => {
        const turned = Object.fromEntries(Object.entries(detail).reverse());
        const hashOf = (value: Record<string, unknown>) =>
          chainEntries(GENESIS, 1, [entry('a', { detail: value })])[0]?.hash;
        expect(hashOf(turned)).toEqual(hashOf(detail));
        const changed = { ...detail, [`${Object.keys(detail).join()}+`]: other };
        expect(hashOf(changed)).not.toEqual(hashOf(detail));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('writes one text for one value', () => {
    expect(canonicalJson({ b: 1, a: [true, null, { d: 'x', c: undefined }] })).toBe(
      '{"a":[true,null,{"d":"x"}],"b":1}',
    );
  });

  it('is broken by any entry left out, moved or changed', () => {
    const chain = chainEntries(
      GENESIS,
      1,
      Array.from({ length: 12 }, (_, index) => entry(`a${index}`)),
    );
    const last = chain.at(-1);
    const head = { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS, count: chain.length };
    const faultsOf = (entries: typeof chain) => {
      const check = checkChain();
      for (const each of entries) check.next(each);
      return check.finish(head).faults.length;
    };
    expect(faultsOf(chain)).toBe(0);
    fc.assert(
      fc.property(fc.nat(11), fc.nat(11), (from, to) => {
        expect(faultsOf(chain.filter((_, index) => index !== from))).toBeGreaterThan(0);
        expect(faultsOf(chain.map((each, index) => (index === from ? { ...each, action: 'other' } : each)))).toBe(1);
        fc.pre(from !== to);
        const moved = chain.toSpliced(from, 1);
        const [taken] = chain.slice(from, from + 1);
        expect(faultsOf(taken === undefined ? moved : moved.toSpliced(to, 0, taken))).toBeGreaterThan(0);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
