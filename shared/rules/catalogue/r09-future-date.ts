import { draftsOfLines } from '../drafts-of-lines.ts';
import { dayNumberOf } from '../prepare/day-number.ts';
import { defineRule } from '../rule.ts';
import { dateText } from '../wording.ts';

/** R09: no work is dated after the invoice, or after today. */
export const futureDate = defineRule({
  id: 'R09',
  version: 1,
  title: 'Line dated in the future',
  certainty: 'deterministic',
  defaultSeverity: 'must_fix',
  parameters: {
    graceDays: {
      kind: 'number',
      unit: 'days',
      default: 0,
      minimum: 0,
      maximum: 31,
      description: 'Days after the invoice date that are let pass; never days after today.',
    },
  },
  needs: ['today'],
  authority: 'LEDES 1998B Rev 7-2014, fields 1 and 14; common client practice: only work already done is billed',
  check({ invoice, lines, context }, { graceDays }) {
    const today = dayNumberOf(context.today);
    const { invoiceDate } = invoice;
    const invoiceDay = invoiceDate === null ? Infinity : dayNumberOf(invoiceDate) + graceDays;
    return draftsOfLines(lines, ({ index, line, dayNumber }) => {
      if (dayNumber === null || line.date === null || (dayNumber <= invoiceDay && dayNumber <= today)) return null;
      const limit =
        dayNumber > today ? `today, ${dateText(context.today)}` : `the invoice date, ${dateText(invoiceDate ?? '')}`;
      return { lines: [index], message: `${dateText(line.date)} is after ${limit}.`, evidence: EVIDENCE };
    });
  },
});

const EVIDENCE = [{ field: 'LINE_ITEM_DATE' }] as const;
