import type { MasterKind } from '#shared/api/masters.ts';
import { foldHeading } from '#shared/formats/csv/columns.ts';

/** What a column of an imported file can mean. */
export type MasterColumn =
  | 'vendorNumber'
  | 'vendorName'
  | 'clientNumber'
  | 'clientName'
  | 'matterNumber'
  | 'matterName'
  | 'guideline'
  | 'closed'
  | 'timekeeperNumber'
  | 'timekeeperName'
  | 'classification'
  | 'rate'
  | 'currency'
  | 'percent'
  | 'from'
  | 'to';

export type CellType = 'text' | 'date' | 'amount' | 'percent' | 'currency' | 'yesNo';

export interface ColumnOfKind {
  readonly column: MasterColumn;
  /** As an export writes it, and as docs/masters.md shows it. */
  readonly heading: string;
  /** The heading must be there, and a cell under it must not be blank. */
  readonly isRequired: boolean;
}

const must = (column: MasterColumn, heading: string): ColumnOfKind => ({ column, heading, isRequired: true });
const may = (column: MasterColumn, heading: string): ColumnOfKind => ({ column, heading, isRequired: false });

/** The columns of each kind of file, in the order of an export. */
export const COLUMNS_OF: Readonly<Record<MasterKind, readonly ColumnOfKind[]>> = {
  clients: [must('clientNumber', 'client_number'), must('clientName', 'client_name'), may('guideline', 'guideline')],
  matters: [
    must('clientNumber', 'client_number'),
    must('matterNumber', 'matter_number'),
    must('matterName', 'matter_name'),
    may('guideline', 'guideline'),
    may('closed', 'closed'),
  ],
  vendors: [must('vendorNumber', 'vendor_number'), must('vendorName', 'vendor_name')],
  timekeepers: [
    must('vendorNumber', 'vendor_number'),
    must('timekeeperNumber', 'timekeeper_id'),
    must('timekeeperName', 'timekeeper_name'),
    may('classification', 'classification'),
    may('clientNumber', 'client_number'),
    may('matterNumber', 'matter_number'),
    may('from', 'approved_from'),
    may('to', 'approved_to'),
  ],
  rates: [
    must('vendorNumber', 'vendor_number'),
    may('timekeeperNumber', 'timekeeper_id'),
    may('classification', 'classification'),
    must('rate', 'rate'),
    may('currency', 'currency'),
    may('clientNumber', 'client_number'),
    may('matterNumber', 'matter_number'),
    must('from', 'valid_from'),
    may('to', 'valid_to'),
  ],
  discounts: [
    may('vendorNumber', 'vendor_number'),
    must('clientNumber', 'client_number'),
    may('matterNumber', 'matter_number'),
    must('percent', 'percent'),
    must('from', 'valid_from'),
    may('to', 'valid_to'),
  ],
};

const TYPES: Partial<Readonly<Record<MasterColumn, CellType>>> = {
  rate: 'amount',
  percent: 'percent',
  currency: 'currency',
  from: 'date',
  to: 'date',
  closed: 'yesNo',
};

export function typeOf(column: MasterColumn): CellType {
  return TYPES[column] ?? 'text';
}

// As billing programs and spreadsheets write them; compared without case and signs.
const HEADINGS: Readonly<Record<MasterColumn, string>> = {
  vendorNumber:
    'vendor number, vendor id, vendor no, vendor code, vendor, law firm id, firm id, firm number, supplier id, supplier number, law firm tax id, vendor tax id, tax id',
  vendorName: 'vendor name, law firm name, law firm, firm name, firm, supplier name, supplier',
  clientNumber: 'client number, client id, client no, client code, client, customer number, customer id',
  clientName: 'client name, customer name',
  matterNumber:
    'matter number, matter id, matter no, matter code, matter, law firm matter id, case number, file number',
  matterName: 'matter name, matter title, matter description, case name',
  guideline: 'guideline, guideline name, billing guideline',
  closed: 'closed, is closed, matter closed',
  timekeeperNumber:
    'timekeeper id, timekeeper number, timekeeper no, timekeeper code, timekeeper, tk id, tkid, tk number, tk code, initials, timekeeper initials, employee id',
  timekeeperName: 'timekeeper name, tk name, full name, lawyer, lawyer name, attorney, attorney name',
  classification:
    'classification, class, title, level, role, timekeeper classification, timekeeper class, timekeeper level, timekeeper title, tk level, tk class, tk classification',
  rate: 'rate, hourly rate, agreed rate, approved rate, billing rate, unit cost, rate per hour, rate hour',
  currency: 'currency, currency code, ccy',
  percent: 'percent, discount, discount percent, percentage, discount percentage, discount rate',
  from: 'valid from, from, start, start date, begin date, effective, effective date, effective from, approved from, approval date',
  to: 'valid to, valid until, to, until, end, end date, expires, expiry date, effective to, approved to, approved until',
};

// Words that mean the thing the file is about.
const OWN_HEADINGS: Readonly<Record<MasterKind, Readonly<Record<string, MasterColumn>>>> = {
  clients: { number: 'clientNumber', id: 'clientNumber', code: 'clientNumber', name: 'clientName' },
  matters: { number: 'matterNumber', id: 'matterNumber', code: 'matterNumber', name: 'matterName' },
  vendors: { number: 'vendorNumber', id: 'vendorNumber', code: 'vendorNumber', name: 'vendorName' },
  timekeepers: { number: 'timekeeperNumber', id: 'timekeeperNumber', name: 'timekeeperName' },
  rates: { amount: 'rate' },
  discounts: {},
};

const COLUMN_BY_HEADING: ReadonlyMap<string, MasterColumn> = new Map(
  (Object.keys(HEADINGS) as MasterColumn[]).flatMap((column) =>
    HEADINGS[column].split(',').map((heading) => [heading.trim(), column] as const),
  ),
);

/** What a heading means in a file of this kind; `null` for a column that is not read. */
export function columnOf(kind: MasterKind, heading: string): MasterColumn | null {
  const folded = foldHeading(heading);
  const own = OWN_HEADINGS[kind];
  const column = (Object.hasOwn(own, folded) ? own[folded] : undefined) ?? COLUMN_BY_HEADING.get(folded) ?? null;
  return column !== null && COLUMNS_OF[kind].some((each) => each.column === column) ? column : null;
}
