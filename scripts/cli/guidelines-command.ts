import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import { plainParameters } from '#shared/rules/write-guideline.ts';

/** The shipped guidelines, a line each or as JSON. */
export function guidelineList(asJson: boolean): string {
  const rows = builtInGuidelines.map(({ name, version, title, rules }) => ({
    name,
    version,
    title,
    enabledRules: rules.filter(({ isEnabled }) => isEnabled).length,
    rules: rules.length,
  }));
  if (asJson) return `${JSON.stringify({ guidelines: rows })}\n`;
  return rows
    .map((row) => `${row.name}  version ${row.version}  ${row.enabledRules} of ${row.rules} rules on  ${row.title}\n`)
    .join('');
}

/**
 * `lait guidelines show NAME --json`: every rule of the catalogue; parameters as people write them (plain
 * decimals), the way a guideline file states them.
 */
export function guidelineToJson(guideline: Guideline): {
  readonly name: string;
  readonly version: number;
  readonly rules: readonly Record<string, unknown>[];
} {
  const stated = new Map(guideline.rules.map((rule) => [rule.ruleId, rule]));
  const rules = RULES.map((each) => {
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
  return { name: guideline.name, version: guideline.version, rules };
}

/** The same for a person at a terminal. */
export function guidelineText(guideline: Guideline): string {
  const { rules } = guidelineToJson(guideline);
  const lines = rules.map(({ id, enabled, severity, title, parameters }) => {
    const values = Object.entries(parameters as Record<string, unknown>).map(
      ([name, value]) => `${name} ${String(value)}`,
    );
    return `${String(id)} ${enabled ? 'on ' : 'off'} ${String(severity)}  ${String(title)}${values.length === 0 ? '' : ` (${values.join(', ')})`}`;
  });
  return `${guideline.name} version ${guideline.version}: ${guideline.title}\n${guideline.description}\n${lines.join('\n')}\n`;
}
