import { formatE4 } from '#shared/money/e4.ts';

const VERBS = ['Review', 'Draft', 'Revise', 'Analyze', 'Prepare', 'Telephone conference regarding', 'Attend'];
const OBJECTS = [
  'answer to second amended complaint',
  'motion to compel production of documents',
  'deposition outline for plaintiff expert',
  'settlement position and open exposure',
  'correspondence from opposing counsel about scheduling',
  'privilege log and redactions',
];
const PEOPLE = ['with client', 'with co-counsel', 'and exhibits', 'for hearing', 'following status conference'];
const LINES_PER_INVOICE = 400;
const HEADER =
  'INVOICE_DATE|INVOICE_NUMBER|CLIENT_ID|LAW_FIRM_MATTER_ID|INVOICE_TOTAL|BILLING_START_DATE|BILLING_END_DATE|INVOICE_DESCRIPTION|LINE_ITEM_NUMBER|EXP/FEE/INV_ADJ_TYPE|LINE_ITEM_NUMBER_OF_UNITS|LINE_ITEM_ADJUSTMENT_AMOUNT|LINE_ITEM_TOTAL|LINE_ITEM_DATE|LINE_ITEM_TASK_CODE|LINE_ITEM_EXPENSE_CODE|LINE_ITEM_ACTIVITY_CODE|TIMEKEEPER_ID|LINE_ITEM_DESCRIPTION|LAW_FIRM_ID|LINE_ITEM_UNIT_COST|TIMEKEEPER_NAME|TIMEKEEPER_CLASSIFICATION|CLIENT_MATTER_ID';

/** LEDES 1998B text of about so many characters: varied lines, right sums, the same every time. */
export function ledesText(length: number): string {
  const next = numbers(20260311);
  const parts = ['LEDES1998B[]\r\n', `${HEADER}[]\r\n`];
  let written = 0;
  for (let invoice = 1; written < length; invoice += 1) {
    const lines = Array.from({ length: LINES_PER_INVOICE }, (_, index) => line(index + 1, next));
    const totalE4 = lines.reduce((sum, each) => sum + each.totalE4, 0);
    const head = `20260402|2026-${String(invoice).padStart(5, '0')}|00711|${1000 + (invoice % 60)}|${formatE4(totalE4)}|20260301|20260331|For services rendered|`;
    for (const { text } of lines) {
      const record = `${head}${text}|423-${invoice % 60}[]\r\n`;
      written += record.length;
      parts.push(record);
    }
  }
  return parts.join('');
}

function line(number: number, next: (below: number) => number): { readonly text: string; readonly totalE4: number } {
  const date = `202603${String(1 + next(28)).padStart(2, '0')}`;
  const narrative = `${pick(VERBS, next)} ${pick(OBJECTS, next)} ${pick(PEOPLE, next)}, matter reference ${next(100_000)}`;
  if (next(10) === 0) {
    const totalE4 = (100 + next(40_000)) * 100;
    return {
      text: `${number}|E|1|0|${formatE4(totalE4)}|${date}||E1${10 + next(9)}|||${narrative}|24-6437381|${formatE4(totalE4)}||`,
      totalE4,
    };
  }
  const unitsE4 = (1 + next(80)) * 1000;
  const costE4 = (150 + next(60) * 10) * 10_000;
  const adjustmentE4 = next(20) === 0 ? -500_000 : 0;
  const totalE4 = (unitsE4 / 1000) * (costE4 / 10) + adjustmentE4;
  const person = next(12);
  const text = `${number}|F|${formatE4(unitsE4)}|${formatE4(adjustmentE4)}|${formatE4(totalE4)}|${date}|L${2 + next(3)}10||A10${1 + next(9)}|TK${person}|${narrative}|24-6437381|${formatE4(costE4)}|Okafor, Ada ${person}|ASSOC`;
  return { text, totalE4 };
}

const pick = (words: readonly string[], next: (below: number) => number) => words[next(words.length)] ?? '';

/** A small seeded generator (mulberry32), so that the text is the same on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
