import { stringify } from 'yaml';
import { RULES } from './catalogue/catalogue.ts';
import type { Guideline, GuidelineRule } from './guideline.ts';
import { type PlainValue, plainName, toPlainValue } from './plain-parameters.ts';
import type { Rule } from './rule.ts';

/**
 * Writes a guideline as YAML with every parameter stated, so that the file shows what can be set. Reading
 * it back gives the same guideline.
 */
export function writeGuideline(guideline: Guideline, rules: readonly Rule[] = RULES): string {
  const { name, title, version, description, codeSets, customCodes } = guideline;
  return stringify(
    {
      name,
      title,
      version,
      description,
      codeSets,
      customCodes,
      rules: guideline.rules.map((setting) =>
        writeRule(
          setting,
          rules.find(({ id }) => id === setting.ruleId),
        ),
      ),
    },
    { lineWidth: 100, aliasDuplicateObjects: false },
  );
}

function writeRule(setting: GuidelineRule, rule: Rule | undefined): Readonly<Record<string, unknown>> {
  return {
    id: setting.ruleId,
    ...(rule === undefined ? {} : { title: rule.title }),
    enabled: setting.isEnabled,
    severity: setting.severity,
    parameters: plainParameters(setting, rule),
    ...(setting.clause === null ? {} : { clause: setting.clause }),
  };
}

/** A rule's parameters as a guideline file states them (`{maximumHours: 10}`). */
export function plainParameters(setting: GuidelineRule, rule: Rule | undefined): Readonly<Record<string, PlainValue>> {
  const plain: Record<string, PlainValue> = {};
  for (const [name, value] of Object.entries(setting.parameters)) {
    const specification = rule?.parameters[name];
    // A rule of another version: its units are unknown here, so its values stand as they are.
    if (specification === undefined) plain[name] = value;
    else plain[plainName(name)] = toPlainValue(specification, value);
  }
  return plain;
}
