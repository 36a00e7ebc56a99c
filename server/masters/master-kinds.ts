import type { MasterKind } from '#shared/api/masters.ts';
import { formatE4, formatFixedE4 } from '#shared/money/e4.ts';
import type { MasterColumn } from './master-columns.ts';

export type DbValue = string | number | boolean | null;
/** A row by the columns of its table. */
export type DbRow = Readonly<Record<string, DbValue>>;

export interface KindOfMaster {
  readonly table: MasterKind;
  /** A row of a file is the row of the table that agrees in these; a period begins a row of its own. */
  readonly identity: readonly string[];
  /** Rows that agree in these must not hold on the same day. `null` where rows have no period. */
  readonly period: {
    readonly sameFor: readonly string[];
    /** Rows that differ in it may hold together; blank holds for any. */
    readonly variant: string | null;
    readonly from: string;
    readonly to: string;
  } | null;
  /** The file's column for each of the table's. */
  readonly columns: Readonly<Partial<Record<string, MasterColumn>>>;
  /** What a row is called in a preview. */
  nameOf(row: DbRow): string;
}

const REACH = ['client_id', 'matter_id'] as const;
const text = (value: DbValue | undefined) => (value === null || value === undefined ? '' : String(value));

/** How each kind of file becomes rows. */
export const KINDS: Readonly<Record<MasterKind, KindOfMaster>> = {
  clients: {
    table: 'clients',
    identity: ['number'],
    period: null,
    columns: { number: 'clientNumber', name: 'clientName', guideline_name: 'guideline' },
    nameOf: (row) => `${text(row.number)} ${text(row.name)}`,
  },
  matters: {
    table: 'matters',
    identity: ['client_id', 'number'],
    period: null,
    columns: { number: 'matterNumber', name: 'matterName', guideline_name: 'guideline', is_closed: 'closed' },
    nameOf: (row) => `${text(row.number)} ${text(row.name)}`,
  },
  vendors: {
    table: 'vendors',
    identity: ['number'],
    period: null,
    columns: { number: 'vendorNumber', name: 'vendorName' },
    nameOf: (row) => `${text(row.number)} ${text(row.name)}`,
  },
  timekeepers: {
    table: 'timekeepers',
    identity: ['vendor_id', 'number', ...REACH, 'approved_from'],
    period: { sameFor: ['vendor_id', 'number', ...REACH], variant: null, from: 'approved_from', to: 'approved_to' },
    columns: {
      number: 'timekeeperNumber',
      name: 'timekeeperName',
      classification: 'classification',
      approved_from: 'from',
      approved_to: 'to',
    },
    nameOf: (row) => `${text(row.number)} ${text(row.name)}`,
  },
  rates: {
    table: 'rates',
    identity: ['vendor_id', 'timekeeper_number', 'classification', ...REACH, 'currency', 'valid_from'],
    period: {
      sameFor: ['vendor_id', 'timekeeper_number', 'classification', ...REACH],
      variant: 'currency',
      from: 'valid_from',
      to: 'valid_to',
    },
    columns: {
      timekeeper_number: 'timekeeperNumber',
      classification: 'classification',
      rate_e4: 'rate',
      currency: 'currency',
      valid_from: 'from',
      valid_to: 'to',
    },
    nameOf: (row) => `${text(row.timekeeper_number ?? row.classification)} from ${text(row.valid_from)}`,
  },
  discounts: {
    table: 'discounts',
    identity: ['vendor_id', ...REACH, 'valid_from'],
    period: { sameFor: ['vendor_id', ...REACH], variant: null, from: 'valid_from', to: 'valid_to' },
    columns: { percent_e4: 'percent', valid_from: 'from', valid_to: 'to' },
    nameOf: (row) => `discount from ${text(row.valid_from)}`,
  },
};

// Case does not tell these apart: a bill has its own spelling.
const FOLDED: ReadonlySet<string> = new Set([
  'timekeepers number',
  'vendors number',
  'rates timekeeper_number',
  'rates classification',
]);

/** What makes rows the same in some columns, as one text. */
export function keyOf({ table }: KindOfMaster, row: DbRow, columns: readonly string[]): string {
  return columns
    .map((column) => {
      const value = text(row[column]);
      return FOLDED.has(`${table} ${column}`) ? value.toLowerCase() : value;
    })
    .join('\n');
}

/** A value as a person writes it. */
export function shownValue(column: string, value: DbValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return column === 'percent_e4' ? percentText(value) : formatFixedE4(value, 2);
}

/** With its sign below one percent, where a bare number would be taken for a share of 1. */
export function percentText(percentE4: number): string {
  return percentE4 < 10_000 ? `${formatE4(percentE4)} %` : formatE4(percentE4);
}
