import type { Analysis, SkippedRule } from '#shared/domain/finding.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { RULES } from './catalogue/catalogue.ts';
import { type FindingOrigin, findingsOf, type OrderedFinding } from './findings.ts';
import type { Guideline } from './guideline.ts';
import { missingNeeds } from './needs.ts';
import { prepareInvoice } from './prepare/prepare-invoice.ts';
import type { PreparedInvoice, RuleContext } from './prepare/prepared-invoice.ts';
import type { Rule } from './rule.ts';

/**
 * Runs one guideline over one invoice. Pure: the same invoice, guideline and context give the same bytes
 * on every machine.
 * @param context what is known besides the invoice; rules whose needs are absent are listed in `skipped`
 * @param rules the catalogue, except in tests
 */
export function analyseInvoice(
  invoice: Invoice,
  guideline: Guideline,
  context: RuleContext,
  rules: readonly Rule[] = RULES,
): Analysis {
  const prepared = prepareInvoice(invoice, {
    codeSets: codeSetsOf(guideline.codeSets, guideline.customCodes),
    context,
  });
  const found: OrderedFinding[] = [];
  const skipped: SkippedRule[] = [];
  for (const setting of guideline.rules) {
    if (!setting.isEnabled) continue;
    const rule = rules.find((each) => each.id === setting.ruleId);
    const outcome = rule === undefined ? UNKNOWN_RULE : runRule(prepared, { guideline, setting, rule });
    if (outcome.kind === 'skipped') skipped.push({ ruleId: setting.ruleId, reason: outcome.reason });
    else for (const each of outcome.findings) found.push(each);
  }
  // Stable: where all else is equal the rule's own order stands.
  found.sort(compareFindings);
  skipped.sort((a, b) => compareText(a.ruleId, b.ruleId));
  return {
    invoiceId: invoice.id,
    guidelineName: guideline.name,
    guidelineVersion: guideline.version,
    analysedOn: context.today,
    findings: found.map(({ finding }) => finding),
    skipped,
  };
}

type RuleOutcome =
  | { readonly kind: 'ran'; readonly findings: readonly OrderedFinding[] }
  | { readonly kind: 'skipped'; readonly reason: string };

const UNKNOWN_RULE: RuleOutcome = {
  kind: 'skipped',
  reason: 'This version of LAIT does not have this rule; the guideline was written for another version.',
};

function runRule(prepared: PreparedInvoice, origin: FindingOrigin): RuleOutcome {
  const { rule, setting } = origin;
  const reason = missingNeeds(rule.needs, prepared.invoice, prepared.context);
  if (reason !== null) return { kind: 'skipped', reason };
  try {
    return { kind: 'ran', findings: findingsOf(prepared.invoice, origin, rule.check(prepared, setting.parameters)) };
  } catch (error) {
    // A defect in one rule must neither cost the reviewer the other rules nor pass for "nothing found".
    const cause = error instanceof Error ? error.message : String(error);
    return {
      kind: 'skipped',
      reason: `This rule failed and gave no verdict; the other rules are not affected. Please report it: ${cause}`,
    };
  }
}

// Findings about the whole invoice come first.
function compareFindings(a: OrderedFinding, b: OrderedFinding): number {
  return (
    (a.finding.records[0] ?? 0) - (b.finding.records[0] ?? 0) ||
    compareText(a.finding.ruleId, b.finding.ruleId) ||
    compareText(a.evidence, b.evidence) ||
    a.finding.records.length - b.finding.records.length
  );
}

// By code unit: a locale's order differs between machines.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
