/** A test by file and by the title it is written with (a `%s` of a table of cases included). */
export interface Proof {
  readonly file: string;
  readonly test: string;
}

/** `held`: the whole line, with tests. `partly`: what `reason` leaves out. `absent`: not in this version. */
export type PromiseState = 'held' | 'partly' | 'absent';

/** One line of the security checklist. */
export interface SecurityPromise {
  /** Stays the same when the words change. */
  readonly id: string;
  /** One plain sentence. */
  readonly promise: string;
  readonly state: PromiseState;
  /** What is missing, and why; null where nothing is. */
  readonly reason: string | null;
  readonly proofs: readonly Proof[];
}

export interface PromiseArea {
  readonly title: string;
  readonly promises: readonly SecurityPromise[];
}

/** A promise that holds as a whole. */
export function held(id: string, promise: string, ...proofs: readonly Proof[]): SecurityPromise {
  return { id, promise, state: 'held', reason: null, proofs };
}

/** A promise of which a part holds. */
export function partly(id: string, promise: string, reason: string, ...proofs: readonly Proof[]): SecurityPromise {
  return { id, promise, state: 'partly', reason, proofs };
}

/** A promise that this version does not make. */
export function absent(id: string, promise: string, reason: string): SecurityPromise {
  return { id, promise, state: 'absent', reason, proofs: [] };
}

/** Several tests of one file. */
export function tests(file: string, ...titles: readonly string[]): readonly Proof[] {
  return titles.map((test) => ({ file, test }));
}
