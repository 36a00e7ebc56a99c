import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { MAXIMUM_GUIDELINE_LENGTH, readGuideline } from './read-guideline.ts';
import { defineRule, type Rule } from './rule.ts';

const RULES: readonly Rule[] = [
  defineRule({
    id: 'R90',
    version: 1,
    title: 'Long day',
    certainty: 'deterministic',
    defaultSeverity: 'warn',
    parameters: {
      maximumHoursE4: {
        kind: 'number',
        unit: 'hoursE4',
        default: 100_000,
        minimum: 10_000,
        maximum: 240_000,
        description: '',
      },
      maximumDays: { kind: 'number', unit: 'days', default: 30, minimum: 1, maximum: 365, description: '' },
      phrases: { kind: 'words', default: ['attention to'], description: '' },
      mode: { kind: 'choice', choices: ['soft', 'hard'], default: 'soft', description: '' },
      isStrict: { kind: 'boolean', default: false, description: '' },
    },
    needs: [],
    authority: '',
    check: () => [],
  }),
  defineRule({
    id: 'R91',
    version: 1,
    title: 'Plain',
    certainty: 'deterministic',
    defaultSeverity: 'reject',
    parameters: {},
    needs: [],
    authority: '',
    check: () => [],
  }),
];

const HEAD = { name: 'acme', title: 'Acme', version: 2 };
const file = (rules: readonly unknown[], more: object = {}) => stringify({ ...HEAD, ...more, rules });

function problemsOf(text: string): readonly (readonly [string, string])[] {
  const read = readGuideline(text, RULES);
  return read.kind === 'invalid' ? read.problems.map(({ path, message }) => [path, message] as const) : [];
}

describe('a guideline file', () => {
  test('is read with plain figures scaled, defaults filled in and rules in id order', () => {
    const text = `
name: acme
title: Acme
version: 2
codeSets: [litigation]
customCodes: [{code: Z101, label: Reserve report, kind: task}]
rules:
  - {id: R91, enabled: false}
  - id: R90
    severity: auto_cut
    parameters: {maximumHours: 7.5, maximumDays: 60, phrases: [' review file ', training], mode: hard}
    clause: {section: '4.2', text: Eight hours a day.}
`;
    expect(readGuideline(text, RULES)).toEqual({
      kind: 'guideline',
      guideline: {
        ...HEAD,
        description: '',
        codeSets: ['litigation'],
        customCodes: [{ code: 'Z101', label: 'Reserve report', kind: 'task' }],
        rules: [
          {
            ruleId: 'R90',
            isEnabled: true,
            severity: 'auto_cut',
            parameters: {
              maximumHoursE4: 75_000,
              maximumDays: 60,
              phrases: ['review file', 'training'],
              mode: 'hard',
              isStrict: false,
            },
            clause: { section: '4.2', text: 'Eight hours a day.' },
          },
          { ruleId: 'R91', isEnabled: false, severity: 'reject', parameters: {}, clause: null },
        ],
      },
    });
  });

  test('may be JSON, and figures may be text', () => {
    const text = JSON.stringify({ ...HEAD, rules: [{ id: 'R90', parameters: { maximumHours: '10.25' } }] });
    expect(readGuideline(text, RULES)).toMatchObject({
      guideline: { rules: [{ parameters: { maximumHoursE4: 102_500 } }] },
    });
  });

  test('is refused for a rule nobody knows, with the nearest name', () => {
    expect(problemsOf(file([{ id: 'R9O' }]))).toEqual([
      ['rules[0].id', 'There is no rule "R9O" in this version. Did you mean "R90"?'],
    ]);
    expect(problemsOf(file([{ id: 'weekend' }]))[0]?.[1]).toMatch(/Known here: R90, R91\.$/);
  });

  test('is refused for a parameter the rule does not have', () => {
    const problems = problemsOf(
      file([
        { id: 'R90', parameters: { maximumHour: 8, maximumHoursE4: 80_000 } },
        { id: 'R91', parameters: { a: 1 } },
      ]),
    );
    expect(problems).toEqual([
      ['rules[0].parameters.maximumHour', 'R90 has no parameter of this name. Did you mean "maximumHours"?'],
      ['rules[0].parameters.maximumHoursE4', 'R90 has no parameter of this name. Did you mean "maximumHours"?'],
      ['rules[1].parameters.a', 'R91 has no parameters; take this out.'],
    ]);
  });

  test.each([
    [{ maximumHours: 0.9 }, 'maximumHours of R90 must be a number between 1 and 24, hours.'],
    [{ maximumHours: 24.0001 }, 'maximumHours of R90 must be a number between 1 and 24, hours.'],
    [{ maximumHours: 'eight' }, 'maximumHours of R90 must be a number between 1 and 24, hours.'],
    [{ maximumHours: true }, 'maximumHours of R90 must be a number between 1 and 24, hours.'],
    [{ maximumHours: 8.00001 }, 'maximumHours of R90 has more than four decimals, and LAIT reckons with four.'],
    [{ maximumDays: 30.5 }, 'maximumDays of R90 must be a whole number between 1 and 365, days.'],
    [{ mode: 'medium' }, 'mode of R90 must be one of soft, hard.'],
    [{ isStrict: 'yes' }, 'isStrict of R90 must be true or false.'],
    [{ phrases: 'training' }, 'phrases of R90 must be a list of words or phrases.'],
    [{ phrases: [7] }, 'phrases of R90 must hold text only; put numbers and words like "no" in quotes.'],
    [{ phrases: [' '] }, 'phrases of R90 holds an empty entry; take it out.'],
  ])('is refused for the value %j', (parameters, message) => {
    expect(problemsOf(file([{ id: 'R90', parameters }]))).toEqual([
      [`rules[0].parameters.${Object.keys(parameters)[0]}`, message],
    ]);
  });

  test('takes the limits of a range themselves', () => {
    expect(problemsOf(file([{ id: 'R90', parameters: { maximumHours: 1, maximumDays: 365 } }]))).toEqual([]);
    expect(problemsOf(file([{ id: 'R90', parameters: { maximumHours: 24 } }]))).toEqual([]);
  });

  test('is refused for a severity, setting or code set nobody knows', () => {
    const text = file([{ id: 'R90', severity: 'fatal', paramters: {} }], { codeSet: [] });
    expect(problemsOf(text)).toEqual([
      ['rules[0].severity', 'This must be one of info, warn, must_fix, auto_cut, reject.'],
      ['rules[0].paramters', 'There is no setting of this name here. Did you mean "parameters"?'],
      ['codeSet', 'There is no setting of this name here. Did you mean "codeSets"?'],
    ]);
    expect(problemsOf(file([], { codeSets: ['litigaton'] }))).toEqual([
      ['codeSets[0]', 'There is no code set "litigaton". Did you mean "litigation"?'],
    ]);
  });

  test('is refused for a rule or code given twice', () => {
    const codes = ['a1', 'A1'].map((code) => ({ code, label: 'x', kind: 'task' }));
    expect(problemsOf(file([{ id: 'R90' }, { id: 'R90' }], { customCodes: codes }))).toEqual([
      ['customCodes[1]', 'This code stands in the list twice (first as customCodes[0]).'],
      ['rules[1]', 'This rule stands in the list twice (first as rules[0]).'],
    ]);
  });

  test('says what is missing and what kind of value belongs where', () => {
    expect(problemsOf('name: Acme Ltd\nversion: one\nrules: {}')).toEqual([
      ['name', 'A name is lower-case letters, digits and single hyphens, as in "strict-insurer".'],
      ['title', 'This is missing.'],
      ['version', 'This must be a number.'],
      ['rules', 'This must be a list.'],
    ]);
    for (const text of ['', '[]', 'hello', 'null', '7'])
      expect(problemsOf(text)[0]?.[1]).toMatch(/^A guideline file holds/);
  });

  test('that is not YAML is refused with line and column', () => {
    expect(problemsOf('name: acme\ntitle: [')[0]?.[0]).toMatch(/^line \d+, column \d+$/);
    expect(problemsOf('name: a\nname: b')[0]?.[1]).toMatch(/^This is not readable as YAML or JSON/);
    expect(problemsOf('a: 1\n---\nb: 2')).not.toEqual([]);
  });

  test('cannot take the machine down: length, nesting and aliases are limited', () => {
    expect(problemsOf('x'.repeat(MAXIMUM_GUIDELINE_LENGTH + 1))[0]?.[1]).toMatch(/longer than/);
    expect(problemsOf(`name: ${'['.repeat(20_000)}`)).not.toEqual([]);
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level += 1) {
      const [above, here] = [String.fromCharCode(96 + level), String.fromCharCode(97 + level)];
      bomb.push(`${here}: &${here} [${Array(9).fill(`*${above}`).join(', ')}]`);
    }
    expect(problemsOf(bomb.join('\n'))[0]?.[1]).toMatch(/^This file cannot be read safely/);
  });

  test('does not change what objects are made of', () => {
    expect(problemsOf('{"__proto__": {"polluted": 1}, "name": "a"}')).not.toEqual([]);
    expect(problemsOf(file([{ id: 'R90', parameters: JSON.parse('{"constructor": 1}') }]))[0]?.[1]).toMatch(
      /no parameter/,
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
