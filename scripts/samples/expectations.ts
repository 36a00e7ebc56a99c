import type { CheckedFileJson, InvoiceJson, ProblemJson } from './check-json.ts';

interface SamplePromise {
  readonly says: string;
  holds(file: CheckedFileJson): boolean;
}

/** What is known of each real file (billing.md 1.1 "Official samples and the sums"), as promises. */
export const EXPECTATIONS: readonly { readonly file: string; readonly promises: readonly SamplePromise[] }[] = [
  {
    file: 'lexitree-1998b_good.txt',
    promises: [
      { says: 'is read as LEDES 1998B', holds: ({ format }) => format === 'ledes1998b' },
      {
        says: 'holds two invoices, computed 1684.45 and 1250',
        holds: (f) => totals(f) === '96542=1684.45/1684.45 96543=1250/1250',
      },
      { says: 'adds up', holds: (f) => mismatches(f).length === 0 },
    ],
  },
  {
    file: 'official-98b.txt',
    promises: [
      {
        says: 'declares 1250 on invoice 96543 whose lines sum to 2500',
        holds: (f) => totals(f) === '96542=1684.45/1684.45 96543=1250/2500',
      },
      {
        says: 'says that 96543 does not add up',
        holds: (f) => mismatches(f).some(({ field }) => field === 'INVOICE_TOTAL'),
      },
      { says: 'has R02 on 96543', holds: (f) => has(invoice(f, '96543'), 'R02') },
      { says: 'has R12 for the client', holds: (f) => has(invoice(f, '96543'), 'R12', /CLIENT_ID|client/i) },
      {
        says: 'names the repeated line number',
        holds: (f) => f.problems.some(({ code }) => code === 'LINE_NUMBER_REPEATED'),
      },
      { says: 'has R41 on records 6 and 7', holds: (f) => has(invoice(f, '96543'), 'R41') },
      {
        says: 'has nothing of the kind on 96542',
        holds: (f) => !['R01', 'R02', 'R12', 'R41'].some((rule) => has(invoice(f, '96542'), rule)),
      },
    ],
  },
  {
    file: 'official-98bi.txt',
    promises: [
      { says: 'is read as LEDES 98BI', holds: ({ format }) => format === 'ledes98bi' },
      { says: 'holds six lines in two invoices', holds: (f) => f.invoices.length === 2 && lineCount(f) === 6 },
      {
        says: 'has every invoice total equal to its lines',
        holds: (f) => totals(f) === '96542=1869.97/1869.97 96543=1338.81/1338.81',
      },
      {
        says: 'has every line total right',
        holds: (f) =>
          !f.problems.some(({ code }) => code === 'LINE_TOTAL_MISMATCH' || code === 'INVOICE_TOTAL_MISMATCH'),
      },
      {
        says: 'has tax that does not follow from its rate on records 1, 2, 3 and 6, and on no other',
        holds: (f) => recordsOf(f, 'LINE_TAX_MISMATCH') === '1,2,3,6',
      },
      {
        says: 'does not add up in tax total (182.52, 185.52) and net total (1781.16, 1684.45), and in nothing else',
        holds: (f) => {
          const sums = mismatches(f).filter(({ record }) => record === null);
          const says = (code: string, ...figures: string[]) =>
            sums.some((each) => each.code === code && figures.every((figure) => each.message.includes(figure)));
          return (
            sums.length === 2 &&
            says('INVOICE_TAX_MISMATCH', '182.52', '185.52') &&
            says('INVOICE_NET_MISMATCH', '1781.16', '1684.45')
          );
        },
      },
      { says: 'has R03 for the tax', holds: (f) => has(invoice(f, '96542'), 'R03') },
    ],
  },
  {
    file: 'lexitree-1998b_eager_bad.txt',
    promises: [
      {
        says: 'is one expense whose unit cost is blank',
        holds: (f) => blank(f, 'LINE_ITEM_UNIT_COST') && kinds(f) === 'E',
      },
      { says: 'has no expense code', holds: (f) => blank(f, 'LINE_ITEM_EXPENSE_CODE') },
      { says: 'has R06 for what is blank', holds: (f) => f.invoices.some((each) => has(each, 'R06')) },
    ],
  },
  {
    file: 'lexitree-98bi_eager_bad.txt',
    promises: [
      ...['TIMEKEEPER_NAME', 'TIMEKEEPER_LAST_NAME', 'TIMEKEEPER_FIRST_NAME'].map((field) => ({
        says: `has ${field} blank on a fee line`,
        holds: (f: CheckedFileJson) => blank(f, field) && kinds(f) === 'F',
      })),
      ...['INVOICE_TOTAL', 'INVOICE_TAX_TOTAL', 'INVOICE_NET_TOTAL', 'LINE_ITEM_TAX_TOTAL'].map((field) => ({
        says: `does not add up in ${field}`,
        holds: (f: CheckedFileJson) => mismatches(f).some((problem) => problem.field === field),
      })),
    ],
  },
];

function mismatches(file: CheckedFileJson): readonly ProblemJson[] {
  return file.problems.filter(({ severity }) => severity === 'does_not_add_up');
}

function totals(file: CheckedFileJson): string {
  return file.invoices.map((each) => `${each.invoiceNumber}=${each.declaredTotal}/${each.computedTotal}`).join(' ');
}

function lineCount(file: CheckedFileJson): number {
  return file.invoices.reduce((sum, { lines }) => sum + lines.length, 0);
}

function kinds(file: CheckedFileJson): string {
  return file.invoices.flatMap(({ lines }) => lines.map(({ kind }) => kind)).join(',');
}

function recordsOf(file: CheckedFileJson, code: string): string {
  return file.problems
    .filter((problem) => problem.code === code)
    .map(({ record }) => record)
    .join(',');
}

function blank(file: CheckedFileJson, field: string): boolean {
  return file.problems.some(
    (problem) => problem.code === 'REQUIRED_BLANK' && problem.field === field && problem.record === 1,
  );
}

function invoice(file: CheckedFileJson, number: string): InvoiceJson | undefined {
  return file.invoices.find(({ invoiceNumber }) => invoiceNumber === number);
}

function has(each: InvoiceJson | undefined, ruleId: string, message = /./): boolean {
  return each?.findings.some((finding) => finding.ruleId === ruleId && message.test(finding.message)) === true;
}
