import { z } from 'zod';
import type { OpinionDropped } from '#shared/api/opinions.ts';
import type { Question, QuestionItem } from '../questions/question.ts';
import { originalSpan, type Redactor } from '../redaction/redactor.ts';
import { answerText, citesOnly } from './answer-text.ts';

/** What of an answer is believed: an opinion that a person is shown. It carries no amount. */
export interface ReadOpinion {
  readonly kind: 'second' | 'judgement';
  readonly ruleId: string;
  readonly findingId: string | null;
  /** Null for `judgement`. */
  readonly verdict: 'shares' | 'doubts' | 'unsure' | null;
  readonly lineIds: readonly string[];
  readonly rationale: string;
  readonly quotes: readonly { readonly lineId: string; readonly start: number; readonly end: number }[];
  readonly confidenceE4: number;
}

export type ReadAnswer<Opinion> =
  | { readonly kind: 'read'; readonly opinions: readonly Opinion[]; readonly dropped: OpinionDropped }
  | { readonly kind: 'failed'; readonly reason: 'broken_json' | 'contract' | 'canary' };

export const NOTHING_DROPPED: OpinionDropped = { quote: 0, number: 0, unknownId: 0, text: 0 };

const answers = z.strictObject({
  answers: z.array(
    z.strictObject({
      item: z.string(),
      verdict: z.string(),
      line: z.string(),
      quote: z.string(),
      rationale: z.string(),
      confidence: z.number(),
    }),
  ),
});
type Answer = z.infer<typeof answers>['answers'][number];

const VERDICTS = { second: ['shares', 'doubts', 'unsure'], judgement: ['remark', 'none', 'unsure'] } as const;

/**
 * Reads an answer on a question of findings or judgements. An answer that does not treat the control as our instructions
 * say followed somebody else's, and nothing of it is used. Of the rest each opinion stands alone: its item and line must
 * have been asked about, its quotation must stand letter by letter in that line, its figures in what was sent; what fails is
 * left out and counted. An answer cannot touch what its question did not ask.
 */
export function readAnswer(question: Question, text: string, redactor: Redactor): ReadAnswer<ReadOpinion> {
  if (question.kind !== 'second' && question.kind !== 'judgement') throw new Error('Not a question of findings.');
  const json = parseJson(text);
  if (json === undefined) return { kind: 'failed', reason: 'broken_json' };
  const shaped = answers.safeParse(json);
  if (!shaped.success) return { kind: 'failed', reason: 'contract' };
  const controls = shaped.data.answers.filter(({ item }) => item === question.control.key);
  const [control] = controls;
  if (control === undefined || controls.length > 1 || !isControlled(control, question)) {
    return { kind: 'failed', reason: 'canary' };
  }
  const dropped = { ...NOTHING_DROPPED };
  const opinions: ReadOpinion[] = [];
  const seen = new Set<string>();
  for (const answer of shaped.data.answers) {
    if (answer.item === question.control.key) continue;
    const item = question.items.get(answer.item);
    if (item === undefined || seen.has(answer.item) || !isVerdict(question.kind, answer.verdict)) {
      dropped.unknownId += 1;
      continue;
    }
    seen.add(answer.item);
    if (answer.verdict === 'none' || (question.kind === 'judgement' && answer.verdict === 'unsure')) continue;
    const read = readOne(question, question.kind, item, answer, redactor);
    if (typeof read === 'string') dropped[read] += 1;
    else opinions.push(read);
  }
  return { kind: 'read', opinions, dropped };
}

function isControlled({ verdict, quote, confidence }: Answer, { control }: Question): boolean {
  return verdict === 'unsure' && quote === '' && confidence === control.code;
}

function isVerdict(kind: 'second' | 'judgement', verdict: string): boolean {
  return VERDICTS[kind].some((each) => each === verdict);
}

function readOne(
  question: Question,
  kind: 'second' | 'judgement',
  item: QuestionItem,
  answer: Answer,
  redactor: Redactor,
): ReadOpinion | keyof OpinionDropped {
  const quotes = quotedPlaces(question, item, answer);
  if (quotes === 'unknownId' || quotes === 'quote') return quotes;
  if (!citesOnly(answer.rationale, question.text)) return 'number';
  const rationale = answerText(answer.rationale, redactor);
  if (rationale === null) return 'text';
  return {
    kind,
    ruleId: item.ruleId,
    findingId: item.findingId,
    verdict: kind === 'second' ? (answer.verdict as 'shares' | 'doubts' | 'unsure') : null,
    lineIds: item.lineKeys.flatMap((key) => question.lines.get(key)?.lineId ?? []),
    rationale,
    quotes,
    confidenceE4: Math.round(Math.min(100, Math.max(0, answer.confidence)) * 100),
  };
}

/** Where the quotation stands in the narrative as written. Whoever is unsure need not quote; nor is there anything to quote without lines. */
function quotedPlaces(
  question: Question,
  item: QuestionItem,
  { line, quote, verdict }: Answer,
): ReadOpinion['quotes'] | 'unknownId' | 'quote' {
  if (item.lineKeys.length === 0) return quote === '' ? [] : 'quote';
  if (quote === '' && verdict === 'unsure') return [];
  if (!item.lineKeys.includes(line)) return 'unknownId';
  const quoted = question.lines.get(line);
  const start = quote.trim() === '' ? -1 : (quoted?.redacted.text.indexOf(quote) ?? -1);
  if (quoted === undefined || start < 0) return 'quote';
  const place = originalSpan(quoted.redacted, start, start + quote.length);
  return place === null ? 'quote' : [{ lineId: quoted.lineId, ...place }];
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
