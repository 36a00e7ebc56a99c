import { z } from 'zod';
import { SEVERITIES } from '#shared/domain/finding.ts';
import { ruleById } from '#shared/rules/catalogue/catalogue.ts';
import { fromPlainValue, specificationsByPlainName } from '#shared/rules/plain-parameters.ts';
import { guidelineOf } from '#shared/rules/read-guideline.ts';
import { writeGuideline } from '#shared/rules/write-guideline.ts';
import type { GuidelineQuestion } from '../questions/ask-guideline.ts';
import { originalSpan, type Redactor } from '../redaction/redactor.ts';
import { answerText } from './answer-text.ts';
import { parseJson } from './read-answer.ts';

export interface LeftOutOfDraft {
  readonly ruleId: string | null;
  readonly reason: string;
}

export type ReadDraft =
  /** `yaml` passes the same checks as a guideline that a person writes; it is a draft until somebody saves it. */
  | { readonly kind: 'draft'; readonly yaml: string; readonly leftOut: readonly LeftOutOfDraft[] }
  | { readonly kind: 'failed'; readonly reason: 'broken_json' | 'contract' | 'canary' };

const answer = z.strictObject({
  control: z.number(),
  rules: z.array(
    z.strictObject({
      rule: z.string(),
      section: z.string(),
      quote: z.string(),
      severity: z.enum(SEVERITIES).nullable(),
      parameters: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    }),
  ),
});
type DraftedRule = z.infer<typeof answer>['rules'][number];

interface Draft {
  readonly id: string;
  readonly enabled: true;
  readonly severity?: DraftedRule['severity'] & string;
  readonly parameters: Record<string, unknown>;
  readonly clause: { readonly section: string; readonly text: string };
}

/**
 * Reads a drafted guideline. A rule stays only where its quotation stands letter by letter in the client's text, a
 * parameter only where the quotation names its value; the clause is the client's own words, not the model's.
 */
export function readGuidelineDraft(
  asked: GuidelineQuestion,
  text: string,
  given: { readonly redactor: Redactor; readonly name: string; readonly title: string; readonly version: number },
): ReadDraft {
  const json = parseJson(text);
  if (json === undefined) return { kind: 'failed', reason: 'broken_json' };
  const shaped = answer.safeParse(json);
  if (!shaped.success) return { kind: 'failed', reason: 'contract' };
  if (shaped.data.control !== asked.question.control.code) return { kind: 'failed', reason: 'canary' };
  const leftOut: LeftOutOfDraft[] = [];
  const rules: Draft[] = [];
  for (const drafted of shaped.data.rules) {
    const read = readRule(asked, drafted, given.redactor, leftOut);
    if (read === null) continue;
    if (rules.some(({ id }) => id === read.id))
      leftOut.push({ ruleId: read.id, reason: 'It was drafted twice; the first one stays.' });
    else rules.push(read);
  }
  const { name, title, version } = given;
  const file = { name, title, version, description: 'Drafted from the text of the client; check every rule.', rules };
  const checked = guidelineOf(file);
  if (checked.kind === 'invalid') return { kind: 'failed', reason: 'contract' };
  return { kind: 'draft', yaml: writeGuideline(checked.guideline), leftOut };
}

function readRule(
  asked: GuidelineQuestion,
  drafted: DraftedRule,
  redactor: Redactor,
  leftOut: LeftOutOfDraft[],
): Draft | null {
  const rule = ruleById(drafted.rule);
  if (rule === undefined) {
    leftOut.push({ ruleId: null, reason: 'It names a rule that there is not.' });
    return null;
  }
  const start = drafted.quote.trim() === '' ? -1 : asked.prose.text.indexOf(drafted.quote);
  const place = start < 0 ? null : originalSpan(asked.prose, start, start + drafted.quote.length);
  if (place === null) {
    leftOut.push({ ruleId: rule.id, reason: 'The sentence it rests on is not in the text.' });
    return null;
  }
  const clause = asked.original.slice(place.start, place.end).replace(/\s+/g, ' ').trim().slice(0, 2_000);
  const parameters: Record<string, unknown> = {};
  const specifications = specificationsByPlainName(rule);
  for (const { name, value } of drafted.parameters) {
    const known = specifications.get(name);
    const plain = known === undefined ? null : plainValueOf(value, known[1].kind);
    const isStated = plain !== null && known !== undefined && isNamed(plain, clause);
    if (known === undefined || plain === null || fromPlainValue(known[1], plain).kind === 'refused') {
      leftOut.push({ ruleId: rule.id, reason: `Its parameter "${name.slice(0, 40)}" is none, or not of this value.` });
    } else if (isStated) {
      parameters[name] = plain;
    } else {
      leftOut.push({ ruleId: rule.id, reason: `The sentence does not name a value for "${name}"; the default holds.` });
    }
  }
  const section = answerText(drafted.section, redactor)?.slice(0, 100) ?? 'Guideline';
  return {
    id: rule.id,
    enabled: true,
    ...(drafted.severity === null ? {} : { severity: drafted.severity }),
    parameters,
    clause: { section, text: clause },
  };
}

function plainValueOf(value: string, kind: string): string | number | boolean | readonly string[] | null {
  const text = value.trim();
  if (kind === 'number') return /^-?\d{1,12}(?:\.\d{1,4})?$/.test(text) ? Number(text) : null;
  if (kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : null;
  if (kind === 'words') return text.split(/\s*,\s*/).filter((word) => word !== '');
  return text;
}

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Whether the client's own sentence states the value: a number in figures or words, each word of a list. */
function isNamed(value: string | number | boolean | readonly string[], clause: string): boolean {
  const plain = clause.toLowerCase();
  if (typeof value === 'boolean') return true;
  if (typeof value === 'number') {
    const figures = plain.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
    if (figures.some((figure) => Number(figure.replaceAll(',', '')) === value)) return true;
    const word = NUMBER_WORDS[value];
    return (word !== undefined && new RegExp(`\\b${word}\\b`).test(plain)) || (value === 0.5 && /\bhalf\b/.test(plain));
  }
  const words = typeof value === 'string' ? [value] : value;
  return words.length > 0 && words.every((word) => plain.includes(word.toLowerCase()));
}
