import { addDays } from './calendar.ts';
import {
  type DraftInvoice,
  type DraftLine,
  expenseLine,
  feeLine,
  type Timekeeper,
  withTotal,
} from './draft-invoice.ts';
import { describeWork } from './narratives.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * A way to break a guideline on purpose. Each adds lines of its own (with a timekeeper of its own where a
 * day's or month's sum matters), so that plants never hide or cause one another, and says which rules must
 * find which lines.
 */
export interface Plant {
  readonly ruleId: string;
  /** Only formats that can carry the violation. */
  readonly formats?: readonly DraftInvoice['format'][] | undefined;
  /** A plant that speaks about the whole invoice is put into a bill at most once. */
  apply(draft: DraftInvoice, random: SeededRandom, planted: Timekeeper): void;
}

export const PLANTS: readonly Plant[] = [
  plant('R01', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.totalE4 = (line.totalE4 ?? 0) + 150_000;
    expect(d, 'R01', line);
  }),
  plant('R02', (d) => {
    d.declaredOffE4 = 1_000_000;
    expect(d, 'R02');
  }),
  {
    ruleId: 'R03',
    formats: ['ledes98bi'],
    apply(d, r, t) {
      const line = push(d, clean(d, r, t));
      line.taxE4 = (line.taxE4 ?? 0) + 70_000;
      line.totalE4 = (line.totalE4 ?? 0) + 70_000;
      expect(d, 'R03', line);
    },
  },
  plant('R04', (d) => {
    d.context.otherInvoices.push({
      invoiceNumber: d.invoiceNumber,
      invoiceDate: addDays(d.invoiceDate, -31),
      totalE4: 123_450_000,
    });
    expect(d, 'R04');
  }),
  plant('R05', (d) => {
    d.matterId = `${d.clientId}-99`;
    expect(d, 'R05');
  }),
  plant('R06', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.timekeeperId = null;
    expect(d, 'R06', line);
  }),
  {
    ruleId: 'R07',
    formats: ['ledes98bi'],
    apply(d) {
      d.currency = 'EUR';
      expect(d, 'R07');
    },
  },
  plant('R08', (d, r, t) => {
    const line = push(d, clean(d, r, t, workday(addDays(d.billingStart, -6))));
    expect(d, 'R08', line);
  }),
  plant('R09', (d, r, t) => {
    const line = push(d, clean(d, r, t, workday(addDays(d.invoiceDate, 9))));
    expect(d, 'R09', line);
    expect(d, 'R08', line);
  }),
  plant('R10', (d, r, t) => {
    const line = push(d, clean(d, r, t, workday(addDays(d.invoiceDate, -230))));
    expect(d, 'R10', line);
    expect(d, 'R08', line);
  }),
  plant('R11', (d) => {
    d.receivedOn = addDays(d.billingEnd, 140);
    expect(d, 'R11');
  }),
  plant('R12', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.headerDifferences = { INVOICE_DESCRIPTION: 'For other services' };
    expect(d, 'R12', line);
  }),
  plant('R13', (d) => {
    const date = d.workdays[3] ?? d.billingStart;
    const line = push(
      d,
      expenseLine(d, { date, code: 'E112', unitCostE4: -650_000, narrative: 'Court filing fee returned by the clerk' }),
    );
    expect(d, 'R13', line);
  }),
  plant('R14', (d, r, t) => {
    d.context.unapprovedIds.push(t.id);
    expect(d, 'R14', push(d, clean(d, r, t)));
  }),
  plant('R15', (d, r, t) => {
    d.context.agreedRatesE4.set(t.id, t.rateE4 - 250_000);
    expect(d, 'R15', push(d, clean(d, r, t)));
  }),
  plant('R16', (d, r, t) => {
    d.context.agreedRatesE4.set(t.id, null);
    d.context.earlierRates.push({
      timekeeperId: t.id,
      timekeeperName: t.name,
      invoiceNumber: 'D0-00098',
      currency: null,
      rateE4: t.rateE4 - 300_000,
      firstDate: addDays(d.billingStart, -31),
      lastDate: addDays(d.billingStart, -3),
    });
    expect(d, 'R16', push(d, clean(d, r, t)));
  }),
  plant('R18', (d) => {
    d.context.discountPercentE4 = 50_000;
    expect(d, 'R18');
  }),
  plant('R19', (d, r, t) => {
    const classification = t.classification === 'PARTNR' ? 'ASSOC' : 'PARTNR';
    expect(d, 'R19', push(d, clean(d, r, { ...t, classification })));
  }),
  plant('R20', (d, r, t) => {
    const line = push(d, clean(d, r, { ...t, classification: 'TRANEE' }));
    expect(d, 'R20', line);
    expect(d, 'R19', line);
  }),
  plant('R21', (d, r, t) => expect(d, 'R21', push(d, clean(d, r, { ...t, name: 'Attorney, Contract' })))),
  plant('R24', (d, r, t) => expect(d, 'R24', push(d, clean(d, r, t, undefined, 12_500)))),
  plant('R26', (d, r, t) => {
    const lines = [33_000, 32_000, 31_000, 29_000].map((hoursE4) => push(d, clean(d, r, t, d.workdays[4], hoursE4)));
    expect(d, 'R26', ...lines);
  }),
  plant('R27', (d, r, t) => {
    const lines = [34_000, 35_000, 33_000, 36_000, 31_000, 32_000, 30_000, 29_000].map((hoursE4) =>
      push(d, clean(d, r, t, d.workdays[5], hoursE4)),
    );
    expect(d, 'R27', ...lines);
    expect(d, 'R26', ...lines);
  }),
  plant('R28', (d, r, t) => expect(d, 'R28', push(d, clean(d, r, t, d.workdays[6], 94_000)))),
  plant('R29', (d, r, t) => {
    const saturday = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(d.billingStart, days)).find(isSaturday);
    expect(d, 'R29', push(d, clean(d, r, t, saturday)));
  }),
  plant('R30', (d, r, t) => {
    const lines = d.workdays.flatMap((date) =>
      [31_000, 34_000, 32_000].map((hoursE4) => push(d, clean(d, r, t, date, hoursE4))),
    );
    expect(d, 'R30', ...lines);
  }),
  plant('R33', (d, r, t) => {
    const line = push(d, clean(d, r, t, undefined, 15_000));
    line.narrative = 'Draft witness list for trial (.6); revise exhibit schedule per pretrial order (.4)';
    expect(d, 'R33', line);
  }),
  plant('R37', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    const items = Array.from({ length: 60 }, (_, item) => `paragraph ${item + 11} of the Lakeside deposition`);
    line.narrative = `Analyze for summary judgment ${items.join(', ')}`;
    expect(d, 'R37', line);
  }),
  plant('R40', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.narrative = `Attention to scheduling order and ${r.pick(['expert', 'witness', 'exhibit'])} deadlines in Lakeside matter`;
    expect(d, 'R40', line);
  }),
  plant('R41', (d, r, t) => {
    const line = push(d, clean(d, r, t, d.workdays[7]));
    const again = push(d, { ...line });
    expect(d, 'R41', again);
  }),
  plant('R43', (d, r, t) => {
    const line = push(d, clean(d, r, t, d.workdays[8]));
    d.context.cutHistory.push({
      date: line.date ?? '',
      timekeeperId: t.id,
      unitsE4: line.unitsE4 ?? 0,
      narrative: line.narrative,
      invoiceNumber: 'D0-00099',
    });
    expect(d, 'R43', line);
  }),
  plant('R51', (d, r, t) => {
    const lines = Array.from({ length: 8 }, (_, item) => {
      const line = push(d, clean(d, r, t, d.workdays[9], 1000));
      line.narrative = `Email to claims director P. Voss regarding exhibit ${item + 1} to the Lakeside complaint`;
      line.activityCode = 'A106';
      return line;
    });
    expect(d, 'R51', ...lines);
  }),
  plant('R59', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.narrative = `${line.narrative} - NO CHARGE`;
    expect(d, 'R59', line);
  }),
  plant('R62', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.taskCode = 'L999';
    expect(d, 'R62', line);
  }),
  plant('R63', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.taskCode = 'P500';
    expect(d, 'R63', line);
  }),
  plant('R65', (d, r, t) => {
    const line = push(d, clean(d, r, t));
    line.expenseCode = 'E112';
    expect(d, 'R65', line);
  }),
];

function plant(ruleId: string, apply: Plant['apply']): Plant {
  return { ruleId, apply };
}

function push(draft: DraftInvoice, line: DraftLine): DraftLine {
  draft.lines.push(line);
  return line;
}

function expect(draft: DraftInvoice, ruleId: string, ...lines: readonly DraftLine[]): void {
  draft.expected.push({ ruleId, lines });
}

function clean(
  draft: DraftInvoice,
  random: SeededRandom,
  timekeeper: Timekeeper,
  date?: string,
  hoursE4?: number,
): DraftLine {
  const work = describeWork(random);
  const day = date ?? random.pick(draft.workdays);
  return withTotal(
    draft,
    feeLine(draft, timekeeper, { ...work, date: day, hoursE4: hoursE4 ?? random.between(3, 15) * 1000 }),
  );
}

function isSaturday(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 6;
}

/** The same date, or the Monday after when it falls on a weekend. */
function workday(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(date, 2) : weekday === 0 ? addDays(date, 1) : date;
}
