import { describe, expect, test } from 'vitest';
import { builtInGuideline, builtInGuidelines } from './built-in-guidelines.ts';
import { RULES } from './catalogue/catalogue.ts';

describe('the shipped guidelines', () => {
  test('are standard and strict-insurer', () => {
    expect(builtInGuidelines.map(({ name }) => name)).toEqual(['standard', 'strict-insurer']);
    expect(builtInGuideline('strict-insurer')?.name).toBe('strict-insurer');
    expect(builtInGuideline('nobody')).toBeUndefined();
  });

  test.each(builtInGuidelines)('$name speaks of every rule, on or off, each with its clause', ({ rules }) => {
    expect(rules.map(({ ruleId }) => ruleId)).toEqual(RULES.map(({ id }) => id));
    expect(rules.filter(({ clause }) => clause === null)).toEqual([]);
  });

  test('strict-insurer leaves off what is only a signal', () => {
    const off = builtInGuideline('strict-insurer')?.rules.filter(({ isEnabled }) => !isEnabled);
    expect(off?.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['R25', 'R29', 'R30', 'R64']));
  });
});
