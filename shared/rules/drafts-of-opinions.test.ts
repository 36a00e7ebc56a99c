import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { analyseInvoice } from './analyse.ts';
import { builtInGuidelines } from './built-in-guidelines.ts';
import { ruleById } from './catalogue/catalogue.ts';
import { TEST_DAY } from './check-rule.testing.ts';
import type { AcceptedOpinion } from './prepare/accepted-opinion.ts';

const MODEL_RULES = ['R47', 'R48', 'R60', 'R75', 'R82'];
const invoice = buildInvoice({
  lines: [
    { id: '11111111-1111-8111-8111-111111111111', narrative: 'Draft motion to dismiss' },
    { id: '22222222-2222-8222-8222-222222222222', narrative: 'Revise motion to dismiss' },
  ],
});
const [first = '', second = ''] = invoice.lines.map(({ id }) => id);

function analysed(acceptedOpinions?: readonly AcceptedOpinion[]) {
  const [standard] = builtInGuidelines;
  if (standard === undefined) throw new Error('There is no standard guideline.');
  const { findings, skipped } = analyseInvoice(invoice, standard, { today: TEST_DAY, acceptedOpinions });
  return {
    findings: findings.filter(({ ruleId }) => MODEL_RULES.includes(ruleId)),
    skipped: skipped.filter(({ ruleId }) => MODEL_RULES.includes(ruleId)).map(({ ruleId }) => ruleId),
  };
}

describe('rules that only a model fills', () => {
  it('are judgements, and say nothing and why until somebody has accepted something', () => {
    for (const id of MODEL_RULES) expect(ruleById(id)?.certainty).toBe('judgement');
    expect(analysed()).toEqual({ findings: [], skipped: MODEL_RULES });
  });

  it('find what was accepted, with its quotation, and never propose a cut', () => {
    const evidence = [{ lineId: second, start: 0, end: 6 }];
    const message = 'Drafted and revised by a chain of people.';
    const { findings, skipped } = analysed([
      { ruleId: 'R47', lineIds: [first, second], message, evidence },
      { ruleId: 'R82', lineIds: [], message: 'The time fits the work.', evidence: [] },
    ]);
    expect(skipped).toEqual([]);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['R82', 'R47']);
    expect(findings[1]).toMatchObject({
      certainty: 'judgement',
      lineIds: [first, second],
      message,
      evidence,
      proposed: { kind: 'none' },
      potentialSavingE4: 0,
    });
  });

  it('leave out what no longer fits the invoice', () => {
    const gone = { ruleId: 'R47', lineIds: ['33333333-3333-8333-8333-333333333333'], message: 'x', evidence: [] };
    const beyond = { ruleId: 'R60', lineIds: [first], message: 'x', evidence: [{ lineId: first, start: 0, end: 999 }] };
    expect(analysed([gone, beyond]).findings).toEqual([]);
  });
});
