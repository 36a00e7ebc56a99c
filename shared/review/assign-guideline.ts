import type { IsoDate } from '#shared/domain/invoice.ts';
import { NO_INVOICE } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

export interface AssignGuidelineArgs {
  readonly invoiceId: string;
  readonly name: string;
  readonly version: number;
  readonly analysedOn: IsoDate;
}

/** Checks an invoice again by another guideline. Decisions stay: a person made them. */
export const assignGuideline = defineMutation<AssignGuidelineArgs>({
  name: 'assignGuideline',
  plan(facts, { invoiceId, name, version, analysedOn }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    const closed = whyClosed(invoice);
    if (closed !== null) return { outcome: 'refused', message: closed };
    if (invoice.guidelineName === name && invoice.guidelineVersion === version) return { outcome: 'noop', refused: [] };
    const before = {
      kind: 'guideline',
      invoiceId,
      name: invoice.guidelineName,
      version: invoice.guidelineVersion,
      analysedOn: invoice.analysedOn,
    } as const;
    return {
      outcome: 'applied',
      changes: [
        { kind: 'analysis', invoiceId, guidelineName: name, guidelineVersion: version, analysedOn },
        { kind: 'history', invoiceId, text: `Checked by guideline ${name}, version ${version}` },
      ],
      refused: [],
      undo: { text: `use guideline ${name}`, invoiceId, lineIds: [], before },
    };
  },
});
