import type { Certainty, Severity } from '#shared/domain/finding.ts';
import { RULES } from './catalogue/catalogue.ts';
import type { Guideline, GuidelineRule } from './guideline.ts';
import type { PlainValue } from './plain-parameters.ts';
import { plainParameters } from './write-guideline.ts';

export interface DescribedRule {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly parameters: Readonly<Record<string, PlainValue>>;
  readonly clause: GuidelineRule['clause'];
  readonly authority: string;
}

/**
 * Every rule of the catalogue as a guideline sets it; parameters as people write them (plain decimals), the way a
 * guideline file states them. Rules that it does not name are off.
 */
export function describeRules(guideline: Guideline): readonly DescribedRule[] {
  const stated = new Map(guideline.rules.map((rule) => [rule.ruleId, rule]));
  return RULES.map((each) => {
    const { id, title, certainty, authority, defaultSeverity } = each;
    const rule = stated.get(id);
    return {
      id,
      title,
      enabled: rule?.isEnabled ?? false,
      severity: rule?.severity ?? defaultSeverity,
      certainty,
      parameters: rule === undefined ? {} : plainParameters(rule, each),
      clause: rule?.clause ?? null,
      authority,
    };
  });
}
