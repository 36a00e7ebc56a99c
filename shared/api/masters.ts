import { z } from 'zod';

/**
 * Clients, matters, vendors, rosters, rates and discounts (`/api/admin/masters`), for administrators. Amounts and
 * percentages are decimal strings; both days of a period belong to it. Rows of a matter that a wall hides are absent.
 */
const id = z.uuid();
const day = z.iso.date();

export const MASTER_KINDS = ['clients', 'matters', 'vendors', 'timekeepers', 'rates', 'discounts'] as const;
export const masterKind = z.enum(MASTER_KINDS);
export type MasterKind = z.infer<typeof masterKind>;
/** Rows that hold from one day to another, and can be ended. */
export const PERIOD_KINDS = ['timekeepers', 'rates', 'discounts'] as const;
export const periodKind = z.enum(PERIOD_KINDS);
export type PeriodKind = z.infer<typeof periodKind>;

export const MASTERS_A_PAGE = 200;
/** A larger file is to be split. */
export const IMPORT_LIMITS = { bytes: 5_000_000, rows: 20_000, cellCharacters: 200 } as const;

export const vendor = z.strictObject({ id, number: z.string(), name: z.string(), timekeeperCount: z.int() });
export const vendorList = z.strictObject({
  vendors: z.array(vendor),
  /** `after` of the next page; null on the last. */
  next: id.nullable(),
});
export const vendorQuery = z.strictObject({ search: z.string().trim().max(100).optional(), after: id.optional() });

export const masterQuery = z.strictObject({
  vendorId: id.optional(),
  /** Rows of this client and of its matters. */
  clientId: id.optional(),
  matterId: id.optional(),
  /** Part of a timekeeper's number or name, or of a class. */
  search: z.string().trim().max(100).optional(),
  /** Only what holds on this day. */
  on: day.optional(),
  after: id.optional(),
});
export type MasterQuery = z.infer<typeof masterQuery>;

/** For whom a row holds: null client, for all; null matter, for every matter of the client. */
const reach = {
  clientId: id.nullable(),
  clientNumber: z.string().nullable(),
  matterId: id.nullable(),
  matterNumber: z.string().nullable(),
};
const period = { from: day.nullable(), to: day.nullable() };

export const timekeeperRow = z.strictObject({
  id,
  vendorId: id,
  vendorNumber: z.string(),
  number: z.string(),
  name: z.string(),
  classification: z.string().nullable(),
  ...reach,
  ...period,
});
export type TimekeeperRow = z.infer<typeof timekeeperRow>;
export const timekeeperList = z.strictObject({ rows: z.array(timekeeperRow), next: id.nullable() });

export const rateRow = z.strictObject({
  id,
  vendorId: id,
  vendorNumber: z.string(),
  /** A person's rate, or else a class's. */
  timekeeperNumber: z.string().nullable(),
  classification: z.string().nullable(),
  rate: z.string(),
  currency: z.string().nullable(),
  ...reach,
  ...period,
});
export type RateRow = z.infer<typeof rateRow>;
export const rateList = z.strictObject({ rows: z.array(rateRow), next: id.nullable() });

export const discountRow = z.strictObject({
  id,
  /** Null: whoever bills. */
  vendorId: id.nullable(),
  vendorNumber: z.string().nullable(),
  percent: z.string(),
  ...reach,
  ...period,
});
export type DiscountRow = z.infer<typeof discountRow>;
export const discountList = z.strictObject({ rows: z.array(discountRow), next: id.nullable() });

/** The last day on which a row holds. */
export const endedPeriod = z.strictObject({ to: day });

export const importQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });
/** A file for callers that send JSON alone; others send it as text/csv or multipart/form-data. */
export const importBody = z.strictObject({ file: z.base64() });
/** `json`: the same text as a value, for callers that read JSON alone. */
export const exportQuery = z.strictObject({ vendorId: id.optional(), format: z.enum(['csv', 'json']).default('csv') });
export const masterExport = z.strictObject({ fileName: z.string(), text: z.string() });

/** What can be wrong with a file or a row; each is explained in docs/masters.md, and a test compares the two. */
export const IMPORT_ERROR_CODES = [
  // The file
  'EMPTY_FILE',
  'QUOTE_NOT_CLOSED',
  'MISSING_COLUMN',
  'REPEATED_COLUMN',
  'TOO_MANY_ROWS',
  // A cell
  'REQUIRED',
  'TOO_LONG',
  'NOT_TEXT',
  'NOT_A_DATE',
  'AMBIGUOUS_DATE',
  'NOT_AN_AMOUNT',
  'AMBIGUOUS_AMOUNT',
  'NOT_A_PERCENTAGE',
  'NOT_A_CURRENCY',
  'NOT_YES_OR_NO',
  'UNKNOWN_VENDOR',
  'UNKNOWN_CLIENT',
  'UNKNOWN_MATTER',
  'UNKNOWN_GUIDELINE',
  // A row
  'TOO_MANY_CELLS',
  'TIMEKEEPER_OR_CLASS',
  'MATTER_WITHOUT_CLIENT',
  'PERIOD_REVERSED',
  'SAME_AS_ANOTHER_ROW',
  'OVERLAP',
  'TAKEN',
] as const;
export type ImportErrorCode = (typeof IMPORT_ERROR_CODES)[number];

export const importError = z.strictObject({
  /** As a spreadsheet counts, the headings being row 1 where nothing stands above them; null: about the file. */
  row: z.int().nullable(),
  /** The file's own heading; null: about the row. */
  column: z.string().nullable(),
  code: z.enum(IMPORT_ERROR_CODES),
  message: z.string(),
});
export type ImportError = z.infer<typeof importError>;

export const MOST_ERRORS = 200;
export const MOST_CHANGES = 500;

export const importOutcome = z.strictObject({
  kind: masterKind,
  isDryRun: z.boolean(),
  /** All rows, or none. */
  isStored: z.boolean(),
  rowCount: z.int(),
  addedCount: z.int(),
  changedCount: z.int(),
  unchangedCount: z.int(),
  errorCount: z.int(),
  /** What each column of the file was taken for; null: not read. */
  columns: z.array(z.strictObject({ heading: z.string(), meaning: z.string().nullable() })),
  /** The first `MOST_ERRORS`. */
  errors: z.array(importError),
  /** The first `MOST_CHANGES` of what would be, or was, written. */
  changes: z.array(
    z.strictObject({
      row: z.int(),
      kind: z.enum(['add', 'change']),
      what: z.string(),
      fields: z.array(
        z.strictObject({ column: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
      ),
    }),
  ),
});
export type ImportOutcome = z.infer<typeof importOutcome>;
