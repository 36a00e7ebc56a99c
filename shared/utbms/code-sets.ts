/** A code of a published or client set. Phase headers group and are usually not valid on a line. */
export interface UtbmsCode {
  readonly code: string;
  readonly label: string;
  readonly isPhaseHeader: boolean;
}

export type CodeAxis = 'task' | 'activity' | 'expense';

export interface CodeSet {
  /** `litigation`, `ediscovery`, `bankruptcy`, `counseling`, `project`, `activity`, `expense`, ... */
  readonly id: string;
  readonly title: string;
  readonly axis: CodeAxis;
  readonly codes: readonly UtbmsCode[];
  /** False for sets LAIT knows by name and pattern only (trademark, patent, ...): unknown is not wrong. */
  readonly isComplete: boolean;
  /** For incomplete sets: what their codes look like. */
  readonly pattern?: RegExp | undefined;
}

export type CodeVerdict =
  | { readonly kind: 'known'; readonly setId: string; readonly label: string }
  | { readonly kind: 'phaseHeader'; readonly setId: string; readonly label: string }
  | { readonly kind: 'plausible'; readonly setId: string }
  | { readonly kind: 'unknown' };

/** The sets in use for one client. */
export interface CodeSets {
  verdict(axis: CodeAxis, code: string): CodeVerdict;
}
