import type { GuidelineDetail } from '#shared/api/workspace.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import { plainName, toPlainValue, unitWords } from '#shared/rules/plain-parameters.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { notFound } from '../workspace-error.ts';
import type { QueryHandler } from './query.ts';

export const getGuideline: QueryHandler<'getGuideline'> = ({ guidelines }, { name }) => {
  const guideline = guidelines.latest(name) ?? notFound(`The guideline ${name}`);
  return { guideline, rules: RULES.map((rule) => ruleOf(guideline, rule)) };
};

function ruleOf(guideline: Guideline, rule: Rule): GuidelineDetail['rules'][number] {
  const setting = guideline.rules.find(({ ruleId }) => ruleId === rule.id);
  const clause = setting?.clause ?? null;
  return {
    id: rule.id,
    title: rule.title,
    certainty: rule.certainty,
    authority: rule.authority,
    isEnabled: setting?.isEnabled ?? false,
    severity: setting?.severity ?? rule.defaultSeverity,
    parameters: Object.entries(rule.parameters).map(([key, specification]) => {
      const value = toPlainValue(specification, setting?.parameters[key] ?? specification.default);
      const words = unitWords(specification);
      const shown = typeof value === 'object' ? value.join(', ') : String(value);
      return {
        name: plainName(key),
        value: words === '' ? shown : `${shown} ${words}`,
        description: specification.description,
      };
    }),
    clause: clause === null ? rule.authority : `${clause.section}: ${clause.text}`,
  };
}
