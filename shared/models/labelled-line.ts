import type { NarrativeFeatures } from './narrative-features.ts';

/** An approved line as a code model learns from it. Client, matter and bill are only compared, never kept. */
export interface LabelledLine {
  readonly features: NarrativeFeatures;
  readonly label: string;
  readonly client: string;
  readonly matter: string;
  readonly bill: string;
}

/** In how many matters, of how many clients, something must have been said for a model to know of it. */
export interface Seclusion {
  readonly matters: number;
  readonly clients: number;
}

/** A word of one matter alone, or of one client alone, is not learned: what a wall hides cannot be asked out of a model. */
export const SECLUSION: Seclusion = { matters: 3, clients: 2 };
