import type { CommandName } from '#shared/api/workspace.ts';
import { exportInvoice } from '../export/export-invoice.ts';
import { acceptProposals } from './accept-proposals.ts';
import { addComment } from './add-comment.ts';
import { assignGuideline } from './assign-guideline.ts';
import { clearDecisions } from './clear-decisions.ts';
import type { CommandHandler } from './command.ts';
import { decideLines } from './decide-lines.ts';
import { decidePool } from './decide-pool.ts';
import { approveInvoice, reopenInvoice, returnInvoice, submitInvoice } from './invoice-steps.ts';
import { rewriteNarrative } from './rewrite-narrative.ts';
import { saveGuideline } from './save-guideline.ts';
import { setFindingEnabled } from './set-finding-enabled.ts';
import { setRuleEnabled } from './set-rule-enabled.ts';
import { redo, undo } from './undo.ts';

/** All but imports, which take their time (`intake/import-queue.ts`). */
export type AnsweredAtOnce = Exclude<CommandName, 'importFile' | 'cancelImport'>;

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
};
