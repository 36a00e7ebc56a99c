import type { Mutation } from '../mutation.ts';

const JUDGE = 'shared/sync/judge-mutation.ts';
const JUDGE_TEST = ['shared/sync/judge-mutation.test.ts'];
const QUEUE = 'shared/sync/push-queue.ts';
const QUEUE_TEST = ['shared/sync/push-queue.property.test.ts'];
const REBASE_TEST = ['shared/sync/rebase.property.test.ts'];
const LEASE_TEST = ['shared/sync/lease.test.ts'];

export const syncCoreMutations: readonly Mutation[] = [
  {
    name: 'the later of two people overwrites what they have not seen',
    file: JUDGE,
    find: 'if (!isParked && seen === facts.versionOf(group)) return APPLIED;',
    replace: 'if (!isParked && seen <= facts.versionOf(group)) return APPLIED;',
    tests: JUDGE_TEST,
  },
  {
    name: 'what stands on a parked change goes through without it',
    file: JUDGE,
    find: "const isParked = own?.outcome === 'conflict' || own?.outcome === 'rejected';",
    replace: 'const isParked = false as boolean;',
    tests: JUDGE_TEST,
  },
  {
    name: 'an own earlier change is taken for somebody else’s',
    file: JUDGE,
    find: 'const seen = own?.version ?? base?.version ?? 0;',
    replace: 'const seen = base?.version ?? 0;',
    tests: JUDGE_TEST,
  },
  {
    name: 'a pool is cut on the lines that are free',
    file: JUDGE,
    find: 'const stopper = isAtomic ? weightiest(verdicts.values()) : null;',
    replace: 'const stopper = isAtomic ? null : null;',
    tests: JUDGE_TEST,
  },
  {
    name: 'a finding somebody else dismissed becomes a conflict',
    file: JUDGE,
    find: 'return HANDLED;',
    replace: 'return CHANGED;',
    tests: JUDGE_TEST,
  },
  {
    name: 'lines refused on the laptop are decided on the server',
    file: JUDGE,
    find: '!isVersioned(group) || Object.hasOwn(pushed.base, group)',
    replace: "!isVersioned(group) || group !== ''",
    tests: JUDGE_TEST,
  },
  {
    name: 'the one who submitted approves',
    file: 'shared/review/approve-invoice.ts',
    find: 'if (invoice.submittedBy === author.userId) {',
    replace: "if (invoice.submittedBy === '') {",
    tests: JUDGE_TEST,
  },
  {
    name: 'a step goes through on an invoice the person has not seen',
    file: 'shared/review/what-was-seen.ts',
    find: "if (author.role === 'alone') return null;",
    replace: "if (author.role !== 'alone' || invoice.savedE4 === seen.savedE4) return null;",
    tests: JUDGE_TEST,
  },
  {
    name: 'undoing the first decision forgets what others have decided',
    file: 'shared/review/undo.ts',
    find: 'if (invoice.decidedCount + decidedBy(facts, invoiceId, changes) > 0) continue;',
    replace: '',
    tests: JUDGE_TEST,
  },
  {
    name: 'a step can be done again by redo',
    file: 'shared/review/catalogue.ts',
    find: 'export const redo = redoAmong(new Map(BY_NAME));',
    replace: 'export const redo = redoAmong(BY_NAME);',
    tests: JUDGE_TEST,
  },
  {
    name: 'a digest does not hear of a note',
    file: 'shared/sync/review-digest.ts',
    find: 'poolId, cutE4, reasonCode, note]),',
    replace: 'poolId, cutE4, reasonCode]),',
    tests: ['shared/sync/review-digest.test.ts'],
  },
  {
    name: 'a checksum keeps rows that were taken away',
    file: 'shared/sync/checksum.ts',
    find: 'if (taken !== null) moved -= rowHash(taken);',
    replace: '',
    tests: ['shared/sync/checksum.property.test.ts'],
  },
  {
    name: 'a checksum does not tell tables apart',
    file: 'shared/sync/checksum.ts',
    find: 'rowHash({ table, id, version }: ChecksumRow): bigint {',
    replace: "rowHash({ id, version }: ChecksumRow, table = ''): bigint {",
    tests: ['shared/sync/checksum.property.test.ts'],
  },
  {
    name: 'the push queue leaves a gap in its numbers',
    file: QUEUE,
    find: 'pushSeq: lastPushSeq + marks.length + 1 });',
    replace: 'pushSeq: lastPushSeq + marks.length + 2 });',
    tests: QUEUE_TEST,
  },
  {
    name: 'work on a file that is not there yet is sent',
    file: QUEUE,
    find: 'pushSeq === null && !isHeld);',
    replace: 'pushSeq === null && isHeld === isHeld);',
    tests: QUEUE_TEST,
  },
  {
    name: 'an action above the limit of bytes never leaves',
    file: QUEUE,
    find: 'if (send.length > 0 && bytes + each.byteLength > limits.bytes) break;',
    replace: 'if (bytes + each.byteLength > limits.bytes) break;',
    tests: QUEUE_TEST,
  },
  {
    name: 'after a restore the numbers begin one too high',
    file: QUEUE,
    find: 'pushSeq: expected + index }));',
    replace: 'pushSeq: expected + index + 1 }));',
    tests: QUEUE_TEST,
  },
  {
    name: 'half of a parked pool stays on the screen',
    file: 'shared/sync/park.ts',
    find: 'hidden.set(order, isAtomic ? new Set([...groups, ...parked]) : own);',
    replace: 'hidden.set(order, own);',
    tests: REBASE_TEST,
  },
  {
    name: 'what stands on a parked change stays on the screen',
    file: 'shared/sync/park.ts',
    find: 'if (after !== null && hidden.get(after)?.has(group) === true) own.add(group);',
    replace: '',
    tests: REBASE_TEST,
  },
  {
    name: 'the overlay lets go at the answer',
    file: 'shared/sync/rebase.ts',
    find: 'return appliedSeq === null ? isPulledSince : cursors.every((cursor) => cursor >= appliedSeq);',
    replace: 'return appliedSeq === null ? isPulledSince : cursors.length > 0;',
    tests: REBASE_TEST,
  },
  {
    name: 'the overlay lets go of what others had done before it was pulled',
    file: 'shared/sync/rebase.ts',
    find: 'return appliedSeq === null ? isPulledSince :',
    replace: 'return appliedSeq === null ? isPulledSince || true :',
    tests: REBASE_TEST,
  },
  {
    name: 'a lease is stretched by setting the clock back',
    file: 'shared/sync/lease.ts',
    find: 'isSuspect: clock.isSuspect || byWall < -TOLERATED_MS,',
    replace: 'isSuspect: false,',
    tests: LEASE_TEST,
  },
  {
    name: 'a lease sleeps when the laptop sleeps',
    file: 'shared/sync/lease.ts',
    find: 'serverMs: clock.serverMs + Math.max(byWall, byMonotonic, 0),',
    replace: 'serverMs: clock.serverMs + Math.max(byMonotonic, 0),',
    tests: LEASE_TEST,
  },
  {
    name: 'five hundred laptops come back in step',
    file: 'shared/sync/backoff.ts',
    find: 'Math.ceil(random * ceiling)',
    replace: 'ceiling',
    tests: ['shared/sync/backoff.property.test.ts'],
  },
];
