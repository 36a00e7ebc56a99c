import type { Problem, ProblemCode, ProblemSeverity } from '#shared/domain/invoice.ts';

/** Most problems kept per file and severity; beyond it they are counted and said in one more problem. */
export const MAXIMUM_PROBLEMS: Readonly<Record<ProblemSeverity, number>> = {
  unreadable: 10_000,
  does_not_add_up: 100_000,
  outside_profile: 10_000,
};
/** Remarks of one code on one field kept in full per invoice; the rest become "and N more". */
export const MAXIMUM_ALIKE = 20;
/** The same for remarks about what a bill says, not how it is written: rules make findings of them. */
export const MAXIMUM_ALIKE_IN_SUBSTANCE = 2_000;

const SUBSTANCE: ReadonlySet<ProblemCode> = new Set([
  'REQUIRED_BLANK',
  'DATE_UNREADABLE',
  'LINE_NUMBER_REPEATED',
  'HEADER_DIFFERS',
]);

const SHOWN_TEXT = 80;

/** The offending text as a problem shows it: one line, at most 80 characters. */
export function shownText(text: string): string {
  const head = text.length > 400 ? text.slice(0, 400) : text;
  const clean = head.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (clean.length <= SHOWN_TEXT && head.length === text.length) return clean;
  return `${clean.slice(0, SHOWN_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** One problem with its text shortened. `sums` are what the file declares and what LAIT computes. */
export function problemOf(
  severity: ProblemSeverity,
  code: ProblemCode,
  where: { readonly record?: number | null; readonly field?: string | null; readonly text?: string | null },
  message: string,
  sums?: { readonly declaredE4: number; readonly computedE4: number },
): Problem {
  return {
    severity,
    code,
    record: where.record ?? null,
    field: where.field ?? null,
    text: where.text === undefined || where.text === null ? null : shownText(where.text),
    message,
    ...sums,
  };
}

/** The count of problems over a whole file, shared by the logs of its invoices. */
export interface ProblemBudget {
  readonly kept: Record<ProblemSeverity, number>;
  readonly omitted: Record<ProblemSeverity, number>;
}

export function createProblemBudget(): ProblemBudget {
  return {
    kept: { unreadable: 0, does_not_add_up: 0, outside_profile: 0 },
    omitted: { unreadable: 0, does_not_add_up: 0, outside_profile: 0 },
  };
}

export interface ProblemLog {
  add(problem: Problem): void;
  /** True when another `outside_profile` problem of this kind would only be counted: spares making it. */
  isFull(code: ProblemCode, field: string | null): boolean;
  count(code: ProblemCode, field: string | null): void;
  /** In the order added, then one "and N more" for each kind that was cut short. */
  finish(): readonly Problem[];
}

/**
 * Collects the problems of one invoice, or of the file outside its invoices. Remarks (`outside_profile`)
 * repeat on thousands of lines when a generator has a habit, so they are cut short per code and field;
 * sums are kept line by line, because each is money.
 * @param alikeLimit how many of one kind are kept in full
 */
export function createProblemLog(budget: ProblemBudget, alikeLimit = MAXIMUM_ALIKE): ProblemLog {
  const limitOf = (code: ProblemCode) => (SUBSTANCE.has(code) ? MAXIMUM_ALIKE_IN_SUBSTANCE : alikeLimit);
  const kept: Problem[] = [];
  const alike = new Map<string, { kept: number; more: number; last: Problem | null }>();

  const groupOf = (code: ProblemCode, field: string | null) => {
    const key = `${code}|${field ?? ''}`;
    let group = alike.get(key);
    if (group === undefined) {
      group = { kept: 0, more: 0, last: null };
      alike.set(key, group);
    }
    return group;
  };

  const log: ProblemLog = {
    add(problem) {
      const { severity } = problem;
      if (severity === 'outside_profile') {
        const group = groupOf(problem.code, problem.field);
        if (group.kept >= limitOf(problem.code)) {
          group.more += 1;
          return;
        }
        group.kept += 1;
        group.last = problem;
      }
      if (budget.kept[severity] >= MAXIMUM_PROBLEMS[severity]) {
        budget.omitted[severity] += 1;
        return;
      }
      budget.kept[severity] += 1;
      kept.push(problem);
    },
    isFull(code, field) {
      return groupOf(code, field).kept >= limitOf(code);
    },
    count(code, field) {
      groupOf(code, field).more += 1;
    },
    finish() {
      for (const [, group] of alike) {
        if (group.more === 0 || group.last === null) continue;
        const { code, field } = group.last;
        const records = group.more === 1 ? 'record' : 'records';
        kept.push(
          problemOf(
            'outside_profile',
            code,
            { field },
            `And ${group.more} more ${records} with the same remark${field === null ? '' : ` on ${field}`}.`,
          ),
        );
      }
      return kept;
    },
  };
  return log;
}

/** What the budget left out, as file problems. */
export function omittedProblems(budget: ProblemBudget): readonly Problem[] {
  return (['unreadable', 'does_not_add_up', 'outside_profile'] as const).flatMap((severity) =>
    budget.omitted[severity] === 0
      ? []
      : [
          problemOf(
            severity,
            'PROBLEMS_OMITTED',
            {},
            `${budget.omitted[severity]} more problems of this severity were found and are not listed. Correct those listed and read the file again.`,
          ),
        ],
  );
}
