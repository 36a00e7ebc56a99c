import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { draftsOfLines } from '../drafts-of-lines.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { isWholeInvoice, WHOLE_INVOICE_PARAMETERS } from '../whole-invoice.ts';

interface Conflict {
  readonly kind: InvoiceLine['kind'];
  readonly field: string;
  /** "A fee line has an expense code", continued with the value. */
  readonly words: string;
  readonly plural: string;
  given(line: InvoiceLine): string | null;
}

const FEE_WITH_EXPENSE_CODE: Conflict = {
  kind: 'F',
  field: 'LINE_ITEM_EXPENSE_CODE',
  words: 'A fee line has the expense code',
  plural: 'fee lines have an expense code',
  given: (line) => line.expenseCode,
};
const EXPENSE_WITH_TASK: Conflict = {
  kind: 'E',
  field: 'LINE_ITEM_TASK_CODE',
  words: 'An expense line has the task code',
  plural: 'expense lines have a task code',
  given: (line) => line.taskCode,
};
const EXPENSE_WITH_ACTIVITY: Conflict = {
  kind: 'E',
  field: 'LINE_ITEM_ACTIVITY_CODE',
  words: 'An expense line has the activity code',
  plural: 'expense lines have an activity code',
  given: (line) => line.activityCode,
};
const EXPENSE_WITH_TIMEKEEPER: Conflict = {
  kind: 'E',
  field: 'TIMEKEEPER_ID',
  words: 'An expense line names the timekeeper',
  plural: 'expense lines name a timekeeper',
  given: (line) => line.timekeeperName ?? line.timekeeperId,
};

/**
 * R65: a line's type and its codes contradict each other. A billing system that puts a task or a timekeeper on
 * all its expenses is one remark about the bill.
 */
export const typeAndCodes = defineRule({
  id: 'R65',
  version: 1,
  title: 'Line type and codes disagree',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    allowsTaskCodesOnExpenses: {
      kind: 'boolean',
      default: false,
      description: 'Expenses may carry task and activity codes (many billing systems demand them).',
    },
    allowsTimekeepersOnExpenses: {
      kind: 'boolean',
      default: false,
      description: 'Expenses may name the timekeeper who incurred them.',
    },
    ...WHOLE_INVOICE_PARAMETERS,
  },
  needs: [],
  authority: 'LEDES 1998B fields 15 to 18 (task, activity, timekeeper: fees; expense code: expenses)',
  check({ lines }, parameters) {
    const conflicts = [
      FEE_WITH_EXPENSE_CODE,
      ...(parameters.allowsTaskCodesOnExpenses ? [] : [EXPENSE_WITH_TASK, EXPENSE_WITH_ACTIVITY]),
      ...(parameters.allowsTimekeepersOnExpenses ? [] : [EXPENSE_WITH_TIMEKEEPER]),
    ];
    const candidates = { F: 0, E: 0, IF: 0, IE: 0 };
    for (const { line } of lines) candidates[line.kind] += 1;
    return conflicts.flatMap((conflict) => {
      const of = candidates[conflict.kind];
      const drafts = of === 0 ? [] : draftsOfLines(lines, ({ index, line }) => draftOf(conflict, index, line));
      if (!isWholeInvoice(drafts.length, of, parameters)) return drafts;
      const message = `${drafts.length} of ${of} ${conflict.plural}.`;
      return [{ lines: [], message, evidence: [{ field: conflict.field }] }];
    });
  },
});

function draftOf(conflict: Conflict, index: number, line: InvoiceLine): FindingDraft | null {
  if (line.kind !== conflict.kind) return null;
  const value = conflict.given(line);
  if (value === null || value === '') return null;
  return { lines: [index], message: `${conflict.words} ${value}.`, evidence: [{ field: conflict.field }] };
}
