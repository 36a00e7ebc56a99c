import type { InvoiceLine, IsoDate, LineKind } from '#shared/domain/invoice.ts';
import { type ProblemLog, problemOf } from '../problem-log.ts';
import { plainDate } from '../read-date.ts';
import { plainE4 } from '../read-number.ts';
import { readAmount, readDay, readTaxRate, readWord, trimIfNeeded } from '../read-values.ts';
import { COLUMN_BY_NAME, type LedesColumn, type LedesField, maximumLengthIn } from './columns.ts';
import { lineKindOf } from './line-kind.ts';
import type { LedesFormat } from './read-header.ts';

/** Where each field stands in a file; -1 for a column the file does not have. */
export type FieldPlaces = Readonly<Record<LedesField, number>>;

export function placesOf(columns: readonly (LedesColumn | null)[]): FieldPlaces {
  const places = Object.fromEntries([...COLUMN_BY_NAME.keys()].map((name) => [name, -1]));
  columns.forEach((column, index) => {
    if (column !== null) places[column.name] = index;
  });
  return places as FieldPlaces;
}

export type LineReader = (
  fields: readonly string[],
  record: number,
  lineIdAt: (record: number) => string,
  log: ProblemLog,
  headerDifferences: Readonly<Record<string, string>> | undefined,
) => InvoiceLine | null;

/** Fee-support classes that name no person (LOC 2014), so need no timekeeper. */
const NO_PERSON: ReadonlySet<string> = new Set(['FLTFEE', 'ADJSMT']);
const MAXIMUM_DATES = 20_000;

/**
 * Makes the function that turns the fields of one record into a line. The common case, a record as the
 * specification wants it, makes nothing but the line; every deviation takes a slower way through
 * `read-values.ts`, which reports it.
 * @returns `null` when kind or an amount cannot be read (reported as unreadable)
 */
export function createLineReader(columns: readonly (LedesColumn | null)[], format: LedesFormat): LineReader {
  const places = placesOf(columns);
  const has = (name: LedesField) => places[name] !== -1;
  const atKind = places['EXP/FEE/INV_ADJ_TYPE'];
  const atNumber = places.LINE_ITEM_NUMBER;
  const atDate = places.LINE_ITEM_DATE;
  const atUnits = places.LINE_ITEM_NUMBER_OF_UNITS;
  const atCost = places.LINE_ITEM_UNIT_COST;
  const atAdjustment = places.LINE_ITEM_ADJUSTMENT_AMOUNT;
  const atTotal = places.LINE_ITEM_TOTAL;
  const atTask = places.LINE_ITEM_TASK_CODE;
  const atExpense = places.LINE_ITEM_EXPENSE_CODE;
  const atActivity = places.LINE_ITEM_ACTIVITY_CODE;
  const atId = places.TIMEKEEPER_ID;
  const atName = places.TIMEKEEPER_NAME;
  const atClass = places.TIMEKEEPER_CLASSIFICATION;
  const atNarrative = places.LINE_ITEM_DESCRIPTION;
  const atLastName = places.TIMEKEEPER_LAST_NAME;
  const atFirstName = places.TIMEKEEPER_FIRST_NAME;
  const atTax = places.LINE_ITEM_TAX_TOTAL;
  const atRate = places.LINE_ITEM_TAX_RATE;
  const atTaxType = places.LINE_ITEM_TAX_TYPE;
  const hasTax = atTax !== -1 || atRate !== -1 || atTaxType !== -1 || atLastName !== -1 || atFirstName !== -1;
  const bounded = columns.flatMap((column, index) =>
    column === null || column.type !== 'text' || column.scope !== 'line'
      ? []
      : [{ index, name: column.name, maximum: maximumLengthIn(column, format) }],
  );
  const dates = new Map<string, IsoDate>();

  const dateAt = (text: string, record: number, log: ProblemLog): IsoDate | null => {
    const known = dates.get(text);
    if (known !== undefined) return known;
    const plain = plainDate(text);
    if (plain === null) return readDay(text, { log, record, field: 'LINE_ITEM_DATE' });
    if (dates.size < MAXIMUM_DATES) dates.set(text, plain);
    return plain;
  };

  const amountAt = (fields: readonly string[], at: number, name: LedesField, record: number, log: ProblemLog) => {
    if (at === -1) return null;
    const text = fields[at] ?? '';
    if (text === '') return null;
    const plain = plainE4(text);
    return Number.isNaN(plain) ? readAmount(text, { log, record, field: name }, true) : plain;
  };

  const wordAt = (fields: readonly string[], at: number, name: LedesField, record: number, log: ProblemLog) => {
    if (at === -1) return null;
    const text = fields[at] ?? '';
    if (text === '') return null;
    const first = text.charCodeAt(0);
    // N and n begin NULL; a blank at either end wants trimming.
    if (first > 40 && first !== 60 && first !== 78 && first !== 110 && first < 160) {
      const last = text.charCodeAt(text.length - 1);
      if (last > 32 && last < 160) return text;
    }
    return readWord(text, { log, record, field: name });
  };

  const codeAt = (fields: readonly string[], at: number, name: LedesField, record: number, log: ProblemLog) => {
    const code = wordAt(fields, at, name, record, log);
    if (code === null || code.charCodeAt(0) < 97 || !LOWER_CODE.test(code)) return code;
    const upper = code.toUpperCase();
    const message = `${name} is in lower case; it was read as ${upper}.`;
    log.add(problemOf('outside_profile', 'CASE_VARIANT', { record, field: name, text: code }, message));
    return upper;
  };

  return (fields, record, lineIdAt, log, headerDifferences) => {
    for (const { index, name, maximum } of bounded) {
      const length = fields[index]?.length ?? 0;
      if (length > maximum) fieldTooLong(fields[index] ?? '', name, maximum, record, log);
    }
    const taskCode = codeAt(fields, atTask, 'LINE_ITEM_TASK_CODE', record, log);
    const activityCode = codeAt(fields, atActivity, 'LINE_ITEM_ACTIVITY_CODE', record, log);
    const expenseCode = codeAt(fields, atExpense, 'LINE_ITEM_EXPENSE_CODE', record, log);
    const timekeeperId = wordAt(fields, atId, 'TIMEKEEPER_ID', record, log);
    const timekeeperName = wordAt(fields, atName, 'TIMEKEEPER_NAME', record, log);
    const classification = wordAt(fields, atClass, 'TIMEKEEPER_CLASSIFICATION', record, log);
    const kindText = atKind === -1 ? '' : (fields[atKind] ?? '');
    const kind =
      kindText === 'F' || kindText === 'E'
        ? kindText
        : readKind(kindText, { expenseCode, timekeeperId, timekeeperName }, atKind !== -1, record, log);
    const unitsE4 = amountAt(fields, atUnits, 'LINE_ITEM_NUMBER_OF_UNITS', record, log);
    const adjustmentE4 = amountAt(fields, atAdjustment, 'LINE_ITEM_ADJUSTMENT_AMOUNT', record, log);
    const totalE4 = amountAt(fields, atTotal, 'LINE_ITEM_TOTAL', record, log);
    const unitCostE4 = amountAt(fields, atCost, 'LINE_ITEM_UNIT_COST', record, log);
    const taxE4 = amountAt(fields, atTax, 'LINE_ITEM_TAX_TOTAL', record, log);
    if (
      kind === null ||
      unitsE4 === undefined ||
      adjustmentE4 === undefined ||
      totalE4 === undefined ||
      unitCostE4 === undefined ||
      taxE4 === undefined
    ) {
      return null;
    }
    const lineNumber = wordAt(fields, atNumber, 'LINE_ITEM_NUMBER', record, log);
    const date = dateAt(atDate === -1 ? '' : (fields[atDate] ?? ''), record, log);
    const narrative =
      atNarrative === -1 ? '' : (wordAt(fields, atNarrative, 'LINE_ITEM_DESCRIPTION', record, log) ?? '');
    const line: InvoiceLine = {
      id: lineIdAt(record),
      record,
      lineNumber: lineNumber ?? String(record),
      kind,
      date,
      timekeeperId,
      timekeeperName,
      classification,
      unitsE4,
      unitCostE4,
      adjustmentE4,
      totalE4,
      taxRateE10: atRate === -1 ? null : rateAt(fields[atRate] ?? '', record, log),
      taxE4,
      taxType: wordAt(fields, atTaxType, 'LINE_ITEM_TAX_TYPE', record, log),
      taskCode,
      activityCode,
      expenseCode,
      narrative,
      headerDifferences,
      extra: hasTax ? extraOf(fields) : undefined,
    };
    if (lineNumber === null && atNumber !== -1) requiredBlank('LINE_ITEM_NUMBER', kind, record, log);
    if (totalE4 === null && has('LINE_ITEM_TOTAL')) requiredBlank('LINE_ITEM_TOTAL', kind, record, log);
    if (date === null && atDate !== -1 && isBlank(fields[atDate])) requiredBlank('LINE_ITEM_DATE', kind, record, log);
    if (kind === 'F' || kind === 'E') {
      if (unitsE4 === null && atUnits !== -1) requiredBlank('LINE_ITEM_NUMBER_OF_UNITS', kind, record, log);
      if (unitCostE4 === null && atCost !== -1) requiredBlank('LINE_ITEM_UNIT_COST', kind, record, log);
    }
    if (kind === 'E' && expenseCode === null && atExpense !== -1) {
      requiredBlank('LINE_ITEM_EXPENSE_CODE', kind, record, log);
    }
    if (kind === 'F') requireTimekeeper(line, fields, record, log);
    if (format === 'ledes98bi' && taxE4 === null && atTax !== -1)
      requiredBlank('LINE_ITEM_TAX_TOTAL', kind, record, log);
    return line;
  };

  function extraOf(fields: readonly string[]): Readonly<Record<string, string>> | undefined {
    const last = atLastName === -1 ? '' : trimIfNeeded(fields[atLastName] ?? '');
    const first = atFirstName === -1 ? '' : trimIfNeeded(fields[atFirstName] ?? '');
    if (last === '' && first === '') return undefined;
    return {
      ...(last === '' ? {} : { TIMEKEEPER_LAST_NAME: last }),
      ...(first === '' ? {} : { TIMEKEEPER_FIRST_NAME: first }),
    };
  }

  function requireTimekeeper(line: InvoiceLine, fields: readonly string[], record: number, log: ProblemLog): void {
    if (line.classification === null && atClass !== -1) {
      requiredBlank('TIMEKEEPER_CLASSIFICATION', 'F', record, log);
    } else if (line.classification !== null && NO_PERSON.has(line.classification.toUpperCase())) return;
    if (line.timekeeperId === null && atId !== -1) requiredBlank('TIMEKEEPER_ID', 'F', record, log);
    if (line.timekeeperName === null && atName !== -1) requiredBlank('TIMEKEEPER_NAME', 'F', record, log);
    if (atLastName !== -1 && isBlank(fields[atLastName])) requiredBlank('TIMEKEEPER_LAST_NAME', 'F', record, log);
    if (atFirstName !== -1 && isBlank(fields[atFirstName])) requiredBlank('TIMEKEEPER_FIRST_NAME', 'F', record, log);
  }
}

const LOWER_CODE = /^[a-z]{1,3}\d{2,3}$/;
const isBlank = (text: string | undefined) => text === undefined || text.trim() === '';

function rateAt(text: string, record: number, log: ProblemLog): number | null {
  return text === '' ? null : readTaxRate(text, { log, record, field: 'LINE_ITEM_TAX_RATE' });
}

// A blank kind is told by what the line carries: an expense code and no timekeeper, or the reverse. Anything
// else that is not F, E, IF or IE is left out, because fees and expenses are checked by different rules.
function readKind(
  text: string,
  line: Pick<InvoiceLine, 'expenseCode' | 'timekeeperId' | 'timekeeperName'>,
  hasColumn: boolean,
  record: number,
  log: ProblemLog,
): LineKind | null {
  const field = 'EXP/FEE/INV_ADJ_TYPE';
  if (text === 'IF' || text === 'IE') return text;
  const trimmed = text.trim();
  if (trimmed === '' || /^null$/i.test(trimmed)) {
    const hasTimekeeper = line.timekeeperId !== null || line.timekeeperName !== null;
    const kind = line.expenseCode !== null ? 'E' : hasTimekeeper ? 'F' : null;
    if (kind !== null && hasTimekeeper && line.expenseCode !== null) return unknownKind(text, record, log);
    if (kind === null) return unknownKind(text, record, log);
    if (!hasColumn) return kind;
    const because = kind === 'E' ? 'it has an expense code' : 'it has a timekeeper';
    const message = `${field} is blank; the line was read as ${kind} because ${because}.`;
    log.add(problemOf('outside_profile', 'LINE_KIND_UNKNOWN', { record, field, text }, message));
    return kind;
  }
  const kind = lineKindOf(trimmed);
  if (kind === null) return unknownKind(text, record, log);
  if (kind !== trimmed) {
    const message = `${field} should be F, E, IF or IE; it was read as ${kind}.`;
    log.add(problemOf('outside_profile', 'CASE_VARIANT', { record, field, text }, message));
  }
  return kind;
}

function unknownKind(text: string, record: number, log: ProblemLog): null {
  const field = 'EXP/FEE/INV_ADJ_TYPE';
  const message = `${field} is not F, E, IF or IE; the record was left out. Correct it in the source and read the file again.`;
  log.add(problemOf('unreadable', 'LINE_KIND_UNKNOWN', { record, field, text }, message));
  return null;
}

function requiredBlank(field: LedesField, kind: LineKind, record: number, log: ProblemLog): void {
  if (log.isFull('REQUIRED_BLANK', field)) {
    log.count('REQUIRED_BLANK', field);
    return;
  }
  const on = KIND_WORDS[kind];
  const message = `${field} is blank on ${on}; it stays unknown. The client's system may refuse the line: ask for it.`;
  log.add(problemOf('outside_profile', 'REQUIRED_BLANK', { record, field }, message));
}

const KIND_WORDS: Readonly<Record<LineKind, string>> = {
  F: 'a fee line',
  E: 'an expense line',
  IF: 'a fee adjustment',
  IE: 'an expense adjustment',
};

function fieldTooLong(text: string, field: LedesField, maximum: number, record: number, log: ProblemLog): void {
  if (text.trim().length <= maximum) return;
  const message = `${field} has ${text.trim().length} characters; the format allows ${maximum}. It was kept whole.`;
  log.add(problemOf('outside_profile', 'FIELD_TOO_LONG', { record, field, text }, message));
}
