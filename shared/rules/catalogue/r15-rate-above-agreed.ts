import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { multiplyE4, scaleE4 } from '#shared/money/e4.ts';
import { isFeeSupportOnly } from '#shared/utbms/timekeeper-classes.ts';
import type { AgreedRate } from '../prepare/master-facts.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { proposeCutRates } from '../propose.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { amountText, countText, dateText, timekeeperText } from '../wording.ts';

/**
 * R15: no hour costs more than what was agreed for that person (or their class) on that day. The narrowest agreed
 * rate holds (`prepare/agreed-terms.ts`). The difference is proposed off, in proportion of the line's total. A line
 * that an adjustment brings down to the agreed rate, less any agreed discount, is settled. Lines that charge
 * nothing and lines that name no person pass.
 */
export const rateAboveAgreed = defineRule({
  id: 'R15',
  version: 1,
  title: 'Rate above the agreed rate',
  certainty: 'deterministic',
  defaultSeverity: 'auto_cut',
  parameters: {
    toleranceE4: {
      kind: 'number',
      unit: 'amountE4',
      default: 100,
      minimum: 0,
      maximum: 1_000_000,
      description: 'How much an hour may cost above the agreed rate, for rounding.',
    },
    reportsMissing: {
      kind: 'boolean',
      default: false,
      description: 'Reports timekeepers for whom no rate is agreed.',
    },
  },
  needs: ['rates', 'agreedRates'],
  authority: 'Lawtrac ("Line is over Approved Rate"); Legal Tracker rate audit; the rate card agreed with the client',
  check(prepared, { toleranceE4, reportsMissing }) {
    const terms = prepared.agreedTerms();
    const above = new Map<string, { readonly agreed: AgreedRate; readonly lines: PreparedLine[] }>();
    const missing = new Map<string, PreparedLine[]>();
    for (const each of prepared.lines) {
      const { line, isFee, timekeeperKey } = each;
      const { unitCostE4 } = line;
      if (!isFee || unitCostE4 === null || unitCostE4 <= 0 || (line.totalE4 ?? 1) <= 0) continue;
      const agreed = terms.rateOf(each);
      if (agreed === null) {
        if (!reportsMissing || line.date === null || isNobody(line)) continue;
        const key = `${timekeeperKey}\n${terms.titleOf(each)}`;
        const known = missing.get(key);
        if (known === undefined) missing.set(key, [each]);
        else known.push(each);
        continue;
      }
      if (unitCostE4 - agreed.rateE4 <= toleranceE4 || isNobody(line)) continue;
      if (isSettled(line, agreed.rateE4, terms.discountOf(each)?.percentE4 ?? 0)) continue;
      const key = `${timekeeperKey}\n${unitCostE4}\n${agreed.rateE4}\n${agreed.scope}\n${agreed.from}`;
      const group = above.get(key) ?? { agreed, lines: [] };
      group.lines.push(each);
      above.set(key, group);
    }
    return [
      ...[...above.values()].map(({ agreed, lines }) => aboveDraft(agreed, lines)),
      ...[...missing.values()].map((lines) => missingDraft(lines)),
    ];
  },
});

const RATE = [{ field: 'LINE_ITEM_UNIT_COST' }] as const;
const WHOLE_E4 = 1_000_000;
/** Half a cent: adjustments are stated in cents. */
const HALF_CENT_E4 = 50;

function aboveDraft(agreed: AgreedRate, lines: readonly PreparedLine[]): FindingDraft {
  const first = lines[0]?.line;
  const billed = amountText(first?.unitCostE4 ?? 0);
  const who = first === undefined ? '' : timekeeperText(first);
  return {
    lines: lines.map(({ index }) => index),
    message: `${who}: ${billed} an hour on ${countText(lines.length, 'entry', 'entries')}; ${agreedText(agreed)}.`,
    evidence: RATE,
    proposed: proposeCutRates(lines.map(({ line }) => ({ line, remainingRateE4: agreed.rateE4 }))),
  };
}

function missingDraft(lines: readonly PreparedLine[]): FindingDraft {
  const first = lines[0]?.line;
  const who = first === undefined ? '' : timekeeperText(first);
  return {
    lines: lines.map(({ index }) => index),
    message: `No rate is agreed for ${who}: ${countText(lines.length, 'entry', 'entries')}.`,
    evidence: RATE,
    severity: 'warn',
  };
}

function agreedText({ rateE4, timekeeperId, classification, scope, from }: AgreedRate): string {
  const forWhom = timekeeperId === null ? ` for ${classification}` : '';
  const where = scope === 'matter' ? ' on this matter' : scope === 'client' ? ' with this client' : '';
  return `${amountText(rateE4)} is agreed${forWhom}${where}${from === null ? '' : ` from ${dateText(from)}`}`;
}

/** Whether a stated adjustment leaves no more than the agreed rate and discount come to. */
function isSettled(line: InvoiceLine, agreedE4: number, discountE4: number): boolean {
  const { unitsE4, unitCostE4, adjustmentE4 } = line;
  if (unitsE4 === null || unitCostE4 === null || adjustmentE4 === null || adjustmentE4 >= 0) return false;
  const billedE4 = multiplyE4(unitsE4, unitCostE4);
  const grossE4 = multiplyE4(unitsE4, agreedE4);
  const dueE4 = grossE4 === null ? null : scaleE4(grossE4, WHOLE_E4 - discountE4, WHOLE_E4);
  return billedE4 !== null && dueE4 !== null && billedE4 + adjustmentE4 <= dueE4 + HALF_CENT_E4;
}

function isNobody({ classification }: InvoiceLine): boolean {
  return classification !== null && isFeeSupportOnly(classification);
}
