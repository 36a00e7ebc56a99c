import { type ParsedE4, parseE4 } from '#shared/money/e4.ts';

/**
 * A number as people and programs write it. `isVariant`: LAIT had to take something off (a currency sign,
 * separators, parentheses); what is left is exact either way.
 */
export type NumberReading =
  | { readonly kind: 'blank'; readonly isNull: boolean }
  | { readonly kind: 'value'; readonly valueE4: number; readonly isRounded: boolean; readonly isVariant: boolean }
  | { readonly kind: 'notANumber' }
  | { readonly kind: 'tooLarge' };

const POWER = [1, 10, 100, 1000, 10_000];

/**
 * The common case without garbage: `-70`, `2.00`, `1053.`, at most 11 characters and four decimals.
 * @returns ten-thousandths, or NaN when the text wants a closer look (also when blank)
 */
export function plainE4(text: string): number {
  const length = text.length;
  if (length === 0 || length > 11) return Number.NaN;
  let index = text.charCodeAt(0) === 45 ? 1 : 0;
  const start = index;
  let value = 0;
  let decimals = -1;
  for (; index < length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (decimals >= 0) decimals += 1;
    } else if (digit === -2 && decimals < 0) decimals = 0;
    else return Number.NaN;
  }
  if (length - start === (decimals < 0 ? 0 : 1)) return Number.NaN;
  const scale = POWER[4 - Math.max(decimals, 0)];
  if (scale === undefined) return Number.NaN;
  return start === 1 && value !== 0 ? -value * scale : value * scale;
}

export interface NumberOptions {
  /** The source is known to write decimals with a comma, so `1,234` is a little over one. */
  readonly hasDecimalComma?: boolean | undefined;
}

const NULL_WORD = /^[(<]?null[)>]?$/i;
const LONGEST = 60;

/** Whether a value is the word NULL, an old habit of one e-billing system for a blank. */
export function isNullWord(text: string): boolean {
  return text.length >= 4 && text.length <= 6 && NULL_WORD.test(text);
}

/** Reads any number of the deviation table; never guesses a value that the text does not hold. */
export function readNumber(text: string, options: NumberOptions = {}): NumberReading {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'blank', isNull: false };
  if (isNullWord(trimmed)) return { kind: 'blank', isNull: true };
  if (!(options.hasDecimalComma === true && trimmed.includes(','))) {
    const plain = parseE4(trimmed);
    if (plain.kind !== 'notANumber') return withVariant(plain, false);
  }
  if (trimmed.length > LONGEST) return { kind: 'notANumber' };
  const bare = withoutDress(trimmed);
  if (bare === null) return { kind: 'notANumber' };
  const decimal = withPointOnly(bare.digits, options.hasDecimalComma === true);
  if (decimal === null) return { kind: 'notANumber' };
  return withVariant(parseE4(bare.isNegative ? `-${decimal}` : decimal), true);
}

function withVariant(parsed: ParsedE4, isVariant: boolean): NumberReading {
  if (parsed.kind !== 'value') return parsed;
  return { kind: 'value', valueE4: parsed.valueE4, isRounded: parsed.isRounded, isVariant };
}

const PARENTHESES = /^\((.*)\)$/;
const CURRENCY =
  /^(?:US\$|C\$|A\$|CA\$|AU\$|R\$|CHF|USD|EUR|GBP|CAD|AUD|JPY|\p{Sc})\s*|\s*(?:CHF|USD|EUR|GBP|CAD|AUD|JPY|\p{Sc})$/giu;

// Sign, parentheses and currency in any order: `-$5`, `$-5`, `($5)`, `$(5)`, `5-`. A minus inside parentheses
// is one credit, not a debit; two signs in a row are no number.
function withoutDress(text: string): { readonly digits: string; readonly isNegative: boolean } | null {
  const signs = { isNegative: false, minusCount: 0 };
  const bare = withoutSign(text.replace(/[\u2212\u2013\uFE63\uFF0D]/g, '-'), signs);
  const rest = withoutSign(bare.replace(CURRENCY, '').trim(), signs);
  return signs.minusCount <= 1 && DIGITS.test(rest) ? { digits: rest, isNegative: signs.isNegative } : null;
}

const DIGITS = /^[\d.,'’\s\u00A0\u202F]*\d[\d.,'’\s\u00A0\u202F]*$/;

function withoutSign(text: string, signs: { isNegative: boolean; minusCount: number }): string {
  let rest = text;
  const inside = PARENTHESES.exec(rest)?.[1];
  if (inside !== undefined) {
    signs.isNegative = true;
    rest = inside.trim();
  }
  if (rest.startsWith('+')) return rest.slice(1).trim();
  if (!rest.startsWith('-') && !rest.endsWith('-')) return rest;
  signs.isNegative = true;
  signs.minusCount += 1;
  return (rest.startsWith('-') ? rest.slice(1) : rest.slice(0, -1)).trim();
}

// The last of two kinds of separator is the decimal mark; one kind repeated only groups thousands.
function withPointOnly(text: string, hasDecimalComma: boolean): string | null {
  if (/^[\s\u00A0\u202F'’]|[\s\u00A0\u202F'’]$/.test(text)) return null;
  const grouped = /^\d{1,3}(?:[\s\u00A0\u202F'’]\d{3})+(?![\d\s\u00A0\u202F'’])/.test(text);
  if (/[\s\u00A0\u202F'’]/.test(text) && !grouped) return null;
  const joined = text.replace(/[\s\u00A0\u202F'’]/g, '');
  const lastComma = joined.lastIndexOf(',');
  const lastPoint = joined.lastIndexOf('.');
  if (lastComma === -1) return thousandsOrNull(joined, '.', lastPoint);
  if (lastPoint === -1) {
    const isGrouping = /^\d{1,3}(?:,\d{3})+$/.test(joined) && !(hasDecimalComma && joined.indexOf(',') === lastComma);
    if (isGrouping) return joined.replaceAll(',', '');
    return joined.indexOf(',') === lastComma ? joined.replace(',', '.') : null;
  }
  const [group, mark] = lastComma > lastPoint ? ['.', ','] : [',', '.'];
  const [whole = '', fraction = ''] = [
    joined.slice(0, joined.lastIndexOf(mark)),
    joined.slice(joined.lastIndexOf(mark) + 1),
  ];
  if (whole.includes(mark) || !isGroupedBy(whole, group)) return null;
  return `${whole.replaceAll(group, '')}.${fraction}`;
}

function thousandsOrNull(text: string, mark: string, last: number): string | null {
  if (last === -1 || text.indexOf(mark) === last) return text;
  return isGroupedBy(text, mark) ? text.replaceAll(mark, '') : null;
}

function isGroupedBy(whole: string, group: string): boolean {
  const [first = '', ...rest] = whole.split(group);
  return /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every((part) => /^\d{2,3}$/.test(part));
}
