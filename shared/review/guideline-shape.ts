import { z } from 'zod';
import { SEVERITIES } from '#shared/domain/finding.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { defaultParameters } from '#shared/rules/default-parameters.ts';
import type { Guideline, GuidelineRule } from '#shared/rules/guideline.ts';
import type { ParameterValue } from '#shared/rules/rule.ts';

const RULES_BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

const parameterValue = z.union([z.number(), z.boolean(), z.string().max(4000), z.array(z.string().max(400)).max(5000)]);

const rule = z
  .strictObject({
    ruleId: z.string().min(1).max(8),
    isEnabled: z.boolean(),
    severity: z.enum(SEVERITIES),
    parameters: z.record(z.string().max(100), parameterValue),
    clause: z.strictObject({ section: z.string().max(100), text: z.string().max(2000) }).nullable(),
  })
  .refine(hasItsParameters, 'a rule and its parameters are those of this version');

/**
 * A guideline as it travels: already read (`shared/rules/read-guideline.ts`) and scaled, checked again because it
 * comes over a wire. A rule or parameter of a later version is not understood rather than half applied.
 */
export const guidelineShape: z.ZodType<Guideline> = z.strictObject({
  name: z
    .string()
    .max(64)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  title: z.string().min(1).max(200),
  version: z.int().min(1).max(1_000_000),
  description: z.string().max(4000),
  rules: z.array(rule).max(500),
  codeSets: z.array(z.string().max(64)).max(50),
  customCodes: z
    .array(
      z.strictObject({
        code: z.string().min(1).max(20),
        label: z.string().min(1).max(200),
        kind: z.enum(['task', 'activity', 'expense']),
      }),
    )
    .max(5000),
});

function hasItsParameters({ ruleId, parameters }: Pick<GuidelineRule, 'ruleId' | 'parameters'>): boolean {
  const known = RULES_BY_ID.get(ruleId);
  if (known === undefined) return false;
  const defaults: Readonly<Record<string, ParameterValue>> = defaultParameters(known);
  const names = Object.keys(defaults);
  return (
    names.length === Object.keys(parameters).length &&
    names.every((name) => kindOf(parameters[name]) === kindOf(defaults[name]))
  );
}

function kindOf(value: ParameterValue | undefined): string {
  return Array.isArray(value) ? 'words' : typeof value;
}
