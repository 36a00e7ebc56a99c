import type { InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import { multiplyE4 } from '#shared/money/e4.ts';
import type { EarlierRate } from '#shared/rules/prepare/master-facts.ts';

/** A line while it is being made up: no id and no record yet, everything may still be changed by a plant. */
export type DraftLine = {
  -readonly [Field in keyof Omit<InvoiceLine, 'id' | 'record' | 'lineNumber'>]: InvoiceLine[Field];
};

export interface Timekeeper {
  readonly id: string;
  readonly name: string;
  readonly classification: string;
  readonly rateE4: number;
}

/** A planted violation: which rule must name which lines; no lines when it is about the whole invoice. */
export interface ExpectedFinding {
  readonly ruleId: string;
  readonly lines: readonly DraftLine[];
}

/** One invoice being made up; plants change it, then records are counted and it is written out. */
export interface DraftInvoice {
  readonly format: 'ledes1998b' | 'ledes98bi';
  invoiceNumber: string;
  readonly invoiceDate: IsoDate;
  readonly billingStart: IsoDate;
  readonly billingEnd: IsoDate;
  readonly clientId: string;
  readonly clientName: string;
  matterId: string;
  readonly matterName: string;
  currency: string;
  readonly lines: DraftLine[];
  readonly team: readonly Timekeeper[];
  /** Workdays of the billing period. */
  readonly workdays: readonly IsoDate[];
  /** What to add to the sum of the lines when declaring the total; only a plant makes it other than 0. */
  declaredOffE4: number;
  receivedOn: IsoDate;
  readonly expected: ExpectedFinding[];
  readonly context: DraftContext;
}

/** Facts beside the invoice that some rules need; they go into the answer key. */
export interface DraftContext {
  readonly otherInvoices: { invoiceNumber: string; invoiceDate: IsoDate; totalE4: number }[];
  readonly cutHistory: {
    date: IsoDate;
    timekeeperId: string;
    unitsE4: number;
    narrative: string;
    invoiceNumber: string;
  }[];
  /** Everybody who bills, whether they may or not. */
  readonly people: Timekeeper[];
  /** Of them, those who are not on the roster. */
  readonly unapprovedIds: string[];
  /** Where the rate agreed is not the one billed; `null` for none agreed. */
  readonly agreedRatesE4: Map<string, number | null>;
  readonly earlierRates: EarlierRate[];
  discountPercentE4: number | null;
}

export const TAX_RATE_E10 = 2_000_000_000;

/** A fee line whose total (and tax, in 98BI) follows from hours and rate. */
export function feeLine(
  draft: Pick<DraftInvoice, 'format'>,
  timekeeper: Timekeeper,
  work: { date: IsoDate; hoursE4: number; narrative: string; taskCode: string; activityCode: string },
): DraftLine {
  return withTotal(draft, {
    kind: 'F',
    date: work.date,
    timekeeperId: timekeeper.id,
    timekeeperName: timekeeper.name,
    classification: timekeeper.classification,
    unitsE4: work.hoursE4,
    unitCostE4: timekeeper.rateE4,
    adjustmentE4: null,
    totalE4: null,
    taxRateE10: null,
    taxE4: null,
    taxType: null,
    taskCode: work.taskCode,
    activityCode: work.activityCode,
    expenseCode: null,
    narrative: work.narrative,
  });
}

export function expenseLine(
  draft: Pick<DraftInvoice, 'format'>,
  expense: { date: IsoDate; unitCostE4: number; code: string; narrative: string },
): DraftLine {
  return withTotal(draft, {
    kind: 'E',
    date: expense.date,
    timekeeperId: null,
    timekeeperName: null,
    classification: null,
    unitsE4: 10_000,
    unitCostE4: expense.unitCostE4,
    adjustmentE4: null,
    totalE4: null,
    taxRateE10: null,
    taxE4: null,
    taxType: null,
    taskCode: null,
    activityCode: null,
    expenseCode: expense.code,
    narrative: expense.narrative,
  });
}

/** Works out a line's tax and total from its units, cost and adjustment. */
export function withTotal(draft: Pick<DraftInvoice, 'format'>, line: DraftLine): DraftLine {
  const netE4 = exact(multiplyE4(line.unitsE4 ?? 0, line.unitCostE4 ?? 0)) + (line.adjustmentE4 ?? 0);
  if (draft.format === 'ledes1998b') return { ...line, totalE4: netE4 };
  // 20 %, in whole cents as a firm would state it.
  const taxE4 = Math.round(netE4 / 500) * 100;
  return { ...line, taxRateE10: TAX_RATE_E10, taxType: 'VAT', taxE4, totalE4: netE4 + taxE4 };
}

function exact(valueE4: number | null): number {
  if (valueE4 === null) throw new Error('a demo amount left the safe range');
  return valueE4;
}
