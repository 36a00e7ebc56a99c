import type { RedactedText } from '../redaction/redactor.ts';

/** What a model is asked in one go, and all it knows. A question is about one line, a few that belong together, or none. */
export interface Question {
  readonly kind: 'second' | 'judgement' | 'rewrite' | 'guideline';
  /** The very text that leaves, after the instructions. */
  readonly text: string;
  readonly ruleIds: readonly string[];
  /** Of the invoice; in line order. */
  readonly lineIds: readonly string[];
  /** What is to be answered, by the ids in `text`. */
  readonly items: ReadonlyMap<string, QuestionItem>;
  /** Its lines, by the ids in `text`. */
  readonly lines: ReadonlyMap<string, QuestionLine>;
  readonly control: ControlItem;
}

export interface QuestionItem {
  readonly ruleId: string;
  readonly findingId: string | null;
  /** By the ids in `text`. */
  readonly lineKeys: readonly string[];
}

export interface QuestionLine {
  readonly lineId: string;
  readonly narrative: string;
  readonly redacted: RedactedText;
}

/** An item whose answer the instructions give: an answer that has it otherwise followed somebody else. */
export interface ControlItem {
  readonly key: string;
  readonly code: number;
}

/** Makes ids that nobody who writes a narrative can guess, the same ones for the same question. */
export type KeyOf = (purpose: string) => string;
