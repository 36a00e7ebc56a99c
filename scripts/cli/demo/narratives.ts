import type { SeededRandom } from './seeded-random.ts';
import { DOCUMENTS, ISSUES, OUTSIDE_PEOPLE, RECORDS, WITNESSES } from './vocabulary.ts';

export interface WorkDescription {
  readonly taskCode: string;
  readonly activityCode: string;
  readonly narrative: string;
  /** Whom a call or meeting is with; null for work alone. */
  readonly counterpart: string | null;
}

type Maker = (random: SeededRandom) => WorkDescription;

/** Each maker is one kind of work, described as a careful timekeeper would: one task, its object, its issue. */
const MAKERS: readonly Maker[] = [
  (r) => work('L210', 'A103', `Draft ${r.pick(DOCUMENTS)} with respect to ${r.pick(ISSUES)}`),
  (r) => work('L250', 'A103', `Revise section ${r.between(2, 9)} of ${r.pick(DOCUMENTS)} concerning ${r.pick(ISSUES)}`),
  (r) => work('L320', 'A104', `Analyze ${r.pick(RECORDS)} produced in volume ${r.between(2, 40)} for facts bearing on ${r.pick(ISSUES)}`),
  (r) => work('L330', 'A101', `Prepare examination of ${r.pick(WITNESSES)} on ${r.pick(ISSUES)} for deposition`),
  (r) => work('L310', 'A103', `Draft responses to interrogatories ${r.between(1, 9)} through ${r.between(10, 25)} regarding ${r.pick(ISSUES)}`),
  (r) => call('L120', 'A106', r.pick(OUTSIDE_PEOPLE.slice(2, 5)), `regarding ${r.pick(ISSUES)} and settlement authority for ${r.pick(RECORDS)}`),
  (r) => call('L350', 'A107', r.pick(OUTSIDE_PEOPLE.slice(0, 2)), `regarding ${r.pick(ISSUES)} and production of ${r.pick(RECORDS)}`),
  (r) => call('L340', 'A108', r.pick(OUTSIDE_PEOPLE.slice(5)), `regarding exhibit ${r.between(1, 99)} on ${r.pick(ISSUES)}`),
  (r) => work('L240', 'A104', `Analyze authorities cited by plaintiff on ${r.pick(ISSUES)} in ${r.pick(DOCUMENTS)}`),
  (r) => work('L160', 'A103', `Draft settlement evaluation for ${r.pick(OUTSIDE_PEOPLE.slice(2, 4))} covering ${r.pick(ISSUES)} and ${r.pick(ISSUES)}`),
  (r) => work('L110', 'A104', `Analyze testimony of ${r.pick(WITNESSES)} at pages ${r.between(11, 60)} to ${r.between(61, 240)} concerning ${r.pick(ISSUES)}`),
  (r) => work('L430', 'A103', `Draft ${r.pick(DOCUMENTS)} addressing testimony of ${r.pick(WITNESSES)} on ${r.pick(ISSUES)}`),
]; // biome-ignore format: one maker a line

/** One clean description of one piece of work. */
export function describeWork(random: SeededRandom): WorkDescription {
  return random.pick(MAKERS)(random);
}

function work(taskCode: string, activityCode: string, narrative: string): WorkDescription {
  return { taskCode, activityCode, narrative, counterpart: null };
}

function call(taskCode: string, activityCode: string, counterpart: string, about: string): WorkDescription {
  return { taskCode, activityCode, narrative: `Telephone conference with ${counterpart} ${about}`, counterpart };
}

const EXPENSES = [
  { code: 'E107', words: 'Courier delivery of exhibits to chambers', low: 180_000, high: 650_000 },
  { code: 'E112', words: 'Court filing fee', low: 350_000, high: 4_350_000 },
  { code: 'E113', words: 'Subpoena service fee', low: 450_000, high: 1_250_000 },
  { code: 'E115', words: 'Deposition transcript', low: 2_100_000, high: 14_800_000 },
  { code: 'E114', words: 'Witness fee and mileage', low: 400_000, high: 1_900_000 },
] as const;

/** One clean expense: code, words and an amount in whole cents (ten-thousandths). */
export function describeExpense(random: SeededRandom): { code: string; words: string; unitCostE4: number } {
  const { code, words, low, high } = random.pick(EXPENSES);
  const unitCostE4 = Math.floor(random.between(low, high) / 100) * 100;
  return { code, words: `${words}, ${random.pick(WITNESSES)}, reference ${random.between(1000, 9999)}`, unitCostE4 };
}
