/** One numbered step of Settings > Diagnostics: what was looked at and what was found, in words for people. */
export interface DiagnosticStep {
  readonly number: number;
  readonly name: string;
  /** `attention`: works, and somebody should look at it. */
  readonly outcome: 'ok' | 'attention' | 'failed';
  /** What was found and what to do; ids, counts and times only. */
  readonly finding: string;
}
