import fc from 'fast-check';
import { formatE4, multiplyE4, parseE4 } from '#shared/money/e4.ts';
import type { Fields } from './read-text.testing.ts';

const word = (maximum: number) =>
  fc
    .string({ unit: fc.constantFrom(...'abcXYZ019 -./,&’é€"\'[]()=+;#'), maxLength: maximum })
    .map((text) => text.replaceAll('[]', '').trim())
    .filter((text) => !text.includes('[]') && !/^[(<]?null[)>]?$/i.test(text));
const key = word(16).filter((text) => text !== '');
const day = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ month, day: dayOfMonth }) => `2026${String(month).padStart(2, '0')}${String(dayOfMonth).padStart(2, '0')}`);
const amount = fc.oneof(
  fc.integer({ min: -50_000_000, max: 500_000_000 }).map(formatE4),
  fc.integer({ min: -500, max: 5000 }).map((units) => formatE4(units * 10_000)),
  fc.constant(''),
);
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });

const anyLine: fc.Arbitrary<Fields> = fc.record({
  LINE_ITEM_NUMBER: word(8),
  'EXP/FEE/INV_ADJ_TYPE': fc.constantFrom('F', 'E', 'IF', 'IE'),
  LINE_ITEM_NUMBER_OF_UNITS: amount,
  LINE_ITEM_ADJUSTMENT_AMOUNT: amount,
  LINE_ITEM_TOTAL: amount,
  LINE_ITEM_DATE: fc.oneof(day, fc.constant('')),
  LINE_ITEM_TASK_CODE: fc.constantFrom('', 'L210', 'B110'),
  LINE_ITEM_EXPENSE_CODE: fc.constantFrom('', 'E110'),
  LINE_ITEM_ACTIVITY_CODE: fc.constantFrom('', 'A103'),
  TIMEKEEPER_ID: word(6),
  LINE_ITEM_DESCRIPTION: word(60),
  LINE_ITEM_UNIT_COST: amount,
  TIMEKEEPER_NAME: word(20),
  TIMEKEEPER_CLASSIFICATION: fc.constantFrom('', 'PARTNR', 'pt', 'Associate'),
});

const anyTax: fc.Arbitrary<Fields> = fc.record({
  TIMEKEEPER_LAST_NAME: word(10),
  TIMEKEEPER_FIRST_NAME: word(10),
  LINE_ITEM_TAX_RATE: fc.constantFrom('', '0', '0.061245', '0.21', '1', '0.0000000001'),
  LINE_ITEM_TAX_TOTAL: amount,
  LINE_ITEM_TAX_TYPE: fc.constantFrom('', 'VAT', 'GST'),
});

const anyHeader: fc.Arbitrary<Fields> = fc.record({
  INVOICE_DATE: day,
  CLIENT_ID: word(12),
  LAW_FIRM_MATTER_ID: word(12),
  INVOICE_TOTAL: amount,
  BILLING_START_DATE: fc.oneof(day, fc.constant('')),
  BILLING_END_DATE: day,
  INVOICE_DESCRIPTION: word(40),
  CLIENT_MATTER_ID: word(12),
});

const anyHeader98bi: fc.Arbitrary<Fields> = fc.record({
  PO_NUMBER: word(20),
  CLIENT_TAX_ID: word(12),
  MATTER_NAME: word(30),
  INVOICE_TAX_TOTAL: amount,
  INVOICE_NET_TOTAL: amount,
  INVOICE_CURRENCY: fc.constantFrom('', 'GBP', 'JPY'),
  ACCOUNT_TYPE: fc.constantFrom('', 'O', 'T'),
  LAW_FIRM_NAME: word(30),
  LAW_FIRM_ADDRESS_1: word(30),
  CLIENT_NAME: word(30),
  CLIENT_STATEorREGION: word(10),
  CLIENT_COUNTRY: fc.constantFrom('', 'GBR'),
  INVOICE_REPORTED_TAX_TOTAL: amount,
  INVOICE_TAX_CURRENCY: fc.constantFrom('', 'GBP'),
});

/** The records of a file of up to three invoices, several matters in some, sums right or wrong, blanks anywhere. */
export function anyRecords(format: 'ledes1998b' | 'ledes98bi'): fc.Arbitrary<readonly Fields[]> {
  const header =
    format === 'ledes98bi' ? fc.tuple(anyHeader, anyHeader98bi).map(([a, b]) => ({ ...a, ...b })) : anyHeader;
  const line = format === 'ledes98bi' ? fc.tuple(anyLine, anyTax).map(([a, b]) => ({ ...a, ...b })) : anyLine;
  const lineWithMatter = fc
    .tuple(line, sometimes(header), fc.boolean())
    .map(([fields, other, isRight]) => ({ fields: isRight ? withRightTotal(fields) : fields, other }));
  const invoice = fc.record({
    header,
    number: key,
    firm: key,
    lines: fc.array(lineWithMatter, { minLength: 1, maxLength: 5 }),
  });
  return fc.array(invoice, { minLength: 1, maxLength: 3 }).map((invoices) =>
    invoices.flatMap(({ header: values, number, firm, lines }) =>
      lines.map(({ fields, other }) => ({
        ...values,
        ...other,
        ...fields,
        INVOICE_NUMBER: number,
        LAW_FIRM_ID: firm,
      })),
    ),
  );
}

/** The line with the total its units, unit cost, adjustment and tax make, where it states them. */
function withRightTotal(fields: Fields): Fields {
  const amountOf = (text: string | undefined) => {
    const parsed = parseE4(text ?? '');
    return parsed.kind === 'value' ? parsed.valueE4 : null;
  };
  const units = amountOf(fields.LINE_ITEM_NUMBER_OF_UNITS);
  const cost = amountOf(fields.LINE_ITEM_UNIT_COST);
  const product = units === null || cost === null ? null : multiplyE4(units, cost);
  if (product === null) return fields;
  const adjustment = amountOf(fields.LINE_ITEM_ADJUSTMENT_AMOUNT) ?? 0;
  return { ...fields, LINE_ITEM_TOTAL: formatE4(product + adjustment + (amountOf(fields.LINE_ITEM_TAX_TOTAL) ?? 0)) };
}
