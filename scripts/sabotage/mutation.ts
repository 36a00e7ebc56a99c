/**
 * One committed one-line mutation: a way to break the product on purpose, and the tests that must notice.
 * `find` must occur exactly once in `file`; when it no longer does, the run fails, so that the list stays true.
 */
export interface Mutation {
  /** What is broken, as a promise undone: "R24 takes every increment for right". */
  readonly name: string;
  /** Path from the project's root. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Test files, from the root, at least one of which must fail. */
  readonly tests: readonly string[];
}
