import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { type DescribedRule, describeRules } from '#shared/rules/describe-guideline.ts';
import type { Guideline } from '#shared/rules/guideline.ts';

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

/** `lait guidelines show NAME --json`. */
export function guidelineToJson(guideline: Guideline): {
  readonly name: string;
  readonly version: number;
  readonly rules: readonly DescribedRule[];
} {
  return { name: guideline.name, version: guideline.version, rules: describeRules(guideline) };
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
