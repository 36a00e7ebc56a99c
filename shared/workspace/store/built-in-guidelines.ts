import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { defaultParameters } from '#shared/rules/default-parameters.ts';
import type { Guideline } from '#shared/rules/guideline.ts';

export const builtInGuidelines: readonly Guideline[] = [
  {
    name: 'standard',
    title: 'Standard',
    version: 1,
    description: '',
    rules: RULES.map((rule) => ({
      ruleId: rule.id,
      isEnabled: true,
      severity: rule.defaultSeverity,
      parameters: defaultParameters(rule),
      clause: null,
    })),
    codeSets: [],
    customCodes: [],
  },
];
