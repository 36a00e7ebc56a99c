import type { Invoice, InvoiceColumns, Problem, ReadFile } from '#shared/domain/invoice.ts';
import type { TextBlock } from '../decode-text.ts';
import { createInvoiceBuilder, type InvoiceBuilder, type InvoiceHeader } from '../invoice-builder.ts';
import { createProblemBudget, createProblemLog, omittedProblems, problemOf } from '../problem-log.ts';
import { readWord, trimIfNeeded } from '../read-values.ts';
import type { LedesColumn, LedesField } from './columns.ts';
import type { LedesHeader } from './read-header.ts';
import { createHeaderWatch, type HeaderWatch, readInvoiceHeader } from './read-invoice-header.ts';
import { createLineReader, placesOf } from './read-line.ts';
import { repairFields } from './repair-fields.ts';
import {
  createRecordSplitter,
  LINE_BREAK,
  MAXIMUM_RECORD,
  MISSING_TERMINATOR,
  type RecordSink,
  TERMINATOR_INSIDE,
} from './split-records.ts';

interface OpenInvoice {
  readonly builder: InvoiceBuilder;
  readonly header: InvoiceHeader;
  readonly watch: HeaderWatch;
}

export interface LedesSource {
  readonly header: LedesHeader;
  /** The text from the beginning of the file; the header is skipped here. */
  readonly blocks: Iterable<TextBlock>;
  readonly sha256: string;
  readonly byteCount: number;
  readonly problems: readonly Problem[];
}

/** Reads the records of a LEDES file, block by block; yields the permille done and returns the file. */
export function* readLedes(source: LedesSource): Generator<number, ReadFile, void> {
  const { header } = source;
  const assembly = createAssembly(header, source.sha256);
  for (const problem of [...source.problems, ...header.problems]) assembly.fileLog.add(problem);
  const isNarrativeLast = header.columns.at(-1)?.name === 'LINE_ITEM_DESCRIPTION';
  const splitter = createRecordSplitter(header.columns.length, isNarrativeLast, assembly.sink);
  let isFirst = true;
  for (const { text, bytesDone } of source.blocks) {
    splitter.push(isFirst ? text.slice(header.end) : text, bytesDone >= source.byteCount);
    isFirst = false;
    yield Math.floor((bytesDone / source.byteCount) * 1000);
  }
  return assembly.finish();
}

function createAssembly(header: LedesHeader, sha256: string) {
  const { columns, format } = header;
  const budget = createProblemBudget();
  const fileLog = createProblemLog(budget);
  const places = placesOf(columns);
  const atInvoiceNumber = places.INVOICE_NUMBER;
  const atVendor = places.LAW_FIRM_ID;
  const readLine = createLineReader(columns, format);
  const invoiceColumns = columnsOf(columns);
  const open = new Map<string, OpenInvoice>();
  let recordCount = 0;
  let invoiceCount = 0;
  let latest: OpenInvoice | null = null;
  let latestNumber = '';
  let latestVendor = '';

  const openInvoice = (fields: readonly string[], record: number): OpenInvoice | null => {
    const place = (field: LedesField) => ({ log: fileLog, record, field });
    const number = atInvoiceNumber === -1 ? null : readWord(fields[atInvoiceNumber] ?? '', place('INVOICE_NUMBER'));
    if (number === null) {
      if (atInvoiceNumber !== -1) fileLog.add(noInvoiceNumber(record));
      return null;
    }
    const vendor = atVendor === -1 ? '' : trimIfNeeded(fields[atVendor] ?? '');
    const key = `${vendor}\n${number}`;
    let invoice = open.get(key);
    if (invoice === undefined) {
      const builder = createInvoiceBuilder({
        fileSha256: sha256,
        format,
        totals: format === 'ledes98bi' ? 'gross' : 'net',
        columns: invoiceColumns,
        budget,
        takeOrdinal: () => {
          invoiceCount += 1;
          return invoiceCount;
        },
      });
      invoice = {
        builder,
        header: readInvoiceHeader(fields, columns, format, record, builder.log),
        watch: createHeaderWatch(fields, columns, builder.log),
      };
      open.set(key, invoice);
    }
    return invoice;
  };

  // What was repaired in a record is said in its invoice, which is known only once the fields are.
  let repaired: Problem[] = [];

  const fitToHeader = (
    fields: string[],
    repairs: number,
    isCutOff: boolean,
    record: number,
  ): readonly string[] | null => {
    if (fields.length === columns.length) {
      repaired = repairProblems(repairs, record);
      return fields;
    }
    const repair = isCutOff && fields.length < columns.length ? null : repairFields(fields, columns, knownVendor());
    if (repair === null || repair.kind === 'unreadable') {
      fileLog.add(fieldCount(fields, columns.length, isCutOff, record));
      return null;
    }
    repaired = repairProblems(repairs, record);
    if (repair.kind === 'rejoined') repaired.push(rejoined(repair.field, repair.fields, columns, record));
    else repaired.push(fieldCountRepaired(fields.length, columns.length, record));
    return repair.fields;
  };

  const knownVendor = () => (latest === null || atVendor === -1 || open.size > 1 ? null : trimIfNeeded(latestVendor));

  const sink: RecordSink = {
    record(raw, repairs, isCutOff) {
      recordCount += 1;
      const record = recordCount;
      const fields = raw.length === columns.length && repairs === 0 ? raw : fitToHeader(raw, repairs, isCutOff, record);
      if (fields === null) return;
      const number = fields[atInvoiceNumber] ?? '';
      const vendor = fields[atVendor] ?? '';
      if (latest === null || number !== latestNumber || vendor !== latestVendor) {
        const invoice = openInvoice(fields, record);
        if (invoice === null) {
          repaired = [];
          return;
        }
        latest = invoice;
        latestNumber = number;
        latestVendor = vendor;
      }
      const { builder, watch } = latest;
      if (repaired.length > 0) {
        for (const problem of repaired) builder.log.add(problem);
        repaired = [];
      }
      const line = readLine(fields, record, builder.lineIdAt, builder.log, watch.differences(fields, record));
      if (line === null) builder.countUnread();
      else builder.add(line);
    },
    repeatedTerminator() {
      const message = 'A record ends with [] twice; the second one was skipped.';
      fileLog.add(problemOf('outside_profile', 'TERMINATOR_REPEATED', { record: Math.max(recordCount, 1) }, message));
    },
    tooLong(head) {
      recordCount += 1;
      const message = `A record is longer than ${MAXIMUM_RECORD.toLocaleString('en-US')} characters; it was left out. Look for a missing [] or a damaged file.`;
      fileLog.add(problemOf('unreadable', 'RECORD_TOO_LONG', { record: recordCount, text: head }, message));
    },
  };

  return {
    sink,
    fileLog,
    finish(): ReadFile {
      if (recordCount === 0) fileLog.add(noRecords());
      const invoices: Invoice[] = [];
      const withoutInvoice: Problem[] = [];
      for (const { builder, header: values } of open.values()) {
        const { invoice, problems } = builder.finish(values);
        if (invoice === null) withoutInvoice.push(...problems);
        else invoices.push(invoice);
      }
      const problems = [...fileLog.finish(), ...withoutInvoice, ...omittedProblems(budget)];
      return { format, sha256, recordCount, invoices, problems };
    },
  };
}

function columnsOf(columns: readonly (LedesColumn | null)[]): InvoiceColumns {
  const names = new Set(columns.map((column) => column?.name));
  return {
    hasHours: names.has('LINE_ITEM_NUMBER_OF_UNITS'),
    hasRates: names.has('LINE_ITEM_UNIT_COST'),
    hasAmounts: names.has('LINE_ITEM_TOTAL'),
    hasTaskCodes: names.has('LINE_ITEM_TASK_CODE'),
    hasActivityCodes: names.has('LINE_ITEM_ACTIVITY_CODE'),
    hasExpenseCodes: names.has('LINE_ITEM_EXPENSE_CODE'),
    hasTimekeepers: names.has('TIMEKEEPER_ID') || names.has('TIMEKEEPER_NAME'),
    hasClassifications: names.has('TIMEKEEPER_CLASSIFICATION'),
    hasTax: names.has('LINE_ITEM_TAX_TOTAL'),
    hasBillingPeriod: names.has('BILLING_START_DATE') && names.has('BILLING_END_DATE'),
  };
}

function repairProblems(repairs: number, record: number): Problem[] {
  const problems: Problem[] = [];
  if ((repairs & MISSING_TERMINATOR) !== 0) {
    const message = 'The record does not end with []; its line end was taken instead.';
    problems.push(problemOf('outside_profile', 'TERMINATOR_MISSING', { record }, message));
  }
  if ((repairs & LINE_BREAK) !== 0) {
    const message = 'The record is spread over several lines; they were joined with a space.';
    problems.push(problemOf('outside_profile', 'LINE_BREAK_IN_FIELD', { record }, message));
  }
  if ((repairs & TERMINATOR_INSIDE) !== 0) {
    const message =
      'A text of this record holds [], which ends a record; the record was joined again around it. Check it.';
    problems.push(problemOf('outside_profile', 'FIELD_REJOINED', { record, text: '[]' }, message));
  }
  return problems;
}

function noInvoiceNumber(record: number): Problem {
  const message =
    'INVOICE_NUMBER is blank, so the record belongs to no invoice; it was left out. Ask the sender for the number.';
  return problemOf('unreadable', 'NO_INVOICE_NUMBER', { record, field: 'INVOICE_NUMBER' }, message);
}

function fieldCount(fields: readonly string[], expected: number, isCutOff: boolean, record: number): Problem {
  const why = isCutOff
    ? 'The file ends in the middle of this record'
    : `The record has ${fields.length} fields where the header has ${expected}, and they cannot be told apart`;
  const message = `${why}; it was left out. Look for a | inside a text, or ask the sender for the whole file.`;
  return problemOf('unreadable', 'FIELD_COUNT', { record, text: fields.slice(0, 40).join('|') }, message);
}

function fieldCountRepaired(found: number, expected: number, record: number): Problem {
  const message =
    found < expected
      ? `The record has ${found} fields where the header has ${expected}; those missing at its end were taken as blank.`
      : `The record has ${found - expected} blank fields too many at its end; they were skipped.`;
  return problemOf('outside_profile', 'FIELD_COUNT', { record }, message);
}

function rejoined(
  field: string,
  fields: readonly string[],
  columns: readonly (LedesColumn | null)[],
  record: number,
): Problem {
  const text = fields[columns.findIndex((column) => column?.name === field)] ?? '';
  const message = `${field} holds a |, which separates fields; the text was joined again. Check it.`;
  return problemOf('outside_profile', 'FIELD_REJOINED', { record, field, text }, message);
}

function noRecords(): Problem {
  const message =
    'The file has a header and no records, so there is no invoice in it. Ask the sender for the whole file.';
  return problemOf('unreadable', 'FILE_EMPTY', {}, message);
}
