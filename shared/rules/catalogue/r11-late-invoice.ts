import type { IsoDate } from '#shared/domain/invoice.ts';
import { dayNumberOf } from '../prepare/day-number.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { dateText } from '../wording.ts';

/**
 * R11: the invoice arrives after its billing period and within the days the client allows, and its period
 * does not run over a month, quarter or year where the client asks for that.
 */
export const lateInvoice = defineRule({
  id: 'R11',
  version: 1,
  title: 'Invoice late, early or over too long a period',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    maximumDays: {
      kind: 'number',
      unit: 'days',
      default: 60,
      minimum: 0,
      maximum: 3_660,
      description: 'Days from the end of the billing period to receipt.',
    },
    periodWithin: {
      kind: 'choice',
      choices: ['any', 'month', 'quarter', 'year'],
      default: 'any',
      description: 'The calendar unit the billing period must stay in.',
    },
  },
  needs: ['receivedDate', 'billingPeriod'],
  authority: 'Legal Tracker billing-period audit; published company guideline (invoices within 30 days of the period)',
  check({ invoice, context }, { maximumDays, periodWithin }) {
    const { billingStart, billingEnd } = invoice;
    const { receivedOn } = context;
    const drafts: FindingDraft[] = [];
    if (receivedOn !== undefined && billingEnd !== null) {
      const days = dayNumberOf(receivedOn) - dayNumberOf(billingEnd);
      const when = `Received on ${dateText(receivedOn)}`;
      const end = `the billing period ended on ${dateText(billingEnd)}`;
      if (days > maximumDays) {
        const message = `${when}, ${days} days after ${end}; ${maximumDays} days are allowed.`;
        drafts.push({ lines: [], message, evidence: [{ field: 'BILLING_END_DATE' }] });
      } else if (days < 0) {
        const message = `${when}, before the end of its billing period on ${dateText(billingEnd)}.`;
        drafts.push({ lines: [], message, evidence: [{ field: 'BILLING_END_DATE' }] });
      }
    }
    const spans = billingStart !== null && billingEnd !== null && billingStart <= billingEnd;
    if (spans && unitOf(billingStart, periodWithin) !== unitOf(billingEnd, periodWithin)) {
      const message = `The billing period from ${dateText(billingStart)} to ${dateText(billingEnd)} runs over the end of a ${periodWithin}.`;
      drafts.push({ lines: [], message, evidence: [{ field: 'BILLING_START_DATE' }, { field: 'BILLING_END_DATE' }] });
    }
    return drafts;
  },
});

function unitOf(date: IsoDate, unit: string): string {
  const year = date.slice(0, 4);
  if (unit === 'year') return year;
  if (unit === 'month') return date.slice(0, 7);
  if (unit === 'quarter') return `${year} ${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`;
  return '';
}
