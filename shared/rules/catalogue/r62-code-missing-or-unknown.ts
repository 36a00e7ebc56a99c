import type { InvoiceLine } from '#shared/domain/invoice.ts';
import type { CodeAxis, CodeVerdict } from '#shared/utbms/code-sets.ts';
import type { PreparedInvoice } from '../prepare/prepared-invoice.ts';
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
    return [
      ...(hasTaskCodes ? checkColumn(prepared, COLUMNS.task, parameters.requiresTaskCode, parameters) : []),
      ...(hasActivityCodes ? checkColumn(prepared, COLUMNS.activity, parameters.requiresActivityCode, parameters) : []),
      ...(hasExpenseCodes ? checkColumn(prepared, COLUMNS.expense, parameters.requiresExpenseCode, parameters) : []),
    ];
  },
});

interface Limits {
  readonly allowsPhaseHeaders: boolean;
  readonly wholeInvoiceShareE4: number;
  readonly wholeInvoiceMinimumLines: number;
}

function checkColumn(
  prepared: PreparedInvoice,
  { axis, kind, field, lines: lineWords, codeOf }: Column,
  isRequired: boolean,
  limits: Limits,
): readonly FindingDraft[] {
  const evidence = [{ field }];
  const missing: FindingDraft[] = [];
  const wrong: FindingDraft[] = [];
  const verdicts = new Map<string, CodeVerdict>();
  let candidates = 0;
  for (const { index, line } of prepared.lines) {
    if (line.kind !== kind) continue;
    candidates += 1;
    const code = codeOf(line);
    if (code === null || code === '') {
      if (isRequired) missing.push({ lines: [index], message: `The ${axis} code is missing.`, evidence });
      continue;
    }
    const verdict = verdicts.get(code) ?? prepared.codeSets.verdict(axis, code);
    verdicts.set(code, verdict);
    const message = complaint(axis, code, verdict, limits.allowsPhaseHeaders);
    if (message !== null) wrong.push({ lines: [index], message, evidence });
  }
  if (!isWholeInvoice(missing.length, candidates, limits)) return [...missing, ...wrong];
  const message = `${missing.length} of ${candidates} ${lineWords} have no ${axis} code.`;
  return [{ lines: [], message, evidence }, ...wrong];
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
