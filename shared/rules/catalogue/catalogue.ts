import type { Rule } from '../rule.ts';

/**
 * Every rule of this version, one file each (`r24-billing-increment.ts` exports `billingIncrement`).
 * Keep both the imports and the list in id order; one entry a line, so that two people's additions merge.
 * A rule's number is the catalogue's (billing reference, section 3) and is never reused.
 */
export const RULES: readonly Rule[] = [
  // R01 to R13: identity, arithmetic, file
  // R24 to R40: time recording
  // R41 to R51: duplication and staffing
  // R52 to R59: work that is not billable
  // R62 to R65: codes
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule with this id (`R24`), or `undefined` when this version has none. */
export function ruleById(ruleId: string): Rule | undefined {
  return BY_ID.get(ruleId);
}
