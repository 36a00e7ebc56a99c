import type { Mutation } from '../mutation.ts';

const WITH_CHANGES = ['server/sync/with-changes.test.ts'];
const PULL = ['server/sync/pull.test.ts'];
const ANEW = ['server/sync/begun-anew.test.ts'];
const GUARD = 'server/db/migrations/0008-feed-guard.ts';

/** The feed in commit order, its guard, and what a mutation sent twice must not do. */
export const serverSyncMutations: readonly Mutation[] = [
  {
    name: 'the late lock is not taken: numbers of the feed become visible out of order',
    file: GUARD,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of the migration
    find: 'PERFORM pg_advisory_xact_lock(${FEED_LOCK});',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of the migration
    replace: 'PERFORM abs(${FEED_LOCK});',
    tests: WITH_CHANGES,
  },
  {
    name: 'the deferred guard lets a row be written past the feed',
    file: GUARD,
    find: "IF current_setting('lait.flushed', true) IS DISTINCT FROM 'yes' THEN",
    replace: "IF current_setting('lait.flushed', true) = 'never' THEN",
    tests: WITH_CHANGES,
  },
  {
    name: 'the deferred guard looks at the owner, not at the server',
    file: GUARD,
    find: "WHEN (current_user = 'lait_app')",
    replace: "WHEN (current_user = 'lait')",
    tests: WITH_CHANGES,
  },
  {
    name: 'a mutation known under an old number is judged again',
    file: 'server/sync/push.ts',
    find: 'device.answeredIds.has(mutationId.toLowerCase());',
    replace: "device.answeredIds.has('') && mutationId === '';",
    tests: ANEW,
  },
  {
    name: 'a mutation under way from two devices takes effect twice',
    file: 'server/db/migrations/0012-known-mutations.ts',
    find: 'CREATE UNIQUE INDEX mutation_result_once',
    replace: 'CREATE INDEX mutation_result_once',
    tests: ANEW,
  },
  {
    name: "somebody meets the answer to another person's mutation",
    file: 'server/sync/devices.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of the query
    find: 'FROM mutation_result r WHERE r.user_id = ${actor.userId} AND NOT r.is_repeat',
    replace: 'FROM mutation_result r WHERE NOT r.is_repeat',
    tests: ANEW,
  },
  {
    name: 'a matter is withdrawn in the middle of a push, which is written by half',
    file: 'server/sync/push.ts',
    find: 'await holdAccess(batch.db);',
    replace: 'holdAccess.toString();',
    tests: ['server/sync/withdrawn-meanwhile.test.ts'],
  },
  {
    name: 'a pull passes by the first change after its cursor',
    file: 'server/sync/changed-rows.ts',
    find: 'c.seq > s.cursor',
    replace: 'c.seq > s.cursor + 1',
    tests: PULL,
  },
  {
    name: 'a matter given again is taken for the one that was withdrawn',
    file: 'server/sync/pull.ts',
    find: '.filter(({ scopeId, epoch }) => visible.get(scopeId) !== epoch)',
    replace: '.filter(({ scopeId }) => !visible.has(scopeId))',
    tests: PULL,
  },
  {
    name: 'a bill sent twice at once is an error to one of the two',
    file: 'server/invoices/take-upload.ts',
    find: ".onConflict((conflict) => conflict.columns(['user_id', 'idempotency_key']).doNothing())",
    replace: '',
    tests: ['server/invoices/invoices.test.ts'],
  },
  {
    name: 'a bill for a matter that is not there is kept all the same',
    file: 'server/invoices/take-upload.ts',
    find: 'if (matterId !== null && !(await readAs(context, actor, (db) => mayUse(db, matterId)))) {',
    replace: "if (matterId === '') {",
    tests: ['server/invoices/invoices.test.ts'],
  },
];
