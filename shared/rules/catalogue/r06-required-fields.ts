import type { Invoice, Problem, ProblemCode } from '#shared/domain/invoice.ts';
import { lineIndexes, problemsWith } from '../invoice-problems.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { isWholeInvoice, WHOLE_INVOICE_PARAMETERS } from '../whole-invoice.ts';

/** What each problem is called in a finding; the field's name stands before it. */
const PHRASES = {
  REQUIRED_BLANK: 'is blank',
  DATE_UNREADABLE: 'is not a date',
  NUMBER_UNREADABLE: 'is not a number',
  NUMBER_TOO_LARGE: 'is too large to hold exactly',
  TAX_RATE_UNREADABLE: 'is not a tax rate',
  LINE_NUMBER_REPEATED: 'is used on an earlier line',
  PERIOD_REVERSED: 'is before the start of the period',
} as const satisfies Partial<Record<ProblemCode, string>>;

const CODES = Object.keys(PHRASES) as readonly (keyof typeof PHRASES)[];

/** Outside the specification, and a client's system may still take it. */
const LIGHTER: readonly ProblemCode[] = ['LINE_NUMBER_REPEATED', 'PERIOD_REVERSED'];

/**
 * R06: required fields are filled, dates are dates, numbers are numbers, line numbers are unique. One
 * finding a line names all its fields; a field wrong on most lines is one finding about the invoice.
 */
export const requiredFields = defineRule({
  id: 'R06',
  version: 1,
  title: 'Required field missing or invalid',
  certainty: 'deterministic',
  defaultSeverity: 'reject',
  parameters: {
    ignoredFields: {
      kind: 'words',
      default: [],
      description: 'Fields this client does not ask for, by the name the file has for them.',
    },
    ...WHOLE_INVOICE_PARAMETERS,
  },
  needs: [],
  authority: 'LEDES 1998B Rev 7-2014 (required fields and types); Legal Tracker posting errors 003, 004 and 005',
  check({ invoice }, parameters) {
    const ignored = new Set(parameters.ignoredFields.map((field) => field.toUpperCase()));
    const problems = problemsWith(invoice, CODES).filter(({ field }) => !ignored.has((field ?? '').toUpperCase()));
    const whole = wholeInvoiceKinds(invoice, problems, parameters);
    const drafts: FindingDraft[] = [...whole.values()];
    const byLine = new Map<number, Problem[]>();
    const indexes = lineIndexes(invoice, problems);
    for (const problem of problems) {
      if (whole.has(kindOf(problem))) continue;
      const index = problem.record === null ? -1 : (indexes.get(problem.record) ?? -1);
      // About the invoice, or about a record that is no line of it: said once, beside no line.
      if (index === -1) drafts.push(draftOf([], [problem]));
      else byLine.set(index, [...(byLine.get(index) ?? []), problem]);
    }
    for (const [index, ofLine] of byLine) drafts.push(draftOf([index], ofLine));
    return drafts;
  },
});

function draftOf(lines: readonly number[], problems: readonly Problem[]): FindingDraft {
  const isLighter = problems.every(({ code }) => LIGHTER.includes(code));
  return {
    lines,
    message: `${problems.map(phraseOf).join('; ')}.`,
    evidence: problems.flatMap(({ field }) => (field === null ? [] : [{ field }])),
    ...(isLighter ? { severity: 'warn' } : {}),
  };
}

function phraseOf(problem: Problem): string {
  const phrase = CODES.find((code) => code === problem.code);
  const what = problem.field ?? 'A required field';
  const text = problem.text === null || problem.text === '' ? '' : ` "${problem.text}"`;
  return `${what}${text} ${phrase === undefined ? 'is invalid' : PHRASES[phrase]}`;
}

// A reader cuts long lists of one remark short and ends them with one that names no record.
function wholeInvoiceKinds(
  invoice: Invoice,
  problems: readonly Problem[],
  parameters: Parameters<typeof isWholeInvoice>[2],
): ReadonlyMap<string, FindingDraft> {
  const counts = new Map<string, { readonly problem: Problem; count: number; isCutShort: boolean }>();
  for (const problem of problems) {
    const kind = kindOf(problem);
    const entry = counts.get(kind) ?? { problem, count: 0, isCutShort: false };
    counts.set(kind, entry);
    if (problem.record === null) entry.isCutShort ||= entry.count > 0;
    else entry.count += 1;
  }
  const drafts = new Map<string, FindingDraft>();
  for (const [kind, { problem, count, isCutShort }] of counts) {
    if (!isCutShort && !isWholeInvoice(count, invoice.lines.length, parameters)) continue;
    const where = isCutShort ? `on ${count} lines and more` : `on ${count} of ${invoice.lines.length} lines`;
    const draft = draftOf([], [{ ...problem, text: null }]);
    drafts.set(kind, { ...draft, message: `${draft.message.slice(0, -1)} ${where}.` });
  }
  return drafts;
}

function kindOf({ code, field }: Problem): string {
  return `${code} ${field ?? ''}`;
}
