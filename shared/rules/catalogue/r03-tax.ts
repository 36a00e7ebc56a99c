import type { Invoice, Problem } from '#shared/domain/invoice.ts';
import { formatTaxRateE10 } from '#shared/money/tax-rate.ts';
import { headerDifferences } from '../header-differences.ts';
import { excessE4, lineIndexes, problemsWith } from '../invoice-problems.ts';
import type { MatterProfile } from '../prepare/prepared-invoice.ts';
import { proposeCutAmount } from '../propose.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { amountText } from '../wording.ts';

/**
 * R03: tax follows its rate, the invoice's tax and net totals follow its lines, and, where the matter's
 * profile says so, no tax is billed on a matter that is not taxable and the rate is the agreed one.
 * Tax on a matter that is not taxable is proposed as a cut; other differences are for the firm to correct.
 */
export const tax = defineRule({
  id: 'R03',
  version: 1,
  title: 'Tax does not add up or is not due',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    toleranceE4: {
      kind: 'number',
      unit: 'amountE4',
      default: 100,
      minimum: 100, // what the readers let pass
      maximum: 1_000_000,
      description: 'Differences up to this amount are taken for rounding.',
    },
  },
  needs: ['tax'],
  authority: 'LEDES 98BI V2 (Rev 1-2020), fields 28, 29, 48 and 49',
  check({ invoice, context }, { toleranceE4 }) {
    return [
      ...lineTaxes(invoice, toleranceE4),
      ...invoiceTaxes(invoice, toleranceE4),
      ...(context.matterProfile === undefined ? [] : againstProfile(invoice, context.matterProfile)),
    ];
  },
});

function lineTaxes(invoice: Invoice, toleranceE4: number): readonly FindingDraft[] {
  const problems = problemsWith(invoice, ['LINE_TAX_MISMATCH']);
  const indexes = lineIndexes(invoice, problems);
  return problems.flatMap((problem): readonly FindingDraft[] => {
    const index = indexes.get(problem.record ?? 0);
    if (index === undefined || !isBeyond(problem, toleranceE4)) return [];
    const rateE10 = invoice.lines[index]?.taxRateE10 ?? null;
    const rate = rateE10 === null ? 'the stated rate' : `a rate of ${formatTaxRateE10(rateE10)}`;
    const message = `The line says ${declared(problem)} of tax; ${rate} gives ${computed(problem)}.`;
    return [{ lines: [index], message, evidence: [{ field: 'LINE_ITEM_TAX_TOTAL' }] }];
  });
}

function invoiceTaxes(invoice: Invoice, toleranceE4: number): readonly FindingDraft[] {
  const drafts: FindingDraft[] = [];
  for (const problem of problemsWith(invoice, ['INVOICE_TAX_MISMATCH', 'INVOICE_NET_MISMATCH'])) {
    if (!isBeyond(problem, toleranceE4)) continue;
    const isTax = problem.code === 'INVOICE_TAX_MISMATCH';
    drafts.push({
      lines: [],
      message: isTax
        ? `The invoice says ${declared(problem)} of tax; its lines add up to ${computed(problem)}.`
        : `The invoice says ${declared(problem)} net; its lines without tax add up to ${computed(problem)}.`,
      evidence: [{ field: isTax ? 'INVOICE_TAX_TOTAL' : 'INVOICE_NET_TOTAL' }],
    });
  }
  const isTotal = (field: string) => field === 'INVOICE_TAX_TOTAL' || field === 'INVOICE_NET_TOTAL';
  for (const { field, lines, text } of headerDifferences(invoice, isTotal)) {
    const what = field === 'INVOICE_TAX_TOTAL' ? 'tax total' : 'net total';
    const message = `The invoice's ${what} is not the same on every line: ${text}.`;
    drafts.push({ lines, message, evidence: [{ field }] });
  }
  return drafts;
}

function againstProfile(invoice: Invoice, profile: MatterProfile): readonly FindingDraft[] {
  return invoice.lines.flatMap((line, index): readonly FindingDraft[] => {
    const { taxE4, taxRateE10 } = line;
    if (profile.isTaxable === false) {
      if (taxE4 === null || taxE4 <= 0) return [];
      return [
        {
          lines: [index],
          message: `${amountText(taxE4)} of tax is billed on a matter that is not taxable.`,
          evidence: [{ field: 'LINE_ITEM_TAX_TOTAL' }],
          proposed: proposeCutAmount(line, taxE4),
        },
      ];
    }
    if (profile.taxRateE10 === undefined || taxRateE10 === null || taxRateE10 === profile.taxRateE10) return [];
    const agreed = formatTaxRateE10(profile.taxRateE10);
    const message = `The tax rate is ${formatTaxRateE10(taxRateE10)}; ${agreed} is on file for this matter.`;
    return [{ lines: [index], message, evidence: [{ field: 'LINE_ITEM_TAX_RATE' }] }];
  });
}

function isBeyond(problem: Problem, toleranceE4: number): boolean {
  return Math.abs(excessE4(problem)) > toleranceE4;
}

function declared({ declaredE4 = 0 }: Problem): string {
  return amountText(declaredE4);
}

function computed({ computedE4 = 0 }: Problem): string {
  return amountText(computedE4);
}
