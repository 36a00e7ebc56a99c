import type { SyncStatus } from '#shared/api/sync-status.ts';
import type { InvoiceSummary } from '#shared/api/workspace.ts';

/** What the main button of an invoice does, or whom it waits for. */
export type NextStep =
  | { readonly kind: 'submit' | 'approve' | 'reopen' | 'export'; readonly label: string; readonly done: string }
  /** Nothing for this person to do; `why` says who does. */
  | { readonly kind: 'wait'; readonly why: string };

type Role = NonNullable<SyncStatus['session']>['role'];

/**
 * What somebody may do about an invoice beside its next step: send it back to whoever issued it, or take an approval back.
 * The server refuses the others (`shared/review`), so that they are not offered.
 * @param role null: alone on one machine
 */
export function sideStep({ state }: Pick<InvoiceSummary, 'state'>, role: Role | null): 'return' | 'reopen' | null {
  if (state === 'analysed' || state === 'in_review') return 'return';
  const isApproved = state === 'approved' || state === 'exported';
  return isApproved && role !== 'reviewer' ? 'reopen' : null;
}

/**
 * The next step of an invoice for whoever looks at it.
 * @param role null: alone on one machine, where the reviewer does both steps
 */
export function nextStep(
  { state, submission }: Pick<InvoiceSummary, 'state' | 'submission'>,
  role: Role | null,
): NextStep {
  if (role === 'reviewer' && (state === 'approved' || state === 'exported')) {
    return { kind: 'wait', why: 'Approved. An approver hands it out, or takes it back into review.' };
  }
  switch (state) {
    case 'approved':
      return { kind: 'export', label: 'Export\u2026', done: '' };
    case 'exported':
      return { kind: 'export', label: 'Export again\u2026', done: '' };
    case 'returned':
      return { kind: 'reopen', label: 'Take up again', done: 'Taken up again.' };
    case 'analysed':
    case 'needs_attention':
    case 'in_review':
      break;
  }
  const approve = { kind: 'approve', label: 'Approve', done: 'Approved. It can be exported now.' } as const;
  if (role === null) {
    if (state === 'in_review') return approve;
    return { kind: 'submit', label: 'Submit', done: 'Submitted. Approve it with the same keys.' };
  }
  if (submission === null)
    return { kind: 'submit', label: 'Submit', done: 'Submitted. Somebody else approves it now.' };
  if (submission.isMine) return { kind: 'wait', why: 'You submitted this invoice; somebody else approves it.' };
  if (role === 'reviewer') {
    return { kind: 'wait', why: `${submission.byName} submitted this invoice; an approver approves it.` };
  }
  return approve;
}
