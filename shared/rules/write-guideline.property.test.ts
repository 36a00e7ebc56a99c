import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEVERITIES } from '#shared/domain/finding.ts';
import { CODE_SETS } from '#shared/utbms/published-code-sets.ts';
import { builtInGuidelines } from './built-in-guidelines.ts';
import { RULES } from './catalogue/catalogue.ts';
import type { Guideline, GuidelineRule } from './guideline.ts';
import { readGuideline } from './read-guideline.ts';
import type { ParameterSpecification, ParameterValue, Rule } from './rule.ts';
import { writeGuideline } from './write-guideline.ts';

const text = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength });
const word = text(20).filter((each) => each.trim() === each);

function plainValueOf(specification: ParameterSpecification): fc.Arbitrary<ParameterValue> {
  switch (specification.kind) {
    case 'number':
      return fc.integer({ min: specification.minimum, max: specification.maximum });
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...specification.choices);
    case 'words':
      return fc.array(word, { maxLength: 4 });
  }
}

function settingOf(rule: Rule): fc.Arbitrary<GuidelineRule> {
  return fc.record({
    ruleId: fc.constant(rule.id),
    isEnabled: fc.boolean(),
    severity: fc.constantFrom(...SEVERITIES),
    parameters: fc.record(
      Object.fromEntries(Object.entries(rule.parameters).map(([name, each]) => [name, plainValueOf(each)])),
    ),
    clause: fc.option(fc.record({ section: text(20), text: text(60) })),
  });
}

const guideline: fc.Arbitrary<Guideline> = fc.record({
  name: fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/),
  title: text(40),
  version: fc.integer({ min: 1, max: 1_000_000 }),
  description: fc.string({ unit: 'grapheme', maxLength: 60 }),
  codeSets: fc.subarray(CODE_SETS.map(({ id }) => id)),
  customCodes: fc.uniqueArray(
    fc.record({
      code: fc.stringMatching(/^[A-Z0-9]{1,6}$/),
      label: text(20),
      kind: fc.constantFrom('task', 'activity', 'expense'),
    }),
    { selector: ({ code }) => code, maxLength: 4 },
  ),
  rules: fc.subarray([...RULES], { maxLength: 5 }).chain((some) => fc.tuple(...some.map(settingOf))),
});

test('a guideline written as YAML and read back is the same guideline', () => {
  fc.assert(
    fc.property(guideline, (written) => {
      expect(readGuideline(writeGuideline(written))).toEqual({ kind: 'guideline', guideline: written });
    }),
    { seed: 20260331, numRuns: 150 },
  );
});

test.each(builtInGuidelines)('the shipped $name is written and read back the same', (shipped) => {
  expect(readGuideline(writeGuideline(shipped))).toEqual({ kind: 'guideline', guideline: shipped });
});

test('any text is either a guideline or a list of problems, never an exception', () => {
  const keys = fc.constantFrom(
    'name',
    'rules',
    'version',
    'id',
    'parameters',
    '&a',
    '*a',
    '- ',
    ': ',
    '{',
    '[',
    '\n',
    '!!',
    '"',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(keys, fc.string({ maxLength: 6 })), { maxLength: 40 }), (parts) => {
      const read = readGuideline(parts.join(' '));
      expect(read.kind === 'guideline' || read.problems.length > 0).toBe(true);
    }),
    { seed: 7, numRuns: 400 },
  );
});
