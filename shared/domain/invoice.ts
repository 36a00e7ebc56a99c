/** The types of a bill as read. Nothing here is invented: what a file does not say is `null`. */

/** LEDES 1998B field 10: fee, expense, invoice-level fee adjustment, invoice-level expense adjustment. */
export type LineKind = 'F' | 'E' | 'IF' | 'IE';

/** Calendar date as `YYYY-MM-DD`. */
export type IsoDate = string;

/**
 * One line of a bill. Amounts and units are ten-thousandths (`shared/money/e4.ts`).
 * Invariant: `record` counts data records from 1 after the header, in file order, and is unique in a file;
 * `lineNumber` is the file's own number and may repeat.
 */
export interface InvoiceLine {
  /** UUIDv8 from the file's hash and the record, so that lines of one invoice sort together. */
  readonly id: string;
  readonly record: number;
  /** The file's own line number; the data-row number where a format has none. */
  readonly lineNumber: string;
  readonly kind: LineKind;
  readonly date: IsoDate | null;
  readonly timekeeperId: string | null;
  readonly timekeeperName: string | null;
  /** As the file says (`PARTNR`, `PT`, `Partner`), trimmed; `shared/utbms` knows what it means. */
  readonly classification: string | null;
  /** Hours on a fee line, quantity on an expense. */
  readonly unitsE4: number | null;
  readonly unitCostE4: number | null;
  /** Negative is a discount, positive a premium, `null` where the field is blank. */
  readonly adjustmentE4: number | null;
  /** Net of tax in 98B, gross in 98BI. `null` in a list that carries no amounts. */
  readonly totalE4: number | null;
  readonly taxRateE10: number | null;
  readonly taxE4: number | null;
  readonly taxType: string | null;
  readonly taskCode: string | null;
  readonly activityCode: string | null;
  readonly expenseCode: string | null;
  /** Line breaks are single spaces; otherwise as the file says. Empty string when blank. */
  readonly narrative: string;
  /**
   * Header fields that this line states differently from its invoice (specification field name -> text as
   * read; empty string when blank on this line). Absent when there are none. The first line's values are
   * the invoice's own ("first occurrence wins").
   */
  readonly headerDifferences?: Readonly<Record<string, string>> | undefined;
  /** 98BI line fields LAIT keeps but does not reckon with (`TIMEKEEPER_LAST_NAME`, ...), as read. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

/** What a file could not be trusted in. Only `unreadable` keeps a record out; nothing keeps a file out. */
export type ProblemSeverity = 'unreadable' | 'does_not_add_up' | 'outside_profile';

/** Every code is explained in docs/problems.md; a test compares the two lists. */
export type ProblemCode =
  // The file
  | 'FILE_TOO_LARGE'
  | 'FILE_EMPTY'
  | 'UNKNOWN_FORMAT'
  | 'ENCODING_NOT_UTF8'
  | 'CHARACTER_REPLACED'
  | 'SIGNATURE_MISSING'
  | 'SIGNATURE_VARIANT'
  | 'HEADER_MISSING'
  | 'HEADER_VARIANT'
  | 'COLUMN_MISSING'
  | 'COLUMN_UNKNOWN'
  | 'COLUMN_REPEATED'
  | 'PROBLEMS_OMITTED'
  // A record
  | 'TERMINATOR_MISSING'
  | 'TERMINATOR_REPEATED'
  | 'RECORD_TOO_LONG'
  | 'FIELD_COUNT'
  | 'FIELD_REJOINED'
  | 'LINE_BREAK_IN_FIELD'
  | 'FIELD_TOO_LONG'
  | 'NO_INVOICE_NUMBER'
  | 'ROW_SKIPPED'
  // A value
  | 'REQUIRED_BLANK'
  | 'DATE_UNREADABLE'
  | 'DATE_VARIANT'
  | 'NUMBER_UNREADABLE'
  | 'NUMBER_TOO_LARGE'
  | 'NUMBER_VARIANT'
  | 'NUMBER_ROUNDED'
  | 'TAX_RATE_UNREADABLE'
  | 'LINE_KIND_UNKNOWN'
  | 'LITERAL_NULL'
  | 'CASE_VARIANT'
  | 'LINE_NUMBER_REPEATED'
  | 'PERIOD_REVERSED'
  // Sums
  | 'LINE_TOTAL_MISMATCH'
  | 'LINE_TAX_MISMATCH'
  | 'INVOICE_TOTAL_MISMATCH'
  | 'INVOICE_TAX_MISMATCH'
  | 'INVOICE_NET_MISMATCH'
  | 'SUM_TOO_LARGE'
  // Header repeated on lines
  | 'HEADER_DIFFERS';

export interface Problem {
  readonly severity: ProblemSeverity;
  readonly code: ProblemCode;
  /** Data record, from 1; `null` when it is about the file or a whole invoice. */
  readonly record: number | null;
  /** The specification's field name, or the column's own heading; `null` when about no one field. */
  readonly field: string | null;
  /** The offending text, shortened to 80 characters; `null` when there is none to show. */
  readonly text: string | null;
  /** One sentence: what is wrong, what was done, what to do. */
  readonly message: string;
  /** Set on sums: what the file declares and what LAIT computes. */
  readonly declaredE4?: number | undefined;
  readonly computedE4?: number | undefined;
}

export type FormatName = 'ledes1998b' | 'ledes98bi' | 'csv';

/**
 * One invoice: all records of a file with the same (LAW_FIRM_ID, INVOICE_NUMBER).
 * Header values come from its first record; lines that differ say so in `headerDifferences`.
 */
export interface Invoice {
  /** UUIDv8 from the file's hash and `ordinal`. */
  readonly id: string;
  /** Position in the file, from 1. */
  readonly ordinal: number;
  readonly format: FormatName;
  readonly invoiceNumber: string | null;
  readonly invoiceDate: IsoDate | null;
  /** LAW_FIRM_ID: whoever issued the invoice. */
  readonly vendorId: string | null;
  readonly vendorName: string | null;
  readonly clientId: string | null;
  readonly clientName: string | null;
  /** LAW_FIRM_MATTER_ID. */
  readonly matterId: string | null;
  /** CLIENT_MATTER_ID. */
  readonly clientMatterId: string | null;
  readonly matterName: string | null;
  readonly billingStart: IsoDate | null;
  readonly billingEnd: IsoDate | null;
  readonly description: string | null;
  /** ISO 4217; `null` where the format has none (98B, most lists). */
  readonly currency: string | null;
  readonly declaredTotalE4: number | null;
  readonly declaredTaxE4: number | null;
  readonly declaredNetE4: number | null;
  /** Sum of the line totals; `null` when no line states one, or the sum is out of range. */
  readonly computedTotalE4: number | null;
  readonly computedTaxE4: number | null;
  /** Which optional columns the source has, so that a rule can tell "blank" from "not asked". */
  readonly columns: InvoiceColumns;
  /** Further header fields of the format, as read (98BI addresses, PO number, ...), for writing back. */
  readonly header: Readonly<Record<string, string>>;
  readonly lines: readonly InvoiceLine[];
  /** Problems of this invoice and of its records, in record order, whole-invoice ones last. */
  readonly problems: readonly Problem[];
}

export interface InvoiceColumns {
  readonly hasHours: boolean;
  readonly hasRates: boolean;
  readonly hasAmounts: boolean;
  readonly hasTaskCodes: boolean;
  readonly hasActivityCodes: boolean;
  readonly hasExpenseCodes: boolean;
  readonly hasTimekeepers: boolean;
  readonly hasClassifications: boolean;
  readonly hasTax: boolean;
  readonly hasBillingPeriod: boolean;
}

/** A file as read. `problems` are those that belong to no invoice. */
export interface ReadFile {
  readonly format: FormatName | null;
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly recordCount: number;
  readonly invoices: readonly Invoice[];
  readonly problems: readonly Problem[];
}
