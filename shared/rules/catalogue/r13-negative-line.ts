import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { multiplyE4 } from '#shared/money/e4.ts';
import { draftsOfLines } from '../drafts-of-lines.ts';
import { defineRule } from '../rule.ts';
import { amountText, hoursText } from '../wording.ts';

/** Words by which a narrative itself explains that nothing is charged. */
const NO_CHARGE =
  /\b(?:no charge|n\/c|free of charge|not? billed|non-?billable|courtesy|waived?|writ(?:e|ten)[- ]?off|credit|discount|refund)\b/i;

/**
 * R13: a fee or expense of zero or less says why: by its adjustment field, or by being an adjustment line
 * (IF, IE). A discount hidden in negative units or a negative rate cannot be told from a mistake. A zero
 * whose narrative says that nothing is charged is explained (R59 compares that with the amount).
 */
export const negativeLine = defineRule({
  id: 'R13',
  version: 1,
  title: 'Zero or negative line that is no adjustment',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    reportsZero: {
      kind: 'boolean',
      default: true,
      description: 'Reports lines of zero as well as credits.',
    },
  },
  needs: ['amounts'],
  authority: 'LEDES 1998B Rev 7-2014, fields 10 to 13; Brightflag (units must not be negative)',
  check({ lines }, { reportsZero }) {
    return draftsOfLines(lines, ({ index, line }) => {
      const remark = line.kind === 'F' || line.kind === 'E' ? remarkOn(line, reportsZero) : null;
      return remark === null ? null : { lines: [index], message: remark.message, evidence: [{ field: remark.field }] };
    });
  },
});

function remarkOn(
  line: InvoiceLine,
  reportsZero: boolean,
): { readonly message: string; readonly field: string } | null {
  const { unitsE4, unitCostE4, totalE4, adjustmentE4, kind } = line;
  if (unitsE4 !== null && unitsE4 < 0) {
    const units = kind === 'F' ? hoursText(unitsE4) : `${hoursText(unitsE4).slice(0, -2)} units`;
    return { message: `${units}: a credit belongs on an adjustment line.`, field: 'LINE_ITEM_NUMBER_OF_UNITS' };
  }
  if (unitCostE4 !== null && unitCostE4 < 0) {
    const message = `A unit cost of ${amountText(unitCostE4)}: a discount belongs in the adjustment.`;
    return { message, field: 'LINE_ITEM_UNIT_COST' };
  }
  if (totalE4 === null || totalE4 > 0 || isExplained(unitsE4, unitCostE4, adjustmentE4)) return null;
  if (totalE4 < 0) {
    const message = `A total of ${amountText(totalE4)} that no adjustment explains.`;
    return { message, field: 'LINE_ITEM_TOTAL' };
  }
  if (!reportsZero || NO_CHARGE.test(line.narrative)) return null;
  return {
    message: 'A total of zero that neither an adjustment nor the narrative explains.',
    field: 'LINE_ITEM_TOTAL',
  };
}

// An adjustment explains the total when it takes off at least what the units come to.
function isExplained(unitsE4: number | null, unitCostE4: number | null, adjustmentE4: number | null): boolean {
  if (adjustmentE4 === null || adjustmentE4 >= 0) return false;
  const productE4 = multiplyE4(unitsE4 ?? 0, unitCostE4 ?? 0) ?? 0;
  return productE4 + adjustmentE4 <= 0;
}
