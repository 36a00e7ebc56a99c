import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { FindingDraft, ParameterSpecifications, ParameterValues, Rule } from '../rule.ts';

/** A line without codes, so that only its narrative speaks. */
export function narrativeLine(narrative: string, changes: Partial<InvoiceLine> = {}): Partial<InvoiceLine> {
  return { narrative, activityCode: null, taskCode: null, unitsE4: 10_000, ...changes };
}

/**
 * Those of some narratives that a rule reports, each on an invoice of its own beside two lines by
 * colleagues (Harold Mason, Priya Nair), with default parameters, some overridden.
 */
export function reportedOf<S extends ParameterSpecifications>(
  rule: Rule<S>,
  narratives: readonly string[],
  parameters: Partial<ParameterValues<S>> = {},
): readonly string[] {
  return narratives.filter((narrative) => draftsOf(rule, narrative, parameters).length > 0);
}

/** What a rule says about one narrative beside the two colleagues' lines, which it must let pass. */
export function draftsOf<S extends ParameterSpecifications>(
  rule: Rule<S>,
  narrative: string,
  parameters: Partial<ParameterValues<S>> = {},
  changes: Partial<InvoiceLine> = {},
): readonly FindingDraft[] {
  const invoice = buildInvoice({
    lines: [
      narrativeLine(narrative, changes),
      narrativeLine('Inspect gasket samples at Rushford plant', {
        timekeeperId: 'TK2',
        timekeeperName: 'Mason, Harold',
        date: '2026-01-05',
      }),
      narrativeLine('Compare Rushford gasket samples to drawing 44-B', {
        timekeeperId: 'TK3',
        timekeeperName: 'Nair, Priya',
        date: '2026-02-05',
      }),
    ],
  });
  return checkRule(rule, invoice, parameters).filter((draft) => draft.lines.includes(0));
}

/** The words a draft shows as evidence on the narrative given. */
export function shownBy(draft: FindingDraft | undefined, narrative: string): readonly string[] {
  return (draft?.evidence ?? []).flatMap((each) => ('start' in each ? [narrative.slice(each.start, each.end)] : []));
}
