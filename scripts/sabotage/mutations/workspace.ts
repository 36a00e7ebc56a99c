import type { Mutation } from '../mutation.ts';

const MONEY = ['shared/workspace/money.property.test.ts'];
const REBUILD = ['shared/workspace/rebuild-cache.test.ts'];
const JOURNEY = ['shared/workspace/review-journey.test.ts'];
const EXPORT = ['shared/workspace/export/export-invoice.property.test.ts'];
const STATES = ['shared/workspace/invoice-states.test.ts'];
const IMPORT = ['shared/workspace/import-file.test.ts'];
const DURABLE = ['shared/workspace/durable-before-reply.test.ts'];
const PAGING = ['shared/workspace/paging.property.test.ts'];
const JUNK = ['shared/workspace/invalid-input.test.ts'];
const DRIVER = ['shared/workspace/sqlite-driver.test.ts'];

/** The offline engine: order of the two files, totals, undo, rebuild, states, export, paging. */
export const workspaceMutations: readonly Mutation[] = [
  {
    name: 'the cache forgets how far it has followed the outbox',
    file: 'shared/workspace/engine.ts',
    find: 'advanceProgress(cache, clientSeq);',
    replace: '',
    tests: REBUILD,
  },
  {
    name: 'what the cache missed is never caught up',
    file: 'shared/workspace/engine.ts',
    find: 'while (applied < outbox.lastSeq()) {',
    replace: 'while (applied > outbox.lastSeq()) {',
    tests: DURABLE,
  },
  {
    name: 'the reply does not wait for the outbox to commit',
    file: 'shared/workspace/store/outbox.ts',
    find: 'sql.transaction(() => {',
    replace: 'queueMicrotask(() => {',
    tests: DURABLE,
  },
  {
    name: 'saved counts what a decision cuts, not what it changes',
    file: 'shared/workspace/store/apply-changes.ts',
    find: 'difference.savedE4 += (decision?.cutE4 ?? 0) - (line.cutE4 ?? 0);',
    replace: 'difference.savedE4 += decision?.cutE4 ?? 0;',
    tests: MONEY,
  },
  {
    name: 'a decided line stays open',
    file: 'shared/workspace/store/apply-changes.ts',
    find: 'if (line.isFlagged) difference.openCount -= decided;',
    replace: '',
    tests: MONEY,
  },
  {
    name: 'overlapping findings add their cuts up',
    file: 'shared/workspace/store/line-marks.ts',
    find: 'proposedE4 = Math.max(proposedE4, cutE4);',
    replace: 'proposedE4 += cutE4;',
    tests: ['shared/workspace/store/line-marks.test.ts'],
  },
  {
    name: 'a toggled finding leaves the proposed total alone',
    file: 'shared/workspace/store/refresh-marks.ts',
    find: 'proposedE4 += marks.proposedE4 - before.proposed_e4;',
    replace: '',
    tests: MONEY,
  },
  {
    name: 'undo takes decisions away instead of bringing the earlier ones back',
    file: 'shared/review/undo.ts',
    find: 'before.decisions.map(({ lineId, was }) => ({ lineId, wanted: was }))',
    replace: 'before.decisions.map(({ lineId }) => ({ lineId, wanted: null }))',
    tests: REBUILD.concat('shared/workspace/undo.test.ts'),
  },
  {
    name: 'a new action leaves undone ones to be done again',
    file: 'shared/workspace/store/apply-changes.ts',
    find: `cache.run(\`UPDATE actions SET state = 'dropped', before = '' WHERE state = 'undone'\`);`,
    replace: '',
    tests: JOURNEY,
  },
  {
    name: 'a cache ahead of the outbox is trusted',
    file: 'shared/workspace/store/open-cache.ts',
    find: 'if (progress.appliedSeq > outbox.lastSeq())',
    replace: 'if (progress.appliedSeq > outbox.lastSeq() + 1)',
    tests: REBUILD,
  },
  {
    name: 'a cache of other data is trusted',
    file: 'shared/workspace/store/open-cache.ts',
    find: 'if (progress.outboxId !== outbox.outboxId)',
    replace: 'if (progress.outboxId === null)',
    tests: REBUILD,
  },
  {
    name: 'a cancelled import leaves its rows',
    file: 'shared/workspace/intake/import-file.ts',
    find: 'removeStaged(cache);',
    replace: '',
    tests: IMPORT,
  },
  {
    name: 'a known file is imported again',
    file: 'shared/workspace/intake/import-file.ts',
    find: 'if (known !== null || read.invoices.length === 0)',
    replace: 'if (read.invoices.length === 0)',
    tests: JOURNEY,
  },
  {
    name: 'an approved invoice takes decisions',
    file: 'shared/review/open-for-review.ts',
    find: `return 'This invoice is approved. Nothing was changed; reopen it to decide again.';`,
    replace: 'return null;',
    tests: STATES,
  },
  {
    name: 'an invoice with open serious findings is approved',
    file: 'shared/review/invoice-transition.ts',
    find: 'if (count === 0) return null;',
    replace: 'if (count >= 0) return null;',
    tests: STATES,
  },
  {
    name: 'the exported total is the billed one',
    file: 'shared/workspace/export/correct-invoice.ts',
    find: 'const totalE4 = line.totalE4 - cut.cutE4;',
    replace: 'const totalE4 = line.totalE4;',
    tests: EXPORT,
  },
  {
    name: 'tax does not shrink with its line',
    file: 'shared/workspace/export/correct-invoice.ts',
    find: 'return scaleE4(line.taxE4, totalE4, line.totalE4);',
    replace: 'return line.taxE4;',
    tests: EXPORT,
  },
  {
    name: 'ties of a sort go by nothing',
    file: 'shared/workspace/queries/line-views.ts',
    find: 'NULLS LAST, line_key`',
    replace: 'NULLS LAST, line_key DESC`',
    tests: PAGING,
  },
  {
    name: 'a view of undecided lines is kept after a decision',
    file: 'shared/workspace/queries/line-views.ts',
    find: `if (filter.decision !== undefined) on.add('decisions');`,
    replace: '',
    tests: PAGING,
  },
  {
    name: 'inputs are taken unread',
    file: 'shared/workspace/open-workspace.ts',
    find: 'if (parsed.success) return { ok: true, value: parsed.data };',
    replace: 'if (schema !== null) return { ok: true, value: input };',
    tests: JUNK,
  },
  {
    name: 'a failed transaction keeps half its work (Node)',
    file: 'electron/workspace/better-sqlite3-driver.ts',
    find: 'if (native.inTransaction) rollback.run();',
    replace: 'if (native.inTransaction) commit.run();',
    tests: DRIVER,
  },
  {
    name: 'a failed transaction keeps half its work (browser)',
    file: 'renderer/bridge/sqlite-wasm-driver.ts',
    find: `database.exec('ROLLBACK');`,
    replace: `database.exec('COMMIT');`,
    tests: DRIVER,
  },
];
