import type { Problem, ProblemCode } from '#shared/domain/invoice.ts';

/** A reader's problem for tests of the rules that turn problems into findings. */
export function buildProblem(code: ProblemCode, changes: Partial<Problem> = {}): Problem {
  return {
    severity: 'does_not_add_up',
    code,
    record: null,
    field: null,
    text: null,
    message: 'The reader says so.',
    ...changes,
  };
}
