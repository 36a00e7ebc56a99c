import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { INSTRUCTIONS, PROMPT_VERSION } from './questions/instructions.ts';
import type { Question } from './questions/question.ts';

/** Of what a person was shown and agreed to send: all questions in their order, with where they go. */
export function previewDigest(questions: readonly Question[], destination: string): string {
  const parts = questions.map(({ kind, text }) => [INSTRUCTIONS[kind], text]);
  return digestOf([PROMPT_VERSION, destination, parts]);
}

/**
 * By what a stored answer is found: the same model asked the same about the same matter. Answers of one matter are never
 * another's, not even where the words agree.
 */
export function contentKey(
  question: Question,
  asked: { readonly provider: string; readonly interface: string; readonly model: string; readonly ownerId: string },
): string {
  const { provider, interface: spoken, model, ownerId } = asked;
  return digestOf([provider, spoken, model, PROMPT_VERSION, ownerId, INSTRUCTIONS[question.kind], question.text]);
}

export function digestOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))));
}
