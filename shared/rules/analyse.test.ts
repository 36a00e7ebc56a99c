import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { analyseInvoice } from './analyse.ts';
import type { Guideline, GuidelineRule } from './guideline.ts';
import { proposeCutLine } from './propose.ts';
import { defineRule, type FindingDraft, type Rule } from './rule.ts';

const CONTEXT = { today: '2026-04-15' };

function ruleThat(id: string, check: (invoice: Invoice) => readonly FindingDraft[], changes: Partial<Rule> = {}): Rule {
  return defineRule({
    id,
    version: 1,
    title: 'A rule for tests',
    certainty: 'deterministic',
    defaultSeverity: 'warn',
    parameters: {},
    needs: [],
    authority: 'The authority',
    ...changes,
    check: (prepared) => check(prepared.invoice),
  });
}

function guidelineWith(...rules: readonly (Partial<GuidelineRule> & { readonly ruleId: string })[]): Guideline {
  return {
    name: 'test',
    title: 'Test',
    version: 3,
    description: '',
    codeSets: [],
    customCodes: [],
    rules: rules.map((rule) => ({ isEnabled: true, severity: 'warn', parameters: {}, clause: null, ...rule })),
  };
}

const remark = (lines: readonly number[], message = 'remark'): FindingDraft => ({ lines, message, evidence: [] });

describe('an analysis', () => {
  test('gives a finding its lines in order, its clause, and an id that depends on all it rests on', () => {
    const invoice = buildInvoice({ lines: [{}, {}, {}] });
    const rule = ruleThat('R90', () => [remark([2, 0, 2])]);
    const run = (guideline: Guideline, rules = [rule]) =>
      analyseInvoice(invoice, guideline, CONTEXT, rules).findings[0];
    const plain = run(guidelineWith({ ruleId: 'R90' }));
    expect(plain).toMatchObject({ records: [1, 3], guidelineClause: 'The authority', certainty: 'deterministic' });
    expect(plain?.lineIds).toEqual([invoice.lines[0]?.id, invoice.lines[2]?.id]);
    const quoted = run(guidelineWith({ ruleId: 'R90', clause: { section: '4.2', text: 'Say what was done.' } }));
    expect(quoted?.guidelineClause).toBe('4.2: Say what was done.');
    expect(quoted?.id).toBe(plain?.id);
    const others = [
      run({ ...guidelineWith({ ruleId: 'R90' }), version: 4 }),
      run({ ...guidelineWith({ ruleId: 'R90' }), name: 'other' }),
      run(guidelineWith({ ruleId: 'R90' }), [{ ...rule, version: 2 }]),
    ];
    expect(new Set([plain?.id, ...others.map((each) => each?.id)]).size).toBe(4);
  });

  test('tells two remarks of one rule at the same place apart', () => {
    const rule = ruleThat('R90', () => [remark([0], 'first'), remark([0], 'second')]);
    const { findings } = analyseInvoice(buildInvoice(), guidelineWith({ ruleId: 'R90' }), CONTEXT, [rule]);
    expect(findings.map(({ message }) => message)).toEqual(['first', 'second']);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });

  test('runs only rules that are switched on', () => {
    const rule = ruleThat('R90', () => [remark([0])]);
    const analysis = analyseInvoice(buildInvoice(), guidelineWith({ ruleId: 'R90', isEnabled: false }), CONTEXT, [
      rule,
    ]);
    expect(analysis).toMatchObject({ findings: [], skipped: [] });
  });

  test('a guideline’s own severity counts for every finding; the rule’s finer one only beside its default', () => {
    const rule = ruleThat('R90', () => [{ ...remark([0]), severity: 'reject' }]);
    const severityUnder = (severity: 'warn' | 'info') =>
      analyseInvoice(buildInvoice(), guidelineWith({ ruleId: 'R90', severity }), CONTEXT, [rule]).findings[0]?.severity;
    expect(severityUnder('warn')).toBe('reject');
    expect(severityUnder('info')).toBe('info');
  });

  test('a rule whose data is absent is not run and says why in words', () => {
    const rule = ruleThat('R90', () => [remark([0])], { needs: ['rates', 'otherInvoices', 'hours'] });
    const base = buildInvoice();
    const invoice: Invoice = { ...base, columns: { ...base.columns, hasRates: false } };
    const analysis = analyseInvoice(invoice, guidelineWith({ ruleId: 'R90' }), CONTEXT, [rule]);
    expect(analysis.findings).toEqual([]);
    expect(analysis.skipped).toEqual([
      { ruleId: 'R90', reason: 'This list has no rates. There are no other invoices to compare with.' },
    ]);
    const full = analyseInvoice(base, guidelineWith({ ruleId: 'R90' }), { ...CONTEXT, otherInvoices: [] }, [rule]);
    expect(full).toMatchObject({ findings: [{ ruleId: 'R90' }], skipped: [] });
  });

  test('a rule that fails is reported and the other rules still speak', () => {
    const failing = ruleThat('R90', () => {
      throw new TypeError('no such thing');
    });
    const outside = ruleThat('R91', () => [remark([7])]);
    const sound = ruleThat('R92', () => [remark([0])]);
    const guideline = guidelineWith({ ruleId: 'R90' }, { ruleId: 'R91' }, { ruleId: 'R92' });
    const { findings, skipped } = analyseInvoice(buildInvoice(), guideline, CONTEXT, [failing, outside, sound]);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['R92']);
    expect(skipped.map(({ ruleId }) => ruleId)).toEqual(['R90', 'R91']);
    expect(skipped[0]?.reason).toMatch(/^This rule failed and gave no verdict.*no such thing$/);
  });

  test('a rule that this version does not have is reported', () => {
    const { skipped } = analyseInvoice(buildInvoice(), guidelineWith({ ruleId: 'R99' }), CONTEXT, []);
    expect(skipped).toEqual([{ ruleId: 'R99', reason: expect.stringContaining('does not have this rule') }]);
  });

  test('whole-invoice findings come first, then by record, rule and evidence, whatever the guideline’s order', () => {
    const first = ruleThat('R90', () => [
      { ...remark([1]), evidence: [{ field: 'B' }] },
      { ...remark([1]), evidence: [{ field: 'A' }] },
    ]);
    const second = ruleThat('R91', () => [remark([1]), remark([0]), remark([])]);
    const invoice = buildInvoice({ lines: [{}, {}] });
    const run = (...order: readonly string[]) =>
      analyseInvoice(invoice, guidelineWith(...order.map((ruleId) => ({ ruleId }))), CONTEXT, [second, first]);
    const there = run('R91', 'R90');
    expect(there.findings.map(({ ruleId, records, evidence }) => [ruleId, records, evidence])).toEqual([
      ['R91', [], []],
      ['R91', [1], []],
      ['R90', [2], [{ field: 'A' }]],
      ['R90', [2], [{ field: 'B' }]],
      ['R91', [2], []],
    ]);
    expect(JSON.stringify(run('R90', 'R91'))).toBe(JSON.stringify(there));
  });
});

describe('proposed money', () => {
  const cutAll = (amountE4: number): Rule =>
    ruleThat('R90', ({ lines }) => [
      {
        ...remark(lines.map((_, index) => index)),
        proposed: { kind: 'cut_line', cutE4ByLine: Object.fromEntries(lines.map(({ id }) => [id, amountE4])) },
      },
    ]);
  const analyse = (invoice: Invoice, rule: Rule) =>
    analyseInvoice(invoice, guidelineWith({ ruleId: 'R90' }), CONTEXT, [rule]).findings[0];

  test('is never more than the line, and never on a credit, a zero or an unknown amount', () => {
    const invoice = buildInvoice({
      lines: [{ totalE4: 300_000 }, { totalE4: 900_000 }, { totalE4: 0 }, { totalE4: -500_000 }, { totalE4: null }],
    });
    const finding = analyse(invoice, cutAll(500_000));
    expect(finding?.proposed).toEqual({
      kind: 'cut_line',
      cutE4ByLine: { [invoice.lines[0]?.id ?? '']: 300_000, [invoice.lines[1]?.id ?? '']: 500_000 },
    });
    expect(finding?.potentialSavingE4).toBe(800_000);
  });

  test('stays a proposal without an amount where a list states none, and none where all lines are credits', () => {
    const unknown = buildInvoice({ lines: [{ totalE4: null }] });
    const proposing = ruleThat('R90', ({ lines }) => [{ ...remark([0]), proposed: proposeCutLine(lines) }]);
    expect(analyse(unknown, proposing)).toMatchObject({
      proposed: { kind: 'cut_line', cutE4ByLine: {} },
      potentialSavingE4: 0,
    });
    const credit = buildInvoice({ lines: [{ totalE4: -1 }] });
    expect(analyse(credit, proposing)).toMatchObject({ proposed: { kind: 'none' }, potentialSavingE4: 0 });
  });
});
