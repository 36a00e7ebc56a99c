import type { Invoice, InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import type { CodeSets } from '#shared/utbms/code-sets.ts';
import { type AgreedTerms, agreedTermsOf } from './agreed-terms.ts';
import { dayNumberOf } from './day-number.ts';
import { numberWords } from './invoice-words.ts';
import type { NarrativeReading } from './narrative-reading.ts';
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
  const made = new Map<unknown, unknown>();
  const prepared: PreparedInvoice = {
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
    once<Value>(make: (prepared: PreparedInvoice) => Value): Value {
      if (!made.has(make)) made.set(make, make(prepared));
      // Sound: what is kept under a function is what it gave.
      return made.get(make) as Value;
    },
    codeSets: given.codeSets,
    context: given.context,
  };
  return prepared;
}

function prepareLines(lines: readonly InvoiceLine[]): readonly PreparedLine[] {
  const timekeeperOf = timekeepers();
  const dayOf = dayNumbers();
  return lines.map((line, index) => {
    return new ReadLine(index, line, timekeeperOf(line), dayOf(line.date));
  });
}

/** A class and no literal: see `read-narrative.ts`. */
class ReadLine implements PreparedLine {
  declare readonly index: number;
  declare readonly line: InvoiceLine;
  declare readonly isFee: boolean;
  declare readonly timekeeperKey: string | null;
  declare readonly timekeeperNumber: number;
  declare readonly dayNumber: number | null;
  declare readonly reading: NarrativeReading;

  constructor(index: number, line: InvoiceLine, timekeeper: Timekeeper, dayNumber: number | null) {
    this.index = index;
    this.line = line;
    this.isFee = line.kind === 'F';
    this.timekeeperKey = timekeeper.key;
    this.timekeeperNumber = timekeeper.number;
    this.dayNumber = dayNumber;
    this.reading = readNarrative(line.narrative);
  }
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

interface Timekeeper {
  readonly key: string | null;
  readonly number: number;
}

const NOBODY: Timekeeper = { key: null, number: -1 };

// A bill names few people on many lines, so each is worked out once.
function timekeepers(): (line: InvoiceLine) => Timekeeper {
  const byId = new Map<string, Timekeeper>();
  const byName = new Map<string, Timekeeper>();
  const byKey = new Map<string, Timekeeper>();
  const worked = (key: string | null): Timekeeper => {
    if (key === null) return NOBODY;
    const known = byKey.get(key) ?? { key, number: byKey.size };
    byKey.set(key, known);
    return known;
  };
  return ({ timekeeperId, timekeeperName }) => {
    if (timekeeperId !== null) {
      let own = byId.get(timekeeperId);
      if (own === undefined) {
        own = worked(timekeeperKeyOf(timekeeperId, null));
        byId.set(timekeeperId, own);
      }
      if (own !== NOBODY) return own;
    }
    if (timekeeperName === null) return NOBODY;
    let own = byName.get(timekeeperName);
    if (own === undefined) {
      own = worked(timekeeperKeyOf(null, timekeeperName));
      byName.set(timekeeperName, own);
    }
    return own;
  };
}

interface StartedDay extends TimekeeperDay {
  readonly dayNumber: number;
  readonly lines: number[];
  hoursE4: number;
}

interface DaysOfTimekeeper {
  readonly days: StartedDay[];
  latest: StartedDay;
  last: StartedDay;
  /** Made when a line is out of order of date, which on most bills none is. */
  byNumber: Map<number, StartedDay> | null;
}

function sumTimekeeperDays(lines: readonly PreparedLine[]): readonly TimekeeperDay[] {
  const days: StartedDay[] = [];
  const ofTimekeepers: DaysOfTimekeeper[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const prepared = lines[index];
    if (prepared === undefined) break;
    const { line, isFee, timekeeperKey, timekeeperNumber, dayNumber } = prepared;
    if (!isFee || timekeeperKey === null || dayNumber === null || line.date === null) continue;
    const own = ofTimekeepers[timekeeperNumber];
    let day = own === undefined ? undefined : knownDay(own, dayNumber);
    if (day === undefined) {
      day = { timekeeperKey, date: line.date, dayNumber, lines: [], hoursE4: 0 };
      days.push(day);
      if (own === undefined) ofTimekeepers[timekeeperNumber] = { days: [day], latest: day, last: day, byNumber: null };
      else addDay(own, day);
    }
    day.lines.push(index);
    // Saturates rather than losing exactness; any such day is far beyond every limit.
    day.hoursE4 = Math.min(day.hoursE4 + (line.unitsE4 ?? 0), Number.MAX_SAFE_INTEGER);
  }
  return days;
}

function knownDay(own: DaysOfTimekeeper, dayNumber: number): StartedDay | undefined {
  if (own.latest.dayNumber === dayNumber) return own.latest;
  if (dayNumber > own.last.dayNumber) return undefined;
  own.byNumber ??= new Map(own.days.map((day) => [day.dayNumber, day]));
  const known = own.byNumber.get(dayNumber);
  if (known !== undefined) own.latest = known;
  return known;
}

function addDay(own: DaysOfTimekeeper, day: StartedDay): void {
  own.days.push(day);
  own.byNumber?.set(day.dayNumber, day);
  own.latest = day;
  if (day.dayNumber > own.last.dayNumber) own.last = day;
}
