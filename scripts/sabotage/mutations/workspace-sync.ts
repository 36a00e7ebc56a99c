import type { Mutation } from '../mutation.ts';

const TWO_LAPTOPS = ['shared/workspace/sync/sync.test.ts'];
/** Its regressions run first: each of these breaks what one of them has kept since it was found. */
const SIMULATION = ['scripts/sim/sim.test.ts'];

/** The laptop's half of sync: withdrawal, overlay, and a server that was restored. */
export const workspaceSyncMutations: readonly Mutation[] = [
  {
    name: 'a purge leaves the rows of a withdrawn matter',
    file: 'shared/workspace/sync/remove-invoice.ts',
    find: 'removeInvoiceRows(cache, key, 0n);',
    replace: '',
    tests: TWO_LAPTOPS,
  },
  {
    name: 'a purge keeps the unsent work on a withdrawn matter',
    file: 'shared/workspace/sync/purge.ts',
    find: 'const count = outbox.queue.discard(scopeId, epoch, invoiceIds, engine.now());',
    replace: 'const count = 0;',
    tests: TWO_LAPTOPS,
  },
  {
    name: 'a purge leaves words in pages that rows were moved out of',
    file: 'shared/workspace/sync/scrub.ts',
    find: "file.exec('VACUUM');",
    replace: '',
    tests: ['shared/workspace/sync/scrub.test.ts'],
  },
  {
    name: 'a purge for which there is no room stops everything else',
    file: 'shared/workspace/sync/scrub.ts',
    find: 'if (code !== SQLITE_FULL && code !== SQLITE_BUSY) throw error;',
    replace: 'if (code !== SQLITE_BUSY) throw error;',
    tests: ['shared/workspace/sync/scrub.test.ts'],
  },
  {
    name: "a purge between two pages takes the server's findings of an own bill away",
    file: 'shared/workspace/sync/purge.ts',
    find: 'if (scopeKey !== null) {',
    replace: 'if (scopeKey === -1) {',
    tests: SIMULATION,
  },
  {
    name: 'the overlay forgets what was taken when a device begins anew',
    file: 'shared/workspace/store/outbox-queue.ts',
    find: "const TAKEN = `name <> 'importFile' AND state IN ('acknowledged', 'done')",
    replace: "const TAKEN = `name <> 'importFile' AND state IN ('acknowledged')",
    tests: SIMULATION,
  },
  {
    name: 'the overlay does what was dropped from the undo stack again',
    file: 'shared/workspace/sync/overlay.ts',
    find: "kept.filter(({ kind }) => kind !== 'actionState');",
    replace: 'kept;',
    tests: SIMULATION,
  },
  {
    name: 'an own comment goes with its image',
    file: 'shared/workspace/sync/apply-rows.ts',
    find: ')) {\n          touched.invoiceKeys.add(key);\n        }\n        return;\n      default:',
    replace: ')) {\n          void key;\n        }\n        return;\n      default:',
    tests: TWO_LAPTOPS,
  },
  {
    name: 'an own check is not made again when another bill comes',
    file: 'shared/workspace/sync/apply-page.ts',
    find: 'for (const key of ownAnalyses(cache)) affected.add(key);',
    replace: '',
    tests: SIMULATION,
  },
  {
    name: 'a lease is stretched by a reply that lay in a sleeping laptop',
    file: 'shared/workspace/sync/leases.ts',
    find: 'store(carryForward(clockAtContact(serverMs, asked), reading()));',
    replace: 'store(clockAtContact(serverMs, reading()));',
    tests: TWO_LAPTOPS,
  },
  {
    name: 'the overlay lays answered work on a matter that is fetched anew',
    file: 'shared/workspace/sync/overlay.ts',
    find: "const IS_HELD = `(state = 'ready' OR is_reload = 1)`;",
    replace: "const IS_HELD = `(state = 'ready')`;",
    tests: SIMULATION,
  },
  {
    name: 'a withdrawal leaves a bill that was read again here',
    file: 'shared/workspace/sync/purge.ts',
    find: 'OR (scope_key IS NULL AND id NOT IN (SELECT value FROM json_each(?)))`,',
    replace: 'OR (scope_key IS NULL AND id IN (SELECT value FROM json_each(?)) AND id IS NULL)`,',
    tests: ['shared/workspace/sync/sync.test.ts'],
  },
  {
    name: 'numbers that mean something else to a restored server go unnoticed',
    file: 'shared/workspace/sync/sync-round.ts',
    find: 'if (ours !== null && lastMutationId !== null && ours !== lastMutationId) return true;',
    replace: '',
    tests: TWO_LAPTOPS,
  },
];
