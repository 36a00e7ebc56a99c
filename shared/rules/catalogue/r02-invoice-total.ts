import { headerDifferences } from '../header-differences.ts';
import { excessE4, problemsWith } from '../invoice-problems.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { amountText } from '../wording.ts';

/**
 * R02: the invoice's declared total is the sum of its lines, and is the same on every line. About the
 * invoice as a whole: no line can be said to be the wrong one.
 */
export const invoiceTotal = defineRule({
  id: 'R02',
  version: 1,
  title: 'Invoice total does not add up',
  certainty: 'deterministic',
  defaultSeverity: 'must_fix',
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
  needs: ['amounts'],
  authority: 'LEDES 1998B Rev 7-2014, field 5; Legal Tracker posting error 007',
  check({ invoice }, { toleranceE4 }) {
    const drafts: FindingDraft[] = [];
    for (const problem of problemsWith(invoice, ['INVOICE_TOTAL_MISMATCH', 'SUM_TOO_LARGE'])) {
      const { code, record, declaredE4, computedE4, message } = problem;
      if (code === 'SUM_TOO_LARGE') {
        // One line's own sum is R01's.
        if (record === null) drafts.push({ lines: [], message, evidence: EVIDENCE });
      } else if (declaredE4 !== undefined && computedE4 !== undefined && Math.abs(excessE4(problem)) > toleranceE4) {
        drafts.push({
          lines: [],
          message: `The invoice says ${amountText(declaredE4)}; its lines add up to ${amountText(computedE4)}.`,
          evidence: EVIDENCE,
        });
      }
    }
    for (const { field, lines, text } of headerDifferences(invoice, (field) => field === 'INVOICE_TOTAL')) {
      const stated = invoice.declaredTotalE4 === null ? 'blank' : amountText(invoice.declaredTotalE4);
      drafts.push({
        lines,
        message: `The invoice total is ${stated} on the first line, and ${text}.`,
        evidence: [{ field }],
      });
    }
    return drafts;
  },
});

const EVIDENCE = [{ field: 'INVOICE_TOTAL' }] as const;
