import type { RedactionKind } from '#shared/api/opinions.ts';
import { type RedactionSpan, withoutOverlaps } from './redaction-span.ts';

interface Pattern {
  readonly kind: RedactionKind;
  readonly pattern: RegExp;
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

/**
 * In the order of their claim: what an earlier one has taken, a later one does not see. Every repetition that another can begin
 * within is bounded, so that the time is linear in the length of a text that somebody wrote to be slow.
 */
const PATTERNS: readonly Pattern[] = [
  // Somebody's own words in the form of our placeholders would be taken for them when names are put back.
  { kind: 'number', pattern: /\[[A-Z]{3,12}_\d{1,6}\]/g },
  { kind: 'email', pattern: /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/giu },
  { kind: 'link', pattern: /\b(?:https?:\/\/|www\.)[^\s<>"')\]]+/gi },
  { kind: 'link', pattern: /\b[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,8}\.(?:com|org|net|gov|edu|io|co|us|biz|info|law|legal|de|uk|eu)\b(?:\/[^\s<>"')\]]*)?/gi },
  // Dockets: 1:23-cv-04567-ABC, 22-CV-1234, 2024-L-000123, CACE-21-012345.
  { kind: 'number', pattern: /\b\d{1,2}:\d{2}-[a-z]{2,4}-\d{2,6}(?:-[a-z\d]{1,6}){0,3}\b/gi },
  { kind: 'number', pattern: /\b(?:19|20)?\d{2}-?[a-z]{1,4}-?\d{3,8}(?:-[a-z\d]{1,6}){0,8}\b/gi },
  { kind: 'number', pattern: /\b[a-z]{2,6}-?\d{2,4}-\d{3,9}(?:-[a-z\d]{1,6}){0,8}\b/gi },
  // Telephones and social security numbers.
  { kind: 'telephone', pattern: /(?:\+\d{1,3}[\s.-]?)?\(\d{2,4}\)[\s.-]?\d{3,4}[\s.-]?\d{3,4}(?:\s{0,3}(?:x|ext\.?)\s{0,3}\d{1,6})?/gi },
  { kind: 'telephone', pattern: /(?<![\d-])(?:\+\d{1,3}[\s.-])?\d{3}[\s.-]\d{3,4}[\s.-]\d{4}(?!\d)(?:\s{0,3}(?:x|ext\.?)\s{0,3}\d{1,6})?/gi },
  { kind: 'telephone', pattern: /\+\d{1,3}(?:[\s.-]?\d{2,4}){3,5}\b/g },
  { kind: 'number', pattern: /(?<![\d-])(?:\d{3}|[x*]{3})-(?:\d{2}|[x*]{2})-\d{4}(?!\d)/gi },
  // What is called a number: account, claim, policy, file, docket, invoice, and whatever follows.
  {
    kind: 'number',
    pattern:
      /(?<=\b(?:account|acct|claim|policy|docket|case|cause|file|matter|loan|parcel|permit|invoice|member|policy|routing|iban|ein|tax|check|cheque|reference|ref|bates|serial|licen[cs]e|patent|application|appl|vin|apn|id)s?\.?\s{0,3}(?:number|num|nos?|#)?\.?\s{0,3}[#:]?\s{0,3})(?=[a-z\d-]{0,40}\d)[a-z\d][a-z\d/.-]{2,30}[a-z\d]/gi,
  },
  { kind: 'number', pattern: /\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,7}\b/g },
  { kind: 'number', pattern: /\b(?:\d[ -]?){12,18}\d\b/g },
  { kind: 'number', pattern: /\b[A-Z]{2,8}[-_ ]?\d{5,9}\b/g },
  { kind: 'number', pattern: /(?<![\d.,$])\d{6,}(?!\d)(?![.,]+\d)/g },
  // 1200 North Main Street, Suite 400.
  {
    kind: 'address',
    pattern:
      /\b\d{1,6}\s+(?:[\p{L}\d.'’-]+\s+){1,5}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|court|way|place|pl|highway|hwy|parkway|pkwy|circle|cir|terrace|ter|plaza|square)\b\.?(?:,?\s+(?:suite|ste|apt|unit|floor|fl|no)\.?\s*#?[\p{L}\d-]+)?(?=\W|$)/giu,
  },
  { kind: 'address', pattern: /\bP\.?\s?O\.?\s+box\s+\d+\b/gi },
  // $185k, USD 45,000.00, 1.2 million dollars, EUR 300.
  { kind: 'amount', pattern: /(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|CAD|AUD)\s?)\s?\d[\d,.]{0,30}\d?(?:\s?(?:k|m|mm|bn|thousand|million|billion))?\b/gi },
  { kind: 'amount', pattern: /\b\d[\d,.]{0,30}\s?(?:k|thousand|million|billion)?\s?(?:dollars|euros|pounds|USD|EUR|GBP)\b/gi },
]; // biome-ignore format: one pattern a line

/** A date is no docket and no account, however much it looks like one. */
const DATE = new RegExp(
  `^(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}|\\d{1,2}[- ]?${MONTH}[- ]?\\d{2,4})$`,
  'i',
);

/** E-mail addresses, telephones, dockets, accounts, amounts, addresses: what is known by its form alone. */
export function findByForm(text: string): readonly RedactionSpan[] {
  const spans: RedactionSpan[] = [];
  for (const { kind, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const [found] = match;
      if (found === '' || DATE.test(found.trim()) || !isWhole(kind, found)) continue;
      const start = match.index;
      const trimmed = found.replace(/[.,;:]+$/, '');
      spans.push({ start, end: start + trimmed.length, kind, entity: `${kind}:${folded(trimmed)}` });
    }
  }
  return withoutOverlaps(spans);
}

/** "2nd street work" is a street, "1 draft court order by way" is none. */
function isWhole(kind: RedactionKind, found: string): boolean {
  if (kind !== 'address' || /^p/i.test(found)) return true;
  const [, ...words] = found.trim().split(/\s+/);
  return words.length <= 7 && !words.some((word) => ADDRESS_STOPS.has(word.toLowerCase().replace(/\W/g, '')));
}
const ADDRESS_STOPS = new Set(
  'the a an re and for with w to of in on at by from draft review court order hearing day days hours hour pages page motion'.split(
    ' ',
  ),
);

function folded(text: string): string {
  return text.toLowerCase().replace(/[\s().-]+/g, '');
}
