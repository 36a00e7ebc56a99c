import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { formatE4 } from '#shared/money/e4.ts';
import { cleanNarrative } from '../clean-narrative.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { speaksToModel } from '../speaks-to-model.ts';
import type { KeyOf, QuestionLine } from './question.ts';

/** Longer ones are not sent: no entry needs them, and they are how much can be smuggled in. */
const LONGEST_NARRATIVE = 4_000;

export type LeftOutReason = 'instructions' | 'too_long' | 'empty';

/** Why a line is not sent, or null. */
export function whyLeftOut(line: InvoiceLine): LeftOutReason | null {
  if (line.narrative.trim() === '') return 'empty';
  if (line.narrative.length > LONGEST_NARRATIVE) return 'too_long';
  return speaksToModel(line.narrative) ? 'instructions' : null;
}

export interface SentLine {
  readonly key: string;
  readonly line: QuestionLine;
  /** As it stands in the question: words, hours and codes; no name, no rate, no amount. */
  readonly content: Readonly<Record<string, string | null>>;
}

/** A line as a question shows it. `date` only where the days of several lines are compared. */
export function sentLine(
  line: InvoiceLine,
  given: { readonly redactor: Redactor; readonly keyOf: KeyOf; readonly withDay?: boolean; readonly whoKey?: string },
): SentLine {
  const key = given.keyOf(`line ${line.id}`);
  const redacted = given.redactor.redact(cleanNarrative(line.narrative).text);
  return {
    key,
    line: { lineId: line.id, narrative: line.narrative, redacted },
    content: {
      line: key,
      text: redacted.text,
      hours: line.kind === 'F' && line.unitsE4 !== null ? formatE4(line.unitsE4) : null,
      code:
        [line.taskCode, line.activityCode, line.expenseCode]
          .filter((code) => code !== null && CODE.test(code))
          .join(' ') || null,
      ...(given.withDay === true ? { date: line.date } : {}),
      ...(given.whoKey === undefined ? {} : { timekeeper: given.whoKey }),
    },
  };
}

/** Code fields are free text in some files; only what looks like a code is sent. */
const CODE = /^[A-Za-z]{1,3}\d{2,4}$/;
