import type { IsoDate } from '#shared/domain/invoice.ts';
import { comparableInvoices, timekeeperKeys } from '../other-lines.ts';
import type { PreparedInvoice, TimekeeperDay } from '../prepare/prepared-invoice.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { hoursText, monthText, timekeeperText } from '../wording.ts';

/**
 * R30: one timekeeper's hours in a month or year, over all invoices that are known. What other invoices
 * contribute may be incomplete (only lines near this invoice's are compared), so the sum is the least that
 * was billed. Nothing is proposed: the sum shows that a question is due, not which hours are wrong.
 */
export const hoursCap = defineRule({
  id: 'R30',
  version: 1,
  title: 'Monthly or yearly hours over the cap',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    maximumMonthHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 2_000_000,
      minimum: 0,
      maximum: 7_440_000,
      description: 'Hours one timekeeper may bill in a calendar month; 0 for no limit.',
    },
    maximumYearHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 0,
      minimum: 0,
      maximum: 87_840_000,
      description: 'Hours one timekeeper may bill in a calendar year; 0 for no limit.',
    },
  },
  needs: ['hours', 'timekeepers'],
  authority: 'JGT v. Ashbritt (seven hours a day, five days a week, for 39 months); client guideline',
  check(prepared, { maximumMonthHoursE4, maximumYearHoursE4 }) {
    return [
      ...overCap(prepared, maximumMonthHoursE4, 7, (date) => monthText(date)),
      ...overCap(prepared, maximumYearHoursE4, 4, (date) => date.slice(0, 4)),
    ];
  },
});

// Two such sums still add exactly; any period near it is far beyond every limit.
const LARGEST_SUM_E4 = Math.floor(Number.MAX_SAFE_INTEGER / 2);

interface PeriodSum {
  hereE4: number;
  elsewhereE4: number;
  /** Some of it on bills of other matters. */
  isOtherMatter: boolean;
  readonly date: IsoDate;
  readonly days: TimekeeperDay[];
}

// `prefix` characters of the date make the period: 7 for a month, 4 for a year.
function overCap(
  prepared: PreparedInvoice,
  maximumE4: number,
  prefix: number,
  periodText: (date: IsoDate) => string,
): readonly FindingDraft[] {
  if (maximumE4 === 0) return [];
  const sums: PeriodSum[] = [];
  const byTimekeeper = new Map<string, Map<number, PeriodSum>>();
  for (const day of prepared.timekeeperDays) {
    const { timekeeperKey, date, hoursE4 } = day;
    let byPeriod = byTimekeeper.get(timekeeperKey);
    if (byPeriod === undefined) {
      byPeriod = new Map();
      byTimekeeper.set(timekeeperKey, byPeriod);
    }
    const period = periodOf(date, prefix);
    let sum = byPeriod.get(period);
    if (sum === undefined) {
      sum = { hereE4: 0, elsewhereE4: 0, isOtherMatter: false, date, days: [] };
      sums.push(sum);
      byPeriod.set(period, sum);
    }
    sum.hereE4 = Math.min(sum.hereE4 + hoursE4, LARGEST_SUM_E4);
    sum.days.push(day);
  }
  const addElsewhere = (date: IsoDate, timekeeperKey: string, hoursE4: number) => {
    const sum = byTimekeeper.get(timekeeperKey)?.get(periodOf(date, prefix));
    if (sum !== undefined) sum.elsewhereE4 = Math.min(sum.elsewhereE4 + hoursE4, LARGEST_SUM_E4);
    return sum;
  };
  const keyOf = timekeeperKeys();
  for (const other of comparableInvoices(prepared)) {
    for (const line of other.lines) {
      const { kind, date, unitsE4 } = line;
      const timekeeperKey = keyOf(line);
      if (kind !== 'F' || date === null || unitsE4 === null || unitsE4 <= 0 || timekeeperKey === null) continue;
      addElsewhere(date, timekeeperKey, unitsE4);
    }
  }
  for (const { date, timekeeperKey, hoursE4 } of prepared.context.otherMatterDays ?? []) {
    const sum = addElsewhere(date, timekeeperKey, hoursE4);
    if (sum !== undefined) sum.isOtherMatter = true;
  }
  return sums.flatMap(({ hereE4, elsewhereE4, isOtherMatter, date, days }) => {
    if (hereE4 + elsewhereE4 <= maximumE4) return [];
    const lines = days.flatMap((day) => day.lines);
    const first = prepared.invoice.lines[lines[0] ?? -1];
    if (first === undefined) return [];
    const where = elsewhereE4 === 0 ? '' : ` (${hoursText(elsewhereE4)} of it on other invoices)`;
    const who = `in ${periodText(date)} for ${timekeeperText(first)}`;
    const limit = `more than the ${hoursText(maximumE4)} allowed`;
    // Whoever reads this may stand behind the wall of another matter: its hours are no figure here.
    const message = isOtherMatter
      ? `${hoursText(hereE4)} ${who}, and together with bills of other matters ${limit}.`
      : `${hoursText(hereE4 + elsewhereE4)} ${who}${where}: ${limit}.`;
    return [{ lines, message, evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] }];
  });
}

/** The figures of the first characters of a date: 202603 for a month. */
function periodOf(date: IsoDate, prefix: number): number {
  let period = 0;
  for (let at = 0; at < prefix; at += 1) {
    const digit = date.charCodeAt(at) - 48;
    if (digit >= 0) period = period * 10 + digit;
  }
  return period;
}
