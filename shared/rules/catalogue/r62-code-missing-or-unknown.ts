import type { InvoiceLine } from '#shared/domain/invoice.ts';
import type { CodeAxis, CodeSets, CodeVerdict } from '#shared/utbms/code-sets.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { isWholeInvoice, WHOLE_INVOICE_PARAMETERS } from '../whole-invoice.ts';

interface Column {
  readonly axis: CodeAxis;
  readonly kind: InvoiceLine['kind'];
  readonly field: string;
  readonly lines: string;
  codeOf(line: InvoiceLine): string | null;
}

const COLUMNS = {
  task: { axis: 'task', kind: 'F', field: 'LINE_ITEM_TASK_CODE', lines: 'fee lines', codeOf: (line) => line.taskCode },
  activity: {
    axis: 'activity',
    kind: 'F',
    field: 'LINE_ITEM_ACTIVITY_CODE',
    lines: 'fee lines',
    codeOf: (line) => line.activityCode,
  },
  expense: {
    axis: 'expense',
    kind: 'E',
    field: 'LINE_ITEM_EXPENSE_CODE',
    lines: 'expense lines',
    codeOf: (line) => line.expenseCode,
  },
} as const satisfies Record<CodeAxis, Column>;

/**
 * R62: a code that is missing or not in the sets this client uses. Only where the source has the column; codes
 * of sets whose lists LAIT does not carry are judged by their shape. A bill that leaves a column blank throughout
 * does not use codes; that is one remark about the bill. Adjustment lines (IF, IE) need no codes.
 */
export const codeMissingOrUnknown = defineRule({
  id: 'R62',
  version: 1,
  title: 'Code missing or unknown',
  certainty: 'deterministic',
  defaultSeverity: 'must_fix',
  parameters: {
    requiresTaskCode: { kind: 'boolean', default: true, description: 'Fee lines need a task code.' },
    requiresActivityCode: { kind: 'boolean', default: false, description: 'Fee lines need an activity code.' },
    requiresExpenseCode: { kind: 'boolean', default: true, description: 'Expense lines need an expense code.' },
    allowsPhaseHeaders: {
      kind: 'boolean',
      default: false,
      description: 'Codes that only head a phase (L100, B100) may stand on a line.',
    },
    ...WHOLE_INVOICE_PARAMETERS,
  },
  needs: ['codes'],
  authority: 'UTBMS code sets (ABA 1995, LEDES Oversight Committee); LEDES 1998B fields 15 to 17',
  check(prepared, parameters) {
    const { hasTaskCodes, hasActivityCodes, hasExpenseCodes } = prepared.invoice.columns;
    const checks = [
      ...(hasTaskCodes ? [columnCheck(COLUMNS.task, parameters.requiresTaskCode)] : []),
      ...(hasActivityCodes ? [columnCheck(COLUMNS.activity, parameters.requiresActivityCode)] : []),
      ...(hasExpenseCodes ? [columnCheck(COLUMNS.expense, parameters.requiresExpenseCode)] : []),
    ];
    for (const check of checks) {
      for (const { index, line } of prepared.lines) {
        if (line.kind === check.column.kind) checkLine(check, index, line, prepared.codeSets, parameters);
      }
    }
    return checks.flatMap(({ candidates, column, missing, wrong }) => {
      if (!isWholeInvoice(missing.length, candidates, parameters)) return [...missing, ...wrong];
      const message = `${missing.length} of ${candidates} ${column.lines} have no ${column.axis} code.`;
      return [{ lines: [], message, evidence: [{ field: column.field }] }, ...wrong];
    });
  },
});

/** One column on its way through the lines. */
interface ColumnCheck {
  readonly column: Column;
  readonly isRequired: boolean;
  candidates: number;
  readonly missing: FindingDraft[];
  readonly wrong: FindingDraft[];
  readonly verdicts: Map<string, CodeVerdict>;
}

function columnCheck(column: Column, isRequired: boolean): ColumnCheck {
  return { column, isRequired, candidates: 0, missing: [], wrong: [], verdicts: new Map() };
}

function checkLine(
  check: ColumnCheck,
  index: number,
  line: InvoiceLine,
  codeSets: CodeSets,
  { allowsPhaseHeaders }: { readonly allowsPhaseHeaders: boolean },
): void {
  const { axis, field, codeOf } = check.column;
  check.candidates += 1;
  const code = codeOf(line);
  if (code === null || code === '') {
    if (!check.isRequired) return;
    check.missing.push({ lines: [index], message: `The ${axis} code is missing.`, evidence: [{ field }] });
    return;
  }
  let verdict = check.verdicts.get(code);
  if (verdict === undefined) {
    verdict = codeSets.verdict(axis, code);
    check.verdicts.set(code, verdict);
  }
  const message = complaint(axis, code, verdict, allowsPhaseHeaders);
  if (message !== null) check.wrong.push({ lines: [index], message, evidence: [{ field }] });
}

function complaint(axis: CodeAxis, code: string, verdict: CodeVerdict, allowsPhaseHeaders: boolean): string | null {
  switch (verdict.kind) {
    case 'known':
    case 'plausible':
      return null;
    case 'phaseHeader':
      if (allowsPhaseHeaders) return null;
      return `${code} (${verdict.label}) heads a phase: use one of the ${axis} codes under it.`;
    case 'unknown':
      return `${code} is not ${axis === 'task' ? 'a' : 'an'} ${axis} code this client uses.`;
  }
}
