import type { Question } from '../questions/question.ts';

/**
 * What an answer must look like, as JSON Schema in the strict subset that providers enforce: every property required,
 * nothing besides, ids from lists. Amounts are nowhere in it.
 */
export function answerSchema(question: Question, ruleIds: readonly string[] = []): Readonly<Record<string, unknown>> {
  const item = { type: 'string', enum: [...question.items.keys(), question.control.key].sort() };
  const line = { type: 'string', enum: [...question.lines.keys(), ''] };
  const text = { type: 'string' };
  const answer = {
    second: {
      item,
      verdict: verdicts('shares', 'doubts', 'unsure'),
      line,
      quote: text,
      rationale: text,
      confidence: { type: 'integer' },
    },
    judgement: {
      item,
      verdict: verdicts('remark', 'none', 'unsure'),
      line,
      quote: text,
      rationale: text,
      confidence: { type: 'integer' },
    },
    rewrite: { item, narrative: text, rationale: text },
    guideline: {
      rule: { type: 'string', enum: [...ruleIds] },
      section: text,
      quote: text,
      severity: { type: ['string', 'null'], enum: ['info', 'warn', 'must_fix', 'auto_cut', 'reject', null] },
      parameters: { type: 'array', items: closed({ name: text, value: text }) },
    },
  }[question.kind];
  const answers = { type: 'array', items: closed(answer) };
  return question.kind === 'guideline' ? closed({ rules: answers, control: { type: 'integer' } }) : closed({ answers });
}

function verdicts(...values: readonly string[]) {
  return { type: 'string', enum: [...values] };
}

function closed(properties: Readonly<Record<string, unknown>>) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
