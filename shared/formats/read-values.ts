import type { IsoDate } from '#shared/domain/invoice.ts';
import { formatE4 } from '#shared/money/e4.ts';
import { parseTaxRateE10 } from '#shared/money/tax-rate.ts';
import { type ProblemLog, problemOf } from './problem-log.ts';
import { type DayOrder, plainDate, readDate } from './read-date.ts';
import { isNullWord, type NumberOptions, plainE4, readNumber } from './read-number.ts';

/** Where a value stands, and where to say what is wrong with it. */
export interface Place {
  readonly log: ProblemLog;
  readonly record: number;
  readonly field: string;
}

/** `undefined`: there is text but no number in it, already reported; the caller decides what that stops. */
export type NumberValue = number | null | undefined;

/**
 * Reads an amount, and reports what was unusual about it.
 * @param stops true when the record cannot stand without it: then unreadable, else a remark
 */
export function readAmount(text: string, place: Place, stops: boolean, options: NumberOptions = {}): NumberValue {
  if (text === '') return null;
  const plain = plainE4(text);
  if (!Number.isNaN(plain) && options.hasDecimalComma !== true) return plain;
  const reading = readNumber(text, options);
  const severity = stops ? 'unreadable' : 'outside_profile';
  const { field, log } = place;
  const where = { record: place.record, field, text };
  const outcome = stops ? 'the record was left out' : 'the value stays unknown';
  switch (reading.kind) {
    case 'blank':
      if (reading.isNull) reportNull(text, place);
      return null;
    case 'notANumber': {
      const message = `${field} is not a number; ${outcome}. Correct it in the source and read the file again.`;
      log.add(problemOf(severity, 'NUMBER_UNREADABLE', where, message));
      return undefined;
    }
    case 'tooLarge': {
      const message = `${field} is too large to hold exactly; ${outcome}. Correct it in the source and read the file again.`;
      log.add(problemOf(severity, 'NUMBER_TOO_LARGE', where, message));
      return undefined;
    }
    case 'value': {
      const { valueE4 } = reading;
      if (reading.isRounded) {
        const message = `${field} has more than four decimals; it was rounded to ${formatE4(valueE4)}.`;
        log.add(problemOf('outside_profile', 'NUMBER_ROUNDED', where, message));
      }
      if (reading.isVariant) {
        const message = `${field} is not a plain number; it was read as ${formatE4(valueE4)}. Check it.`;
        log.add(problemOf('outside_profile', 'NUMBER_VARIANT', where, message));
      }
      return valueE4;
    }
  }
}

/** Reads a date; `null` when blank or when it is no date, which is reported and stops nothing. */
export function readDay(text: string, place: Place, order?: DayOrder): IsoDate | null {
  if (text === '') return null;
  const plain = plainDate(text);
  if (plain !== null) return plain;
  const reading = readDate(text, order);
  const where = { record: place.record, field: place.field, text };
  if (reading.kind === 'blank') {
    if (reading.isNull) reportNull(text, place);
    return null;
  }
  if (reading.kind === 'notADate') {
    const message = `${place.field} is not a date; it stays unknown. Correct it in the source and read the file again.`;
    place.log.add(problemOf('outside_profile', 'DATE_UNREADABLE', where, message));
    return null;
  }
  if (reading.isVariant && order === undefined) {
    const doubt = reading.isAmbiguous ? ' Day and month could be the other way round: check it.' : '';
    const message = `${place.field} is not written YYYYMMDD; it was read as ${reading.date}.${doubt}`;
    place.log.add(problemOf('outside_profile', 'DATE_VARIANT', where, message));
  }
  return reading.date;
}

/** Reads a tax rate between 0 and 1, or a percentage that says so; `null` when blank or no such rate. */
export function readTaxRate(text: string, place: Place): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (isNullWord(trimmed)) {
    reportNull(text, place);
    return null;
  }
  const rate = parseTaxRateE10(trimmed);
  if (rate !== null) return rate;
  const where = { record: place.record, field: place.field, text };
  const percent = /^(\d{1,3}(?:[.,]\d{1,8})?)\s*%$/.exec(trimmed)?.[1];
  const comma = parseTaxRateE10(trimmed.replace(',', '.'));
  const read = percent === undefined ? comma : percentE10(percent.replace(',', '.'));
  if (read === null) {
    const message = `${place.field} is not a rate between 0 and 1; it stays unknown, and the tax was not checked against it.`;
    place.log.add(problemOf('outside_profile', 'TAX_RATE_UNREADABLE', where, message));
    return null;
  }
  const message = `${place.field} is not written as a plain rate between 0 and 1; it was read as ${trimmed}. Check it.`;
  place.log.add(problemOf('outside_profile', 'NUMBER_VARIANT', where, message));
  return read;
}

// Two places to the left, on the digits: no float.
function percentE10(text: string): number | null {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole.padStart(3, '0');
  return parseTaxRateE10(`${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`);
}

/** Reads a short text: trimmed, the word NULL for a blank. */
export function readWord(text: string, place: Place): string | null {
  if (text === '') return null;
  const trimmed = trimIfNeeded(text);
  if (trimmed === '') return null;
  if (isNullWord(trimmed)) {
    reportNull(text, place);
    return null;
  }
  return trimmed;
}

/** Trims without making a string where there is nothing to trim. */
export function trimIfNeeded(text: string): string {
  const length = text.length;
  if (length === 0) return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(length - 1);
  if (first > 32 && first !== 160 && first < 0x2000 && last > 32 && last !== 160 && last < 0x2000) return text;
  return text.trim();
}

function reportNull(text: string, place: Place): void {
  const message = `${place.field} holds the word NULL; it was read as blank.`;
  const where = { record: place.record, field: place.field, text };
  place.log.add(problemOf('outside_profile', 'LITERAL_NULL', where, message));
}
