/** A fee line with the codes it was billed under, and where it stands. */
export interface LabelledNarrative {
  readonly client: string;
  readonly matter: string;
  readonly bill: string;
  readonly narrative: string;
  readonly taskCode: string;
  readonly activityCode: string;
}
