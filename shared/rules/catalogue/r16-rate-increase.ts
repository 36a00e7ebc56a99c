import { scaleE4 } from '#shared/money/e4.ts';
import { dayNumberOf } from '../prepare/day-number.ts';
import type { EarlierRate } from '../prepare/master-facts.ts';
import type { PreparedInvoice, PreparedLine } from '../prepare/prepared-invoice.ts';
import { timekeeperKeyOf } from '../prepare/timekeeper-key.ts';
import { proposeCutRates } from '../propose.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { amountText, countText, dateText, timekeeperText } from '../wording.ts';

/**
 * R16: a timekeeper's rate rises with notice, not too soon and not by too much. Compared with the highest rate of
 * their last invoice on this matter, so that work at half rate (travel) is no baseline. An agreed rate that covers
 * what is billed is the notice; without one a rise is allowed once the earlier rate has stood `minimumDays`, by
 * `maximumIncreasePercent` for each full year it has stood (at least one). What is above is proposed off.
 */
export const rateIncrease = defineRule({
  id: 'R16',
  version: 1,
  title: 'Rate raised without notice',
  certainty: 'deterministic',
  defaultSeverity: 'must_fix',
  parameters: {
    maximumIncreasePercentE4: {
      kind: 'number',
      unit: 'percentE4',
      default: 0,
      minimum: 0,
      maximum: 1_000_000,
      description: 'How much a rate may rise for each full year it has stood, without being agreed; 0 not at all.',
    },
    minimumDays: {
      kind: 'number',
      unit: 'days',
      default: 365,
      minimum: 0,
      maximum: 3_650,
      description: 'A rate stands at least so many days after it was first billed on the matter.',
    },
    toleranceE4: {
      kind: 'number',
      unit: 'amountE4',
      default: 100,
      minimum: 0,
      maximum: 1_000_000,
      description: 'A difference up to this is a rounding, not a rise.',
    },
  },
  needs: ['rates', 'timekeepers', 'earlierRates'],
  authority: 'Published company guideline (30 days notice of new rates, rises capped); Legal Tracker rate audit',
  check(prepared, parameters) {
    const baselines = baselinesOf(prepared);
    if (baselines.size === 0) return [];
    const terms = prepared.agreedTerms();
    const groups = new Map<string, { readonly rise: Rise; readonly lines: PreparedLine[] }>();
    for (const each of prepared.lines) {
      const { line, isFee, timekeeperKey, dayNumber } = each;
      const { unitCostE4 } = line;
      if (!isFee || unitCostE4 === null || timekeeperKey === null || dayNumber === null) continue;
      const before = baselines.get(timekeeperKey);
      if (before === undefined || (line.totalE4 ?? 1) <= 0) continue;
      const agreedE4 = terms.rateOf(each)?.rateE4 ?? 0;
      const allowedE4 = Math.max(agreedE4, allowedRateE4(before, dayNumber, parameters));
      if (unitCostE4 - allowedE4 <= parameters.toleranceE4) continue;
      const key = `${timekeeperKey}\n${unitCostE4}\n${allowedE4}`;
      const group = groups.get(key) ?? { rise: { before, allowedE4, billedE4: unitCostE4 }, lines: [] };
      group.lines.push(each);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ rise, lines }) => draftOf(rise, lines));
  },
});

const RATE = [{ field: 'LINE_ITEM_UNIT_COST' }] as const;
/** 100 %, in ten-thousandths of a percentage point. */
const WHOLE_E4 = 1_000_000;
const DAYS_A_YEAR = 365;

interface Baseline {
  readonly last: EarlierRate;
  /** First day on which the rate is known to have been billed, without a break up to the last invoice. */
  readonly since: number;
}

interface Rise {
  readonly before: Baseline;
  readonly allowedE4: number;
  readonly billedE4: number;
}

/** Each timekeeper's last rate before their first day on this invoice, in the same currency where both name one. */
function baselinesOf({ lines, invoice, context }: PreparedInvoice): ReadonlyMap<string, Baseline> {
  const baselines = new Map<string, Baseline>();
  if (context.earlierRates === undefined || context.earlierRates.length === 0) return baselines;
  const firstDays = new Map<string, string>();
  for (const { line, isFee, timekeeperKey } of lines) {
    if (!isFee || timekeeperKey === null || line.date === null) continue;
    const known = firstDays.get(timekeeperKey);
    if (known === undefined || line.date < known) firstDays.set(timekeeperKey, line.date);
  }
  const currency = invoice.currency?.toUpperCase() ?? null;
  const comparable = context.earlierRates.filter(
    (each) => currency === null || each.currency === null || each.currency.toUpperCase() === currency,
  );
  const byTimekeeper = Map.groupBy(comparable, (each) => timekeeperKeyOf(each.timekeeperId, each.timekeeperName));
  for (const [timekeeperKey, firstDay] of firstDays) {
    const earlier = (byTimekeeper.get(timekeeperKey) ?? [])
      .filter(({ lastDate }) => lastDate < firstDay)
      .toSorted((a, b) => compareText(b.lastDate, a.lastDate) || b.rateE4 - a.rateE4);
    const [last] = earlier;
    if (last === undefined) continue;
    const change = earlier.findIndex(({ rateE4 }) => rateE4 !== last.rateE4);
    const standing = change === -1 ? earlier : earlier.slice(0, change);
    baselines.set(timekeeperKey, { last, since: Math.min(...standing.map((each) => dayNumberOf(each.firstDate))) });
  }
  return baselines;
}

function allowedRateE4(
  { last, since }: Baseline,
  dayNumber: number,
  given: { readonly maximumIncreasePercentE4: number; readonly minimumDays: number },
): number {
  const stoodDays = dayNumber - since;
  if (stoodDays < given.minimumDays) return last.rateE4;
  const years = Math.max(1, Math.floor(stoodDays / DAYS_A_YEAR));
  return scaleE4(last.rateE4, WHOLE_E4 + years * given.maximumIncreasePercentE4, WHOLE_E4) ?? last.rateE4;
}

function draftOf({ before: { last }, allowedE4, billedE4 }: Rise, lines: readonly PreparedLine[]): FindingDraft {
  const first = lines[0]?.line;
  const who = first === undefined ? '' : timekeeperText(first);
  const where = last.invoiceNumber === null ? 'an earlier invoice' : `invoice ${last.invoiceNumber}`;
  const limit = allowedE4 === last.rateE4 ? '' : ` Up to ${amountText(allowedE4)} is allowed.`;
  return {
    lines: lines.map(({ index }) => index),
    message: `${who}: ${amountText(billedE4)} an hour on ${countText(lines.length, 'entry', 'entries')}, ${amountText(last.rateE4)} on ${where} until ${dateText(last.lastDate)}; no agreed rate covers the rise.${limit}`,
    evidence: RATE,
    proposed: proposeCutRates(lines.map(({ line }) => ({ line, remainingRateE4: allowedE4 }))),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
