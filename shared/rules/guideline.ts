import type { Severity } from '#shared/domain/finding.ts';
import type { ParameterValue } from './rule.ts';

/**
 * A client's guideline as data: written as YAML or JSON, checked by `read-guideline.ts`. Rules not named
 * are off. Parameter values are internal (scaled) here; in the file they are plain (`maximumHours: 10`).
 */
export interface Guideline {
  /** Lower case, digits and hyphens: `strict-insurer`. */
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly description: string;
  readonly rules: readonly GuidelineRule[];
  /** Code sets this client uses, by id (`shared/utbms`); empty means all that LAIT knows. */
  readonly codeSets: readonly string[];
  /** The client's own codes, on top. */
  readonly customCodes: readonly CustomCode[];
}

export interface GuidelineRule {
  readonly ruleId: string;
  readonly isEnabled: boolean;
  readonly severity: Severity;
  /** Complete: defaults filled in. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly clause: { readonly section: string; readonly text: string } | null;
}

export interface CustomCode {
  readonly code: string;
  readonly label: string;
  readonly kind: 'task' | 'activity' | 'expense';
}
