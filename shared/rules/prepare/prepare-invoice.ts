import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import type { CodeSets } from '#shared/utbms/code-sets.ts';
import { dayNumberOf } from './day-number.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import type {
  NearDuplicatePair,
  PreparedInvoice,
  PreparedLine,
  RuleContext,
  TimekeeperDay,
} from './prepared-invoice.ts';
import { readNarrative } from './read-narrative.ts';
import { timekeeperKeyOf } from './timekeeper-key.ts';

/**
 * Reads an invoice once for all rules: narratives into words, timekeepers into keys, dates into day
 * numbers, days into sums. Near duplicates are paired on first use, once per set of options.
 */
export function prepareInvoice(
  invoice: Invoice,
  given: { readonly codeSets: CodeSets; readonly context: RuleContext },
): PreparedInvoice {
  const lines = prepareLines(invoice.lines);
  const pairsByOptions = new Map<string, readonly NearDuplicatePair[]>();
  return {
    invoice,
    lines,
    timekeeperDays: sumTimekeeperDays(lines),
    nearDuplicates(options) {
      const key = `${options.minimumSimilarityE4}/${options.maximumDaysApart}`;
      const known = pairsByOptions.get(key);
      if (known !== undefined) return known;
      const pairs = findNearDuplicates(lines, options);
      pairsByOptions.set(key, pairs);
      return pairs;
    },
    codeSets: given.codeSets,
    context: given.context,
  };
}

// A bill names few people and days on many lines, so both are worked out once each.
function prepareLines(lines: readonly InvoiceLine[]): readonly PreparedLine[] {
  const keys = new Map<string, string | null>();
  const days = new Map<string, number>();
  return lines.map((line, index) => {
    const { timekeeperId, timekeeperName, date } = line;
    const who = `${timekeeperId ?? ''}\n${timekeeperName ?? ''}`;
    let timekeeperKey = keys.get(who);
    if (timekeeperKey === undefined) {
      timekeeperKey = timekeeperKeyOf(timekeeperId, timekeeperName);
      keys.set(who, timekeeperKey);
    }
    let dayNumber: number | null = null;
    if (date !== null) {
      dayNumber = days.get(date) ?? dayNumberOf(date);
      days.set(date, dayNumber);
    }
    return { index, line, isFee: line.kind === 'F', timekeeperKey, dayNumber, reading: readNarrative(line.narrative) };
  });
}

function sumTimekeeperDays(lines: readonly PreparedLine[]): readonly TimekeeperDay[] {
  const days = new Map<string, { timekeeperKey: string; date: string; lines: number[]; hoursE4: number }>();
  for (const { index, line, isFee, timekeeperKey } of lines) {
    if (!isFee || timekeeperKey === null || line.date === null) continue;
    const key = `${line.date}\n${timekeeperKey}`;
    let day = days.get(key);
    if (day === undefined) {
      day = { timekeeperKey, date: line.date, lines: [], hoursE4: 0 };
      days.set(key, day);
    }
    day.lines.push(index);
    // Saturates rather than losing exactness; any such day is far beyond every limit.
    day.hoursE4 = Math.min(day.hoursE4 + (line.unitsE4 ?? 0), Number.MAX_SAFE_INTEGER);
  }
  return [...days.values()];
}
