import { draftsOfLines } from '../drafts-of-lines.ts';
import { dayNumberOf } from '../prepare/day-number.ts';
import { proposeCutLine } from '../propose.ts';
import { defineRule } from '../rule.ts';
import { dateText } from '../wording.ts';

/**
 * R10: work is billed within the days the client allows, counted from the work to the invoice date. Whether
 * late work is refused or only remarked on is the client's choice (`proposesCut`).
 */
export const staleTime = defineRule({
  id: 'R10',
  version: 1,
  title: 'Work billed too late',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    maximumDays: {
      kind: 'number',
      unit: 'days',
      default: 90,
      minimum: 0,
      maximum: 3_660,
      description: 'Days from the work to the invoice date.',
    },
    includesExpenses: {
      kind: 'boolean',
      default: true,
      description: 'Counts expenses too, which reach a firm later than its own time.',
    },
    proposesCut: {
      kind: 'boolean',
      default: false,
      description: 'Proposes to take the whole line off.',
    },
  },
  needs: ['invoiceDate'],
  authority: 'Common client guidelines (time older than 60, 90 or 180 days is questioned or not paid)',
  check({ invoice, lines }, { maximumDays, includesExpenses, proposesCut }) {
    const { invoiceDate } = invoice;
    if (invoiceDate === null) return [];
    const oldest = dayNumberOf(invoiceDate) - maximumDays;
    return draftsOfLines(lines, ({ index, line, dayNumber, isFee }) => {
      if (dayNumber === null || line.date === null || dayNumber >= oldest) return null;
      if (!isFee && !(includesExpenses && line.kind === 'E')) return null;
      const days = oldest - dayNumber + maximumDays;
      return {
        lines: [index],
        message: `Billed ${days} days after ${dateText(line.date)}; ${maximumDays} days are allowed.`,
        evidence: [{ field: 'LINE_ITEM_DATE' }],
        ...(proposesCut ? { proposed: proposeCutLine([line]) } : {}),
      };
    });
  },
});
