import { excessE4, lineIndexes, problemsWith } from '../invoice-problems.ts';
import { proposeCutAmount } from '../propose.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { amountText } from '../wording.ts';

/**
 * R01: a line's total is its units x unit cost + adjustment (+ tax where the format's total is gross).
 * The sum is made once, on reading; this rule weighs it. What is billed above the computed total is
 * proposed as a cut; a line billed below it costs the firm, not the client, and is only reported.
 */
export const lineArithmetic = defineRule({
  id: 'R01',
  version: 1,
  title: 'Line total does not add up',
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
  needs: ['hours', 'rates', 'amounts'],
  authority:
    'LEDES 1998B Rev 7-2014, fields 11, 12, 13 and 21; LEDES 98BI V2, field 13; Legal Tracker posting error 006',
  check({ invoice }, { toleranceE4 }) {
    const problems = problemsWith(invoice, ['LINE_TOTAL_MISMATCH', 'SUM_TOO_LARGE']);
    const indexes = lineIndexes(invoice, problems);
    return problems.flatMap((problem): readonly FindingDraft[] => {
      const { record, declaredE4, computedE4 } = problem;
      const index = indexes.get(record ?? 0);
      const line = invoice.lines[index ?? -1];
      // A sum too large for the whole invoice is R02's.
      if (index === undefined || line === undefined) return [];
      if (declaredE4 === undefined || computedE4 === undefined) {
        return [{ lines: [index], message: problem.message, evidence: EVIDENCE }];
      }
      const differenceE4 = excessE4(problem);
      if (Math.abs(differenceE4) <= toleranceE4) return [];
      return [
        {
          lines: [index],
          message: `The line says ${amountText(declaredE4)}; units, unit cost, adjustment and tax give ${amountText(computedE4)}.`,
          evidence: EVIDENCE,
          // A computed total below zero is a wrong figure, not a reason to cut more than the line.
          proposed: proposeCutAmount(line, differenceE4),
        },
      ];
    });
  },
});

const EVIDENCE = [{ field: 'LINE_ITEM_TOTAL' }] as const;
