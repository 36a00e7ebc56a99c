import { z } from 'zod';
import type { OpinionDropped } from '#shared/api/opinions.ts';
import { knowledgeOf } from '#shared/rules/prepare/lexicon.ts';
import { WordMark } from '#shared/rules/prepare/word-mark.ts';
import type { Question } from '../questions/question.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { foldedWord, wordTokens } from '../redaction/word-tokens.ts';
import { answerText, citesOnly } from './answer-text.ts';
import { NOTHING_DROPPED, parseJson, type ReadAnswer } from './read-answer.ts';

/** A proposal for a narrative; nothing is changed by it. */
export interface ReadRewrite {
  readonly lineId: string;
  readonly narrative: string;
  readonly rationale: string;
  /** Words that the narrative did not have; a person must know that they are true. */
  readonly addedWords: readonly string[];
}

const answers = z.strictObject({
  answers: z.array(z.strictObject({ item: z.string(), narrative: z.string(), rationale: z.string() })),
});

/** A rewrite longer than this many times the narrative says more than it did. */
const LONGEST_TIMES = 4;
const LONGEST_MORE = 200;

/** Reads proposals for narratives; as `readAnswer`, with figures and names only from the narrative itself. */
export function readRewrite(question: Question, text: string, redactor: Redactor): ReadAnswer<ReadRewrite> {
  const json = parseJson(text);
  if (json === undefined) return { kind: 'failed', reason: 'broken_json' };
  const shaped = answers.safeParse(json);
  if (!shaped.success) return { kind: 'failed', reason: 'contract' };
  const controls = shaped.data.answers.filter(({ item }) => item === question.control.key);
  if (controls.length !== 1 || controls[0]?.narrative !== `control ${question.control.code}`) {
    return { kind: 'failed', reason: 'canary' };
  }
  const dropped = { ...NOTHING_DROPPED };
  const opinions: ReadRewrite[] = [];
  for (const answer of shaped.data.answers) {
    if (answer.item === question.control.key) continue;
    const read = readOne(question, answer, redactor);
    if (typeof read === 'string') dropped[read] += 1;
    else if (opinions.some(({ lineId }) => lineId === read.lineId)) dropped.unknownId += 1;
    else opinions.push(read);
  }
  return { kind: 'read', opinions, dropped };
}

function readOne(
  question: Question,
  answer: z.infer<typeof answers>['answers'][number],
  redactor: Redactor,
): ReadRewrite | keyof OpinionDropped {
  const line = question.lines.get(question.items.get(answer.item)?.lineKeys[0] ?? '');
  if (line === undefined) return 'unknownId';
  if (!citesOnly(answer.narrative, line.redacted.text) || !citesOnly(answer.rationale, question.text)) return 'number';
  const placeholders = answer.narrative.match(/\[[A-Z]{3,12}_\d{1,6}\]/g) ?? [];
  if (placeholders.some((placeholder) => !line.redacted.text.includes(placeholder))) return 'text';
  if (answer.narrative.length > line.redacted.text.length * LONGEST_TIMES + LONGEST_MORE) return 'text';
  const narrative = answerText(answer.narrative, redactor);
  const rationale = answerText(answer.rationale, redactor);
  if (narrative === null || rationale === null || narrative === line.narrative) return 'text';
  return { lineId: line.lineId, narrative, rationale, addedWords: addedWords(line.narrative, narrative) };
}

/** By what they mean, where the lexicon knows it: "telephone conference" for "tc" adds nothing, "Sacramento" does. */
function addedWords(before: string, after: string): readonly string[] {
  const known = new Set(
    wordTokens(before).flatMap(({ text }) => [foldedWord(text), knowledgeOf(foldedWord(text)).lemma]),
  );
  const added = wordTokens(after).filter(({ text }) => {
    const word = foldedWord(text);
    const { lemma, marks } = knowledgeOf(word);
    if (known.has(word) || known.has(lemma) || word.length < 3) return false;
    return (marks & (WordMark.stop | WordMark.joiner | WordMark.issue | WordMark.pronoun)) === 0;
  });
  return [...new Set(added.map(({ text }) => text))];
}
