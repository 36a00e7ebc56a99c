import type { PreparedInvoice } from '#shared/rules/prepare/prepared-invoice.ts';

interface ExpenseKind {
  readonly name: string;
  readonly codes: readonly string[];
  readonly words: RegExp;
  /** What fee lines around it would say. */
  readonly activity: RegExp;
  readonly days: number;
}

/** Expenses that go with an activity, by code (E110 travel, E115 deposition transcripts, E116 trial transcripts) or by words. */
const KINDS: readonly ExpenseKind[] = [
  {
    name: 'travel',
    codes: ['E109', 'E110'],
    words:
      /\b(?:hotel|lodging|airfare|flight|airline|rail|train|mileage|taxi|rental car|car rental|per diem|travel)\b/i,
    activity:
      /\b(?:travel\w*|trip|hearing|deposition|depo|trial|mediation|arbitration|inspection|site visit|attend\w*)\b/i,
    days: 5,
  },
  {
    name: 'transcript',
    codes: ['E115', 'E116'],
    words: /\b(?:transcript|court reporter|reporting services|videographer)\b/i,
    activity: /\b(?:deposition|depo|depos|hearing|trial|examination|testimony)\b/i,
    days: 60,
  },
  {
    name: 'expert',
    codes: ['E119'],
    words: /\b(?:expert fee|expert services|expert witness)\b/i,
    activity: /\bexperts?\b/i,
    days: 60,
  },
];

/**
 * What the invoice has of the activity that an expense goes with, counted by code; the words of other lines stay where they
 * are. @returns null for a line that is no such expense
 */
export function expenseFacts(
  prepared: PreparedInvoice,
  index: number,
): Readonly<Record<string, string | number>> | null {
  const expense = prepared.lines[index];
  if (expense === undefined || expense.line.kind !== 'E') return null;
  const { expenseCode, narrative } = expense.line;
  const kind = KINDS.find(
    ({ codes, words }) => (expenseCode !== null && codes.includes(expenseCode)) || words.test(narrative),
  );
  if (kind === undefined) return null;
  const fees = prepared.lines.filter(({ isFee }) => isFee);
  const isNear = (dayNumber: number | null) =>
    dayNumber !== null && expense.dayNumber !== null && Math.abs(dayNumber - expense.dayNumber) <= kind.days;
  const named = fees.filter(({ line }) => kind.activity.test(line.narrative));
  return {
    kind: kind.name,
    days: kind.days,
    feeLinesNamingTheActivity: named.length,
    ofThoseWithinTheDays: named.filter(({ dayNumber }) => isNear(dayNumber)).length,
    feeLinesWithinTheDays: fees.filter(({ dayNumber }) => isNear(dayNumber)).length,
  };
}
