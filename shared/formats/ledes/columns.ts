/**
 * The fields of LEDES 1998B (Rev 7-2014, 1 to 24) and LEDES 98BI V2 (Rev 1-2020, 1 to 52), in the order of
 * the specification: the writers' order, and the readers' when a file has no header line.
 */
export interface LedesColumn {
  readonly name: LedesField;
  readonly type: 'text' | 'date' | 'number' | 'rate' | 'kind';
  /** Characters a text field may have; 15 KB for descriptions. */
  readonly maximumLength: number;
  /** `invoice` and `matter` repeat on every line, the first occurrence wins; `key` names the invoice. */
  readonly scope: 'key' | 'invoice' | 'matter' | 'line';
  /** On which lines a blank is reported. */
  readonly required: 'never' | 'always' | 'fee' | 'expense' | 'itemised';
}

const DESCRIPTION = 15_360;

type Row = readonly [string, LedesColumn['type'], number, LedesColumn['scope'], LedesColumn['required']];

// INVOICE_NUMBER and the kind are missing from `required`: without them a record is not a line at all, and
// the reader says that in its own words. Task and activity codes are asked for by clients, not by the format.
const ROWS_1998B = [
  ['INVOICE_DATE', 'date', 8, 'invoice', 'always'],
  ['INVOICE_NUMBER', 'text', 50, 'key', 'never'],
  ['CLIENT_ID', 'text', 20, 'invoice', 'always'],
  ['LAW_FIRM_MATTER_ID', 'text', 20, 'matter', 'always'],
  ['INVOICE_TOTAL', 'number', 17, 'invoice', 'always'],
  ['BILLING_START_DATE', 'date', 8, 'invoice', 'always'],
  ['BILLING_END_DATE', 'date', 8, 'invoice', 'always'],
  ['INVOICE_DESCRIPTION', 'text', DESCRIPTION, 'invoice', 'never'],
  ['LINE_ITEM_NUMBER', 'text', 20, 'line', 'always'],
  ['EXP/FEE/INV_ADJ_TYPE', 'kind', 2, 'line', 'never'],
  ['LINE_ITEM_NUMBER_OF_UNITS', 'number', 15, 'line', 'itemised'],
  ['LINE_ITEM_ADJUSTMENT_AMOUNT', 'number', 15, 'line', 'never'],
  ['LINE_ITEM_TOTAL', 'number', 15, 'line', 'always'],
  ['LINE_ITEM_DATE', 'date', 8, 'line', 'always'],
  ['LINE_ITEM_TASK_CODE', 'text', 20, 'line', 'never'],
  ['LINE_ITEM_EXPENSE_CODE', 'text', 20, 'line', 'expense'],
  ['LINE_ITEM_ACTIVITY_CODE', 'text', 20, 'line', 'never'],
  ['TIMEKEEPER_ID', 'text', 20, 'line', 'fee'],
  ['LINE_ITEM_DESCRIPTION', 'text', DESCRIPTION, 'line', 'never'],
  ['LAW_FIRM_ID', 'text', 50, 'key', 'always'],
  ['LINE_ITEM_UNIT_COST', 'number', 15, 'line', 'itemised'],
  ['TIMEKEEPER_NAME', 'text', 30, 'line', 'fee'],
  ['TIMEKEEPER_CLASSIFICATION', 'text', 10, 'line', 'fee'],
  ['CLIENT_MATTER_ID', 'text', 20, 'matter', 'never'],
] as const satisfies readonly Row[]; // biome-ignore format: one table

const ROWS_98BI_ONLY = [
  ['PO_NUMBER', 'text', 100, 'matter', 'never'],
  ['CLIENT_TAX_ID', 'text', 20, 'invoice', 'always'],
  ['MATTER_NAME', 'text', 255, 'matter', 'always'],
  ['INVOICE_TAX_TOTAL', 'number', 17, 'invoice', 'never'],
  ['INVOICE_NET_TOTAL', 'number', 17, 'invoice', 'always'],
  ['INVOICE_CURRENCY', 'text', 3, 'invoice', 'always'],
  ['TIMEKEEPER_LAST_NAME', 'text', 30, 'line', 'fee'],
  ['TIMEKEEPER_FIRST_NAME', 'text', 30, 'line', 'fee'],
  ['ACCOUNT_TYPE', 'text', 1, 'matter', 'always'],
  ['LAW_FIRM_NAME', 'text', 60, 'invoice', 'never'],
  ['LAW_FIRM_ADDRESS_1', 'text', 60, 'invoice', 'never'],
  ['LAW_FIRM_ADDRESS_2', 'text', 60, 'invoice', 'never'],
  ['LAW_FIRM_CITY', 'text', 40, 'invoice', 'never'],
  ['LAW_FIRM_STATEorREGION', 'text', 40, 'invoice', 'never'],
  ['LAW_FIRM_POSTCODE', 'text', 20, 'invoice', 'never'],
  ['LAW_FIRM_COUNTRY', 'text', 3, 'invoice', 'never'],
  ['CLIENT_NAME', 'text', 60, 'invoice', 'never'],
  ['CLIENT_ADDRESS_1', 'text', 60, 'invoice', 'never'],
  ['CLIENT_ADDRESS_2', 'text', 60, 'invoice', 'never'],
  ['CLIENT_CITY', 'text', 40, 'invoice', 'never'],
  ['CLIENT_STATEorREGION', 'text', 40, 'invoice', 'never'],
  ['CLIENT_POSTCODE', 'text', 20, 'invoice', 'never'],
  ['CLIENT_COUNTRY', 'text', 3, 'invoice', 'never'],
  ['LINE_ITEM_TAX_RATE', 'rate', 12, 'line', 'never'],
  ['LINE_ITEM_TAX_TOTAL', 'number', 15, 'line', 'always'],
  ['LINE_ITEM_TAX_TYPE', 'text', 20, 'line', 'never'],
  ['INVOICE_REPORTED_TAX_TOTAL', 'number', 17, 'invoice', 'never'],
  ['INVOICE_TAX_CURRENCY', 'text', 3, 'invoice', 'never'],
] as const satisfies readonly Row[]; // biome-ignore format: one table

export type LedesField = (typeof ROWS_1998B)[number][0] | (typeof ROWS_98BI_ONLY)[number][0];

type TypedRow = (typeof ROWS_1998B)[number] | (typeof ROWS_98BI_ONLY)[number];
const toColumn = ([name, type, maximumLength, scope, required]: TypedRow): LedesColumn => ({
  name,
  type,
  maximumLength,
  scope,
  required,
});

export const COLUMNS_1998B: readonly LedesColumn[] = ROWS_1998B.map(toColumn);
export const COLUMNS_98BI: readonly LedesColumn[] = [...COLUMNS_1998B, ...ROWS_98BI_ONLY.map(toColumn)];

export const COLUMN_BY_NAME: ReadonlyMap<string, LedesColumn> = new Map(
  COLUMNS_98BI.map((column) => [column.name, column]),
);

/** Lengths that differ between the formats: 98BI raised two to 50 in 2020, 1998B writers keep 20. */
export function maximumLengthIn(column: LedesColumn, format: 'ledes1998b' | 'ledes98bi'): number {
  return format === 'ledes1998b' && column.scope === 'key' ? 20 : column.maximumLength;
}

// Headings seen in files of real generators, and the plain words people put there.
const ALIASES: Readonly<Record<string, LedesField>> = {
  LINE_ITEM_TYPE: 'EXP/FEE/INV_ADJ_TYPE',
  'EXP/FEE/ADR': 'EXP/FEE/INV_ADJ_TYPE',
  'EXP/FEE/ADJ': 'EXP/FEE/INV_ADJ_TYPE',
  'EXP/FEE/ADJ_TYPE': 'EXP/FEE/INV_ADJ_TYPE',
  'EXP/FEE/INV_ADJ': 'EXP/FEE/INV_ADJ_TYPE',
  'EXP/FEE': 'EXP/FEE/INV_ADJ_TYPE',
  EXP_FEE_INV_ADJ_TYPE: 'EXP/FEE/INV_ADJ_TYPE',
  LINE_ITEM_UNITS: 'LINE_ITEM_NUMBER_OF_UNITS',
  NUMBER_OF_UNITS: 'LINE_ITEM_NUMBER_OF_UNITS',
  LINE_ITEM_ADJUSTMENT: 'LINE_ITEM_ADJUSTMENT_AMOUNT',
  LINE_ITEM_RATE: 'LINE_ITEM_UNIT_COST',
  UNIT_COST: 'LINE_ITEM_UNIT_COST',
  TASK_CODE: 'LINE_ITEM_TASK_CODE',
  EXPENSE_CODE: 'LINE_ITEM_EXPENSE_CODE',
  ACTIVITY_CODE: 'LINE_ITEM_ACTIVITY_CODE',
  MATTER_ID: 'LAW_FIRM_MATTER_ID',
  FIRM_MATTER_ID: 'LAW_FIRM_MATTER_ID',
  TIMEKEEPER_LEVEL: 'TIMEKEEPER_CLASSIFICATION',
  TIMEKEEPER_CLASS: 'TIMEKEEPER_CLASSIFICATION',
  LAW_FIRM_STATE_OR_REGION: 'LAW_FIRM_STATEorREGION',
  CLIENT_STATE_OR_REGION: 'CLIENT_STATEorREGION',
  LAW_FIRM_POSTAL_CODE: 'LAW_FIRM_POSTCODE',
  CLIENT_POSTAL_CODE: 'CLIENT_POSTCODE',
  CURRENCY: 'INVOICE_CURRENCY',
};

const BY_FOLDED: ReadonlyMap<string, LedesField> = new Map([
  ...Object.entries(ALIASES),
  ...COLUMNS_98BI.map((column) => [column.name.toUpperCase(), column.name] as const),
]);

/** What a heading means: the specification's field name, or `null` when LAIT does not know it. */
export function ledesFieldOf(heading: string): LedesField | null {
  return BY_FOLDED.get(foldHeading(heading)) ?? null;
}

function foldHeading(heading: string): string {
  return heading
    .replace(/[[\]"]/g, '')
    .trim()
    .toUpperCase()
    .replace(/\s*\/\s*/g, '/')
    .replace(/[\s\-.]+/g, '_');
}
