import { IMPORT_LIMITS, type ImportErrorCode } from '#shared/api/masters.ts';
import { withoutGuard } from '#shared/formats/csv/read-row.ts';
import type { Delimiter } from '#shared/formats/csv/split-rows.ts';
import { readDate } from '#shared/formats/read-date.ts';
import { readNumber } from '#shared/formats/read-number.ts';
import { E4, MAX_E4 } from '#shared/money/e4.ts';
import type { CellType } from './master-columns.ts';

/** Amounts and percentages in ten-thousandths, dates as `YYYY-MM-DD`; `null` is a blank cell. */
export type CellValue = string | number | boolean | null;

export type CellReading =
  | { readonly kind: 'value'; readonly value: CellValue }
  | { readonly kind: 'wrong'; readonly code: ImportErrorCode; readonly message: string };

// An hour that costs more is a mistake of the file.
const MAXIMUM_RATE_E4 = 1_000_000 * E4;
const WHOLE_PERCENT_E4 = 100 * E4;
// Control characters, and marks that turn text around so that it reads as something else.
const NOT_TEXT = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u;

/**
 * Reads one cell strictly: what could mean two things is refused, with both named. An apostrophe that guards a
 * spreadsheet from a formula is taken off, as an export puts it on.
 */
export function readCell(raw: string, type: CellType, delimiter: Delimiter): CellReading {
  if (raw.length > MAXIMUM_RAW) return tooLong();
  const text = withoutGuard(raw.trim()).trim().replace(/\s+/g, ' ');
  if (text === '') return { kind: 'value', value: null };
  if (text.length > IMPORT_LIMITS.cellCharacters) return tooLong();
  switch (type) {
    case 'text':
      if (NOT_TEXT.test(text)) return wrong('NOT_TEXT', 'The cell holds control characters. Type the text anew.');
      return { kind: 'value', value: text };
    case 'date':
      return dateCell(text);
    case 'amount':
      return amountCell(text, delimiter);
    case 'percent':
      return percentCell(text, delimiter);
    case 'currency':
      if (!/^[A-Za-z]{3}$/.test(text)) return wrong('NOT_A_CURRENCY', 'A currency has three letters, as USD.');
      return { kind: 'value', value: text.toUpperCase() };
    case 'yesNo':
      return yesNoCell(text);
  }
}

// Spaces around and inside may be many; beyond this nobody typed the cell.
const MAXIMUM_RAW = 5_000;

function tooLong(): CellReading {
  return wrong('TOO_LONG', `The cell is longer than ${IMPORT_LIMITS.cellCharacters} characters.`);
}

function dateCell(text: string): CellReading {
  const reading = readDate(text);
  if (reading.kind !== 'value') return wrong('NOT_A_DATE', 'This is no date. Write it as 2026-03-31.');
  if (!reading.isAmbiguous) return { kind: 'value', value: reading.date };
  const other = readDate(text, 'dayFirst');
  const either = other.kind === 'value' ? `${reading.date} or ${other.date}` : reading.date;
  return wrong('AMBIGUOUS_DATE', `This date could be ${either}. Write the one that is meant.`);
}

function amountCell(text: string, delimiter: Delimiter): CellReading {
  if (isUnclear(text, delimiter)) {
    return wrong('AMBIGUOUS_AMOUNT', 'This could be thousands or decimals. Write it with a point, as 1234.00.');
  }
  const reading = readNumber(text, { hasDecimalComma: delimiter === ';' });
  if (reading.kind !== 'value') return wrong('NOT_AN_AMOUNT', 'This is no amount. Write it as 450.00.');
  if (reading.isRounded) return wrong('NOT_AN_AMOUNT', 'An amount has at most four decimals.');
  if (reading.valueE4 < 0 || reading.valueE4 > MAXIMUM_RATE_E4) {
    return wrong('NOT_AN_AMOUNT', `An hourly rate is between 0 and ${MAXIMUM_RATE_E4 / E4}.`);
  }
  return { kind: 'value', value: reading.valueE4 };
}

/** `1,234`: twelve hundred where commas part cells, about one and a quarter where semicolons do. */
function isUnclear(text: string, delimiter: Delimiter): boolean {
  return delimiter !== ',' && /^\D*\d{1,3},\d{3}\D*$/.test(text);
}

function percentCell(text: string, delimiter: Delimiter): CellReading {
  const bare = text.replace(/\s*(?:%|percent)$/i, '');
  const reading = readNumber(bare, { hasDecimalComma: delimiter === ';' });
  if (
    reading.kind !== 'value' ||
    reading.isRounded ||
    !Number.isSafeInteger(reading.valueE4) ||
    reading.valueE4 > MAX_E4
  ) {
    return wrong('NOT_A_PERCENTAGE', 'This is no percentage. Write it as 5 or 7.5.');
  }
  if (reading.valueE4 <= 0 || reading.valueE4 > WHOLE_PERCENT_E4) {
    return wrong('NOT_A_PERCENTAGE', 'A discount is more than 0 and at most 100 percent.');
  }
  // A spreadsheet that shows 5 % holds 0.05.
  if (reading.valueE4 < E4 && bare === text) {
    return wrong('NOT_A_PERCENTAGE', `${text} could be a share of 1. Write 5 for five percent, or ${text} %.`);
  }
  return { kind: 'value', value: reading.valueE4 };
}

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'closed', 'ja']);
const NO = new Set(['no', 'n', 'false', '0', 'open', 'nein']);

function yesNoCell(text: string): CellReading {
  const word = text.toLowerCase();
  if (YES.has(word)) return { kind: 'value', value: true };
  if (NO.has(word)) return { kind: 'value', value: false };
  return wrong('NOT_YES_OR_NO', 'Write yes or no.');
}

function wrong(code: ImportErrorCode, message: string): CellReading {
  return { kind: 'wrong', code, message };
}
