import { formatE4, parseE4 } from '#shared/money/e4.ts';
import { suggestion } from './nearest-name.ts';
import type { ParameterSpecification, ParameterUnit, ParameterValue, Rule } from './rule.ts';

/** A parameter as a guideline file states it: `maximumHours: 10`, a list of words, a choice, true or false. */
export type PlainValue = number | boolean | string | readonly string[];

const UNIT_WORDS: Readonly<Record<ParameterUnit, string>> = {
  hoursE4: 'hours',
  amountE4: 'in the currency of the bill',
  percentE4: 'percent',
  ratioE4: 'as a share of 1',
  days: 'days',
  count: 'as a count',
  words: 'words',
  characters: 'characters',
};

const MAXIMUM_WORDS = 500;
const MAXIMUM_WORD_LENGTH = 200;

/** The name in the file: the internal one without its scale (`maximumHoursE4` -> `maximumHours`). */
export function plainName(name: string): string {
  return name.endsWith('E4') ? name.slice(0, -2) : name;
}

/** The unit of a number in words a person uses (`hours`, `percent`); empty for the other kinds. */
export function unitWords(specification: ParameterSpecification): string {
  return specification.kind === 'number' ? UNIT_WORDS[specification.unit] : '';
}

/** From the internal value to the one a file states; exact. */
export function toPlainValue(specification: ParameterSpecification, value: ParameterValue): PlainValue {
  if (specification.kind !== 'number' || typeof value !== 'number' || !isScaled(specification.unit)) return value;
  const text = formatE4(value);
  // A decimal that a file's number would not keep exactly is written as text, which is read back the same.
  return String(Number(text)) === text ? Number(text) : text;
}

export type ReadParameter =
  | { readonly kind: 'value'; readonly value: ParameterValue }
  | { readonly kind: 'refused'; readonly message: string };

/** From what a file states to the internal value; the refusal is a sentence that says what is allowed. */
export function fromPlainValue(specification: ParameterSpecification, plain: unknown): ReadParameter {
  switch (specification.kind) {
    case 'number':
      return readNumber(specification, plain);
    case 'boolean':
      return typeof plain === 'boolean' ? { kind: 'value', value: plain } : refused('must be true or false.');
    case 'choice':
      if (typeof plain === 'string' && specification.choices.includes(plain)) return { kind: 'value', value: plain };
      return refused(`must be one of ${specification.choices.join(', ')}.`);
    case 'words':
      return readWords(plain);
  }
}

/** The parameters of a rule by the names a file uses. */
export function specificationsByPlainName(rule: Rule): ReadonlyMap<string, readonly [string, ParameterSpecification]> {
  return new Map(Object.entries(rule.parameters).map((entry) => [plainName(entry[0]), entry] as const));
}

/** What to say about a parameter name that the rule does not have. */
export function unknownParameter(rule: Rule, written: string): string {
  const known = [...specificationsByPlainName(rule).keys()];
  if (known.length === 0) return `${rule.id} has no parameters; take this out.`;
  return `${rule.id} has no parameter of this name. ${suggestion(written, known)}`;
}

function readNumber(specification: Extract<ParameterSpecification, { kind: 'number' }>, plain: unknown): ReadParameter {
  const { unit, minimum, maximum } = specification;
  const scaled = isScaled(unit);
  const range = `between ${scaled ? formatE4(minimum) : minimum} and ${scaled ? formatE4(maximum) : maximum}`;
  const expected = `must be ${scaled ? 'a number' : 'a whole number'} ${range}, ${UNIT_WORDS[unit]}.`;
  if (typeof plain !== 'number' && typeof plain !== 'string') return refused(expected);
  const parsed = parseE4(String(plain).trim());
  if (parsed.kind !== 'value') return refused(expected);
  if (parsed.isRounded) return refused('has more than four decimals, and LAIT reckons with four.');
  const value = scaled ? parsed.valueE4 : parsed.valueE4 / 10_000;
  if (!Number.isInteger(value) || value < minimum || value > maximum) return refused(expected);
  return { kind: 'value', value };
}

function readWords(plain: unknown): ReadParameter {
  if (!Array.isArray(plain)) return refused('must be a list of words or phrases.');
  const words: string[] = [];
  for (const each of plain) {
    if (typeof each !== 'string') return refused('must hold text only; put numbers and words like "no" in quotes.');
    const word = each.trim();
    if (word === '') return refused('holds an empty entry; take it out.');
    if (word.length > MAXIMUM_WORD_LENGTH)
      return refused(`holds an entry longer than ${MAXIMUM_WORD_LENGTH} characters.`);
    words.push(word);
  }
  if (words.length > MAXIMUM_WORDS) return refused(`holds more than ${MAXIMUM_WORDS} entries.`);
  return { kind: 'value', value: words };
}

function isScaled(unit: ParameterUnit): boolean {
  return unit.endsWith('E4');
}

function refused(message: string): ReadParameter {
  return { kind: 'refused', message };
}
