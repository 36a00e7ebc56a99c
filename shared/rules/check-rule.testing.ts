import type { Invoice } from '#shared/domain/invoice.ts';
import type { CodeSets } from '#shared/utbms/code-sets.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { defaultParameters } from './default-parameters.ts';
import { missingNeeds } from './needs.ts';
import { prepareInvoice } from './prepare/prepare-invoice.ts';
import type { RuleContext } from './prepare/prepared-invoice.ts';
import type { FindingDraft, ParameterSpecifications, ParameterValues, Rule } from './rule.ts';

/** The day on which tests analyse, unless they say otherwise; after every date of `buildInvoice`. */
export const TEST_DAY = '2026-04-15';

/**
 * Runs one rule over one invoice with its default parameters, some overridden.
 * Throws when the rule's needs are not met, so that a test cannot pass because its rule never ran.
 */
export function checkRule<S extends ParameterSpecifications>(
  rule: Rule<S>,
  invoice: Invoice,
  parameters: Partial<ParameterValues<S>> = {},
  context: Partial<RuleContext> = {},
  codeSets: CodeSets = codeSetsOf([], []),
): readonly FindingDraft[] {
  const full: RuleContext = { today: TEST_DAY, ...context };
  const missing = missingNeeds(rule.needs, invoice, full);
  if (missing !== null) throw new Error(`${rule.id} would be skipped: ${missing}`);
  const prepared = prepareInvoice(invoice, { codeSets, context: full });
  return rule.check(prepared, { ...defaultParameters(rule), ...parameters });
}
