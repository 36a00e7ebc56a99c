import { workdaysOf } from './calendar.ts';
import { type DraftInvoice, expenseLine, feeLine, type Timekeeper } from './draft-invoice.ts';
import { describeExpense, describeWork } from './narratives.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { CLIENTS, FIRST_NAMES, LAST_NAMES } from './vocabulary.ts';

/** Billing months without a US federal holiday on a weekday, so that a clean bill never works on one. */
const MONTHS = [
  { start: '2026-03-01', end: '2026-03-31', invoiceDate: '2026-04-06' },
  { start: '2026-04-01', end: '2026-04-30', invoiceDate: '2026-05-06' },
  { start: '2026-08-01', end: '2026-08-31', invoiceDate: '2026-09-08' },
] as const;

const CLASSES = [
  { classification: 'PARTNR', rateE4: 6_200_000 },
  { classification: 'ASSOC', rateE4: 3_850_000 },
  { classification: 'ASSOC', rateE4: 3_400_000 },
  { classification: 'PARALG', rateE4: 1_650_000 },
] as const;

/** A timekeeper records at most this a day in a clean bill, and this many lines a month on average. */
const DAY_LIMIT_E4 = 66_000;
const LINES_A_TIMEKEEPER = 55;

/**
 * One clean invoice of about `lineCount` lines: every line adds up, is in the period, on a workday, in
 * tenths of an hour, with known codes, below every limit of the shipped guidelines.
 * @param ordinal from 1; invoices of one seed share nothing but the words
 */
export function draftCleanInvoice(seed: number, ordinal: number, lineCount: number): DraftInvoice {
  const random = seededRandom(seed, ordinal);
  const month = random.pick(MONTHS);
  const client = random.pick(CLIENTS);
  const matter = random.below(client.matters.length);
  const workdays = workdaysOf(month.start, month.end, []);
  const team = makeTeam(random, ordinal, Math.max(4, Math.ceil(lineCount / LINES_A_TIMEKEEPER)));
  const draft: DraftInvoice = {
    format: ordinal % 4 === 0 ? 'ledes98bi' : 'ledes1998b',
    invoiceNumber: `D${seed}-${String(ordinal).padStart(5, '0')}`,
    invoiceDate: month.invoiceDate,
    billingStart: month.start,
    billingEnd: month.end,
    clientId: client.id,
    clientName: client.name,
    matterId: `${client.id}-${matter + 1}`,
    matterName: client.matters[matter] ?? '',
    currency: 'USD',
    lines: [],
    team,
    workdays,
    declaredOffE4: 0,
    receivedOn: month.invoiceDate,
    expected: [],
    context: {
      otherInvoices: [],
      cutHistory: [],
      people: [...team],
      unapprovedIds: [],
      agreedRatesE4: new Map(),
      earlierRates: [],
      discountPercentE4: null,
    },
  };
  fillWithWork(draft, random, lineCount);
  return draft;
}

function fillWithWork(draft: DraftInvoice, random: SeededRandom, lineCount: number): void {
  const hoursByDay = new Map<string, number>();
  const seen = new Set<string>();
  const calls = new Set<string>();
  let misses = 0;
  while (draft.lines.length < lineCount && misses < 1000) {
    const date = random.pick(draft.workdays);
    if (random.oneIn(14)) {
      const { code, words, unitCostE4 } = describeExpense(random);
      draft.lines.push(expenseLine(draft, { date, code, narrative: words, unitCostE4 }));
      continue;
    }
    const timekeeper = random.pick(draft.team);
    const hoursE4 = random.between(2, 24) * 1000;
    const day = `${timekeeper.id} ${date}`;
    const worked = hoursByDay.get(day) ?? 0;
    const work = describeWork(random);
    // One of the team speaks with an outsider on a day; two would be questioned as double attendance.
    const call = work.counterpart === null ? null : `${work.counterpart} ${date}`;
    if (worked + hoursE4 > DAY_LIMIT_E4 || seen.has(work.narrative) || (call !== null && calls.has(call))) {
      misses += 1;
      continue;
    }
    misses = 0;
    hoursByDay.set(day, worked + hoursE4);
    seen.add(work.narrative);
    if (call !== null) calls.add(call);
    draft.lines.push(feeLine(draft, timekeeper, { date, hoursE4, ...work }));
  }
  if (draft.lines.length < lineCount) throw new Error('the demo team is too small for its lines');
}

function makeTeam(random: SeededRandom, ordinal: number, size: number): readonly Timekeeper[] {
  const team: Timekeeper[] = [];
  const names = new Set<string>();
  for (let member = 1; team.length < size; member += 1) {
    const name = `${random.pick(LAST_NAMES)}, ${random.pick(FIRST_NAMES)}`;
    // 1,920 names; a larger team tells its namesakes apart as firms do.
    const unique = names.has(name) ? `${name} ${String.fromCharCode(65 + (member % 26))}.${member}` : name;
    names.add(name);
    const { classification, rateE4 } = random.pick(CLASSES);
    team.push({
      id: `T${ordinal}-${member}`,
      name: unique,
      classification,
      rateE4: rateE4 + random.below(12) * 50_000,
    });
  }
  return team;
}
