import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { plainName } from '#shared/rules/plain-parameters.ts';
import { cleanNarrative } from '../clean-narrative.ts';
import type { RedactedText, Redactor } from '../redaction/redactor.ts';
import type { KeyOf, Question } from './question.ts';

export interface GuidelineQuestion {
  readonly question: Question;
  readonly prose: RedactedText;
  readonly original: string;
}

/** A client's guideline in prose, to be drafted as rules of the catalogue. One question; the client's name stays here. */
export function askGuideline(
  text: string,
  given: { readonly redactor: Redactor; readonly keyOf: KeyOf },
): GuidelineQuestion {
  const original = text.replace(/\r\n?/g, '\n');
  const lines = original.split('\n').map((line) => cleanNarrative(line).text);
  const prose = given.redactor.redact(lines.join('\n'));
  const control = {
    key: given.keyOf('control'),
    code: 1_000 + (Number.parseInt(given.keyOf('code').slice(0, 6), 36) % 9_000),
  };
  const rules = RULES.map(({ id, title, parameters }) => ({
    rule: id,
    title,
    parameters: Object.entries(parameters).map(([name, { kind, description }]) => ({
      name: plainName(name),
      kind,
      description,
    })),
  }));
  return {
    original,
    prose,
    question: {
      kind: 'guideline',
      text: JSON.stringify({ rules, guideline: prose.text, code: control.code }),
      ruleIds: [],
      lineIds: [],
      items: new Map(),
      lines: new Map(),
      control,
    },
  };
}
