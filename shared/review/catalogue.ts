import { acceptProposals } from './accept-proposals.ts';
import { addComment } from './add-comment.ts';
import { approveInvoice } from './approve-invoice.ts';
import { assignGuideline } from './assign-guideline.ts';
import { clearDecisions } from './clear-decisions.ts';
import { decideLine } from './decide-line.ts';
import { decidePool } from './decide-pool.ts';
import { dismissFinding } from './dismiss-finding.ts';
import { dismissRule } from './dismiss-rule.ts';
import { markExported } from './mark-exported.ts';
import type { MutationDefinition } from './mutation.ts';
import { reopenInvoice } from './reopen-invoice.ts';
import { returnInvoice } from './return-invoice.ts';
import { rewriteNarrative } from './rewrite-narrative.ts';
import { saveGuideline } from './save-guideline.ts';
import { submitInvoice } from './submit-invoice.ts';
import { undo } from './undo.ts';

const MUTATIONS = [
  acceptProposals,
  addComment,
  approveInvoice,
  assignGuideline,
  clearDecisions,
  decideLine,
  decidePool,
  dismissFinding,
  dismissRule,
  markExported,
  reopenInvoice,
  returnInvoice,
  rewriteNarrative,
  saveGuideline,
  submitInvoice,
  undo,
];

const BY_NAME = new Map(MUTATIONS.map((each) => [each.name, each as MutationDefinition<unknown>]));

/**
 * The function behind a recorded mutation. Its arguments come from the outbox, where only this program
 * writes; they are taken as what the name says.
 */
export function mutationNamed(name: string): MutationDefinition<unknown> | null {
  return BY_NAME.get(name) ?? null;
}
