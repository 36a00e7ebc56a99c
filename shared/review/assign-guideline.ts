import { z } from 'zod';
import type { IsoDate } from '#shared/domain/invoice.ts';
import { invoiceGroup } from './field-group.ts';
import { NO_INVOICE } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { refusedClosed } from './open-for-review.ts';

export interface AssignGuidelineArgs {
  readonly invoiceId: string;
  readonly name: string;
  readonly version: number;
  readonly analysedOn: IsoDate;
}

/** Checks an invoice again by another guideline. Decisions stay: a person made them. */
export const assignGuideline = defineMutation<AssignGuidelineArgs>({
  name: 'assignGuideline',
  argVersion: 1,
  args: z.strictObject({
    invoiceId: z.uuid(),
    name: z.string().min(1).max(64),
    version: z.int().min(1),
    analysedOn: z.iso.date(),
  }),
  touches: ({ invoiceId }) => [invoiceGroup(invoiceId)],
  isAtomic: () => true,
  plan(facts, { invoiceId, name, version, analysedOn }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    const closed = refusedClosed(invoice);
    if (closed !== null) return closed;
    const held = facts.guideline(name);
    if (held === null || held.version < version) {
      return { outcome: 'refused', code: 'not_found', message: `Guideline ${name}, version ${version}, is not held.` };
    }
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
