import { dayNumberOf } from '../prepare/day-number.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { isWholeInvoice, WHOLE_INVOICE_PARAMETERS } from '../whole-invoice.ts';
import { dateText } from '../wording.ts';

/**
 * R08: the work lies inside the billing period the invoice states. A period that ends before it starts says
 * nothing about lines (R06 reports it).
 */
export const outsideBillingPeriod = defineRule({
  id: 'R08',
  version: 1,
  title: 'Line outside the billing period',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    graceDays: {
      kind: 'number',
      unit: 'days',
      default: 0,
      minimum: 0,
      maximum: 366,
      description: 'Days before and after the period that still count as inside.',
    },
    feesOnly: {
      kind: 'boolean',
      default: false,
      description: 'Leaves expenses alone, which firms often post after the period.',
    },
    ...WHOLE_INVOICE_PARAMETERS,
  },
  needs: ['billingPeriod'],
  authority: 'LEDES 1998B Rev 7-2014, fields 6, 7 and 14',
  check({ invoice, lines }, parameters) {
    const { billingStart, billingEnd } = invoice;
    if (billingStart !== null && billingEnd !== null && billingStart > billingEnd) return [];
    const firstDay = billingStart === null ? -Infinity : dayNumberOf(billingStart) - parameters.graceDays;
    const lastDay = billingEnd === null ? Infinity : dayNumberOf(billingEnd) + parameters.graceDays;
    const drafts: FindingDraft[] = [];
    let dated = 0;
    for (const { index, line, dayNumber, isFee } of lines) {
      if (dayNumber === null || line.date === null || (parameters.feesOnly && !isFee)) continue;
      dated += 1;
      if (dayNumber >= firstDay && dayNumber <= lastDay) continue;
      const side =
        dayNumber < firstDay
          ? `before the billing period starts on ${dateText(billingStart ?? '')}`
          : `after the billing period ends on ${dateText(billingEnd ?? '')}`;
      drafts.push({ lines: [index], message: `${dateText(line.date)} is ${side}.`, evidence: EVIDENCE });
    }
    if (!isWholeInvoice(drafts.length, dated, parameters)) return drafts;
    const message = `${drafts.length} of ${dated} lines lie outside the billing period: the period is most likely wrong.`;
    return [{ lines: [], message, evidence: [{ field: 'BILLING_START_DATE' }, { field: 'BILLING_END_DATE' }] }];
  },
});

const EVIDENCE = [{ field: 'LINE_ITEM_DATE' }] as const;
