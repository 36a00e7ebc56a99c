import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PushedMutation } from '#shared/api/sync.ts';
import { ADA, accept, BEN, cut, judgingTable } from './judge.testing.ts';

/** Two people who look at the record now and then, and act on what they saw when they last looked. */
const happenings = fc.array(
  fc.oneof(
    fc.record({ person: fc.constantFrom(ADA, BEN), kind: fc.constant('look' as const) }),
    fc.record({
      person: fc.constantFrom(ADA, BEN),
      kind: fc.constantFrom('accept' as const, 'cut' as const, 'clear' as const, 'pool' as const),
      lines: fc.uniqueArray(fc.nat(3), { minLength: 1 }),
    }),
  ),
  { minLength: 3, maxLength: 25 },
);

describe('judging whatever two people do', () => {
  it('never overwrites what its author had not seen, never cuts half a pool, and writes only what it calls applied', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const table = judgingTable();
        const groups = table.lineIds.map((lineId) => `decision:${lineId}`);
        const seen = new Map<string, PushedMutation['base']>();
        const lastOwn = new Map<string, number>();
        const versions = () => table.base(...groups);
        for (const person of [ADA, BEN]) seen.set(person, versions());
        for (const happening of list) {
          const { person } = happening;
          if (happening.kind === 'look') {
            seen.set(person, versions());
            for (const group of groups) lastOwn.delete(`${person} ${group}`);
            continue;
          }
          const { kind, lines } = happening;
          const lineIds = lines.map((line) => table.lineIds[line] ?? '');
          const base = Object.fromEntries(
            lineIds.map((lineId) => {
              const group = `decision:${lineId}`;
              const after = lastOwn.get(`${person} ${group}`) ?? null;
              return [group, { version: seen.get(person)?.[group]?.version ?? 0, after }];
            }),
          );
          const before = versions();
          const writers = new Map(lineIds.map((lineId) => [lineId, table.server.record.standing(lineId)?.by]));
          const args = { accept: accept(lineIds), cut: cut(lineIds), clear: { lineIds }, pool: poolOf(lineIds) }[kind];
          const name = { accept: 'decideLine', cut: 'decideLine', clear: 'clearDecisions', pool: 'decidePool' }[kind];
          const result = table.push(person, name, args, base);
          const after = versions();
          for (const { group, outcome, version } of result.groups) {
            const moved = (after[group]?.version ?? 0) - (before[group]?.version ?? 0);
            expect(moved).toBe(outcome === 'applied' ? 1 : 0);
            expect(version).toBe(after[group]?.version);
            const named = base[group];
            const hasSeen = named?.version === before[group]?.version;
            const wasOwn = writers.get(group.slice('decision:'.length)) === person || named?.after != null;
            if (outcome === 'applied') expect(hasSeen || wasOwn).toBe(true);
            lastOwn.set(`${person} ${group}`, result.clientSeq);
          }
          if (kind === 'pool') {
            const outcomes = new Set(result.groups.map(({ outcome }) => outcome === 'applied' || outcome === 'noop'));
            expect(outcomes.size).toBe(1);
          }
        }
      }),
      { seed: 51, numRuns: 150 },
    );
  });
});

function poolOf(lineIds: readonly string[]) {
  const poolId = '00000000-0000-7000-8000-00000000abcd';
  return { poolId, lineIds, cutE4: 10_001, reasonCode: 'excessive', findingIds: {} };
}
