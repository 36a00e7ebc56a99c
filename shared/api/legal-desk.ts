import { z } from 'zod';
import type { SavedResult } from './legal.ts';

/** What is held of the record to be searched. */
export const RECORD_KINDS = ['line', 'note', 'clause', 'opinion'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * What a workspace knows for legal work without asking anybody: matters held, results saved to them, citations of a line.
 * Part of the contract in `workspace.ts`.
 */
export const legalDeskQueries = {
  /** Matters of the firm's record that this person may see, by client and number. */
  listMatters: z.strictObject({}),
  /** Newest first. Every word of `text` is in the title, a citation, the note or a passage. */
  listSavedResults: z.strictObject({ matterId: z.uuid().nullable(), text: z.string().max(200) }),
  /** The same search as the server's over what is held here: decided lines, notes, clauses, saved opinions; best first. */
  searchRecord: z.strictObject({
    text: z.string().max(1000),
    /** None: all. */
    kinds: z.array(z.enum(RECORD_KINDS)).max(4),
    limit: z.int().min(1).max(100),
  }),
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

export interface RecordHit {
  readonly kind: RecordKind;
  /** Of the line, the comment or the saved result; `name:version:rule` of a clause. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Words of the question in `text`; `end` is exclusive. */
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
  /** `phrase`: word for word what was asked; these come first. */
  readonly tier: 'phrase' | 'words';
  readonly date: string | null;
  /** The invoice to open, of a line or a note; null: another kind. */
  readonly invoiceId: string | null;
  readonly lineId: string | null;
  /** Where an opinion is read at its source. */
  readonly link: string | null;
  /** What became of a line, as DecisionKind has it. */
  readonly outcome: string | null;
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
  /** Each authority once for every name it is given, where that comes first. */
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
  readonly searchRecord: readonly RecordHit[];
  readonly findLineCitations: LineCitations;
  readonly listCourts: readonly Court[];
}
