import type { CommandName } from '#shared/api/workspace.ts';
import { exportInvoice } from '../export/export-invoice.ts';
import { acceptProposals } from './accept-proposals.ts';
import { addComment } from './add-comment.ts';
import { assignGuideline } from './assign-guideline.ts';
import { clearDecisions } from './clear-decisions.ts';
import type { CommandHandler } from './command.ts';
import { decideLines } from './decide-lines.ts';
import { decidePool } from './decide-pool.ts';
import { dismissDiscarded } from './dismiss-discarded.ts';
import { approveInvoice, reopenInvoice, returnInvoice, submitInvoice } from './invoice-steps.ts';
import { markNotificationsRead } from './mark-notifications-read.ts';
import { resolveConflict } from './resolve-conflict.ts';
import { rewriteNarrative } from './rewrite-narrative.ts';
import { saveGuideline } from './save-guideline.ts';
import { setFindingEnabled } from './set-finding-enabled.ts';
import { setRuleEnabled } from './set-rule-enabled.ts';
import { redo, undo } from './undo.ts';

/** All but imports (`intake/import-queue.ts`) and what waits for a server (`sync/`): those take their time. */
export type AnsweredAtOnce = Exclude<CommandName, 'importFile' | 'cancelImport' | 'signIn' | 'signOut' | 'syncNow'>;

/** Every command of the contract: a name without a handler does not compile. */
export const commandHandlers: {
  readonly [N in AnsweredAtOnce]: CommandHandler<N>;
} = {
  decideLines,
  decidePool,
  acceptProposals,
  clearDecisions,
  setFindingEnabled,
  setRuleEnabled,
  rewriteNarrative,
  addComment,
  submitInvoice,
  approveInvoice,
  returnInvoice,
  reopenInvoice,
  assignGuideline,
  saveGuideline,
  exportInvoice,
  undo,
  redo,
  resolveConflict,
  markNotificationsRead,
  dismissDiscarded,
};
