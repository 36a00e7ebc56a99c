import type { Invoice, InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import type { CodeSets } from '#shared/utbms/code-sets.ts';
import { type AgreedTerms, agreedTermsOf } from './agreed-terms.ts';
import { dayNumberOf } from './day-number.ts';
import { numberWords } from './invoice-words.ts';
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
 * numbers, days into sums. Near duplicates are paired on first use, once per set of options; so are agreed terms.
 */
export function prepareInvoice(
  invoice: Invoice,
  given: { readonly codeSets: CodeSets; readonly context: RuleContext },
): PreparedInvoice {
  const lines = prepareLines(invoice.lines);
  const words = numberWords(lines);
  const pairsByOptions = new Map<string, readonly NearDuplicatePair[]>();
  let terms: AgreedTerms | null = null;
  return {
    invoice,
    lines,
    words,
    timekeeperDays: sumTimekeeperDays(lines),
    nearDuplicates(options) {
      const key = `${options.minimumSimilarityE4}/${options.maximumDaysApart}`;
      const known = pairsByOptions.get(key);
      if (known !== undefined) return known;
      const pairs = findNearDuplicates(lines, words, options);
      pairsByOptions.set(key, pairs);
      return pairs;
    },
    agreedTerms() {
      terms ??= agreedTermsOf(given.context, invoice.currency);
      return terms;
    },
    codeSets: given.codeSets,
    context: given.context,
  };
}

function prepareLines(lines: readonly InvoiceLine[]): readonly PreparedLine[] {
  const keyOf = timekeeperKeys();
  const dayOf = dayNumbers();
  return lines.map((line, index) => ({
    index,
    line,
    isFee: line.kind === 'F',
    timekeeperKey: keyOf(line),
    dayNumber: dayOf(line.date),
    reading: readNarrative(line.narrative),
  }));
}

// Bills are mostly in order of date, so a line mostly has that of the line before.
function dayNumbers(): (date: IsoDate | null) => number | null {
  let latest: IsoDate | null = null;
  let dayNumber = 0;
  return (date) => {
    if (date === null) return null;
    if (date !== latest) {
      dayNumber = dayNumberOf(date);
      latest = date;
    }
    return dayNumber;
  };
}

// A bill names few people on many lines, so each is worked out once.
function timekeeperKeys(): (line: InvoiceLine) => string | null {
  const byId = new Map<string, string | null>();
  const byName = new Map<string, string | null>();
  const remembered = (known: Map<string, string | null>, text: string, id: string | null, name: string | null) => {
    let key = known.get(text);
    if (key === undefined) {
      key = timekeeperKeyOf(id, name);
      known.set(text, key);
    }
    return key;
  };
  return ({ timekeeperId, timekeeperName }) => {
    const key = timekeeperId === null ? null : remembered(byId, timekeeperId, timekeeperId, null);
    if (key !== null || timekeeperName === null) return key;
    return remembered(byName, timekeeperName, null, timekeeperName);
  };
}

interface StartedDay extends TimekeeperDay {
  readonly lines: number[];
  hoursE4: number;
}

interface DaysOfTimekeeper {
  readonly byNumber: Map<number, StartedDay>;
  /** Bills are mostly in order of date. */
  latest: StartedDay | null;
  latestNumber: number;
}

function sumTimekeeperDays(lines: readonly PreparedLine[]): readonly TimekeeperDay[] {
  const days: TimekeeperDay[] = [];
  const byTimekeeper = new Map<string, DaysOfTimekeeper>();
  for (const { index, line, isFee, timekeeperKey, dayNumber } of lines) {
    if (!isFee || timekeeperKey === null || dayNumber === null || line.date === null) continue;
    let own = byTimekeeper.get(timekeeperKey);
    if (own === undefined) {
      own = { byNumber: new Map(), latest: null, latestNumber: 0 };
      byTimekeeper.set(timekeeperKey, own);
    }
    let day = own.latestNumber === dayNumber && own.latest !== null ? own.latest : own.byNumber.get(dayNumber);
    if (day === undefined) {
      day = { timekeeperKey, date: line.date, lines: [], hoursE4: 0 };
      days.push(day);
      own.byNumber.set(dayNumber, day);
    }
    own.latest = day;
    own.latestNumber = dayNumber;
    day.lines.push(index);
    // Saturates rather than losing exactness; any such day is far beyond every limit.
    day.hoursE4 = Math.min(day.hoursE4 + (line.unitsE4 ?? 0), Number.MAX_SAFE_INTEGER);
  }
  return days;
}
