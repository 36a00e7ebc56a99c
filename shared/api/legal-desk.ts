import { z } from 'zod';
import type { SavedResult } from './legal.ts';

/**
 * What a workspace knows for legal work without asking anybody: matters held, results saved to them, citations of a line.
 * Part of the contract in `workspace.ts`.
 */
export const legalDeskQueries = {
  /** Matters of the firm's record that this person may see, by client and number. */
  listMatters: z.strictObject({}),
  /** Newest first. Every word of `text` is in the title, a citation, the note or a passage. */
  listSavedResults: z.strictObject({ matterId: z.uuid().nullable(), text: z.string().max(200) }),
  /** Citations in a line's narrative and comments, in their order. */
  findLineCitations: z.strictObject({ lineId: z.uuid() }),
  /** Courts as CourtListener names them. */
  listCourts: z.strictObject({}),
} as const;

export interface MatterSummary {
  readonly matterId: string;
  readonly clientNumber: string;
  readonly clientName: string;
  readonly matterNumber: string;
  readonly matterName: string;
  readonly isClosed: boolean;
}

export interface SavedResultView extends SavedResult {
  /** A name to show. */
  readonly savedByName: string;
  readonly matter: MatterSummary | null;
}

export interface LineCitation {
  /** `comment`: the text of `commentId`. */
  readonly place: 'narrative' | 'comment';
  readonly commentId: string | null;
  /** Characters of that text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  /** The same for every spelling of one authority. */
  readonly normalised: string;
  /** `case` can be looked up; a `law` and a `short` form cannot. */
  readonly kind: 'case' | 'law' | 'short';
  /** As the writer calls the case. */
  readonly caseName: string | null;
  readonly year: number | null;
  /** The reporter was not published in that year: it cannot be right. */
  readonly isYearImpossible: boolean;
}

export interface LineCitations {
  /** The matter of the firm's record that the line belongs to; null: none, so nothing can be saved to it. */
  readonly matterId: string | null;
  /** Each authority once, where it is cited first. */
  readonly citations: readonly LineCitation[];
}

export interface Court {
  /** `ca9`. */
  readonly id: string;
  /** `9th Cir.` */
  readonly name: string;
}

export interface LegalDeskOutputs {
  readonly listMatters: readonly MatterSummary[];
  readonly listSavedResults: readonly SavedResultView[];
  readonly findLineCitations: LineCitations;
  readonly listCourts: readonly Court[];
}
