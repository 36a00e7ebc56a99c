import { describe, expect, test } from 'vitest';
import { RULES, ruleById } from './catalogue.ts';

const parameters = RULES.flatMap((rule) =>
  Object.entries(rule.parameters).map(([name, specification]) => ({ id: rule.id, name, specification })),
);

describe('the catalogue', () => {
  test('is in id order, each id once, each title once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(RULES.map(({ title }) => title)).size).toBe(RULES.length);
    expect(ruleById('R24')?.id).toBe('R24');
    expect(ruleById('R00')).toBeUndefined();
  });

  test('names what every rule rests on', () => {
    expect(RULES.filter(({ authority }) => authority.trim() === '').map(({ id }) => id)).toEqual([]);
  });

  test('names the scale of a number where it has one, and nowhere else', () => {
    const wrong = parameters.filter(({ name, specification }) => {
      const isScaled = specification.kind === 'number' && specification.unit.endsWith('E4');
      return name.endsWith('E4') !== isScaled;
    });
    expect(wrong.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  });

  test('has defaults that a guideline could state', () => {
    const wrong = parameters.filter(({ specification: each }) => {
      if (each.kind === 'number') {
        return !(Number.isInteger(each.default) && each.minimum <= each.default && each.default <= each.maximum);
      }
      return each.kind === 'choice' && !each.choices.includes(each.default);
    });
    expect(wrong.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  });
});
