/** Where something stands in the text that was searched; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The name of a case as written before a citation. */
export interface CaseName extends Span {
  /** In one piece, with single spaces: `Bell Atlantic Corp. v. Twombly`. */
  readonly name: string;
  readonly plaintiff: string | null;
  readonly defendant: string | null;
}

interface Found extends Span {
  /** As written. */
  readonly text: string;
  /**
   * As a citation manual would write it: `550 U.S. 544`, `42 U.S.C. § 1983`; the same for every spelling of it. Of a
   * short form what it points to, so that all that name one authority have one key; else as it is written.
   */
  readonly normalised: string;
  /**
   * Place in the list of the citation that this one repeats: the first of parallel citations, or what a short form
   * points to. `null` for a citation that stands for itself and for a short form that points to nothing found.
   */
  readonly repeats: number | null;
}

export interface CaseCitation extends Found {
  readonly kind: 'case';
  readonly volume: string;
  /** The reporter's canonical abbreviation. */
  readonly reporter: string;
  /** `null` for a page left blank (`600 U.S. ___`). */
  readonly page: string | null;
  readonly pinCite: string | null;
  readonly caseName: CaseName | null;
  /** As CourtListener names courts; from the parenthesis, else from the reporter where it serves one court. */
  readonly courtId: string | null;
  readonly year: number | null;
  /** Whether the reporter (or court) appeared in that year; `null` where no year is given. */
  readonly isYearPossible: boolean | null;
  /** From the case's name to the end of the parenthesis. */
  readonly whole: Span;
}

/** `550 U.S. at 556`, with the name before it where one is written. */
export interface ShortCitation extends Found {
  readonly kind: 'short';
  readonly volume: string;
  readonly reporter: string;
  readonly pinCite: string;
  readonly shortName: string | null;
}

/** `Id. at 5`. */
export interface IdCitation extends Found {
  readonly kind: 'id';
  readonly pinCite: string | null;
}

/** `Twombly, supra, at 556`. */
export interface SupraCitation extends Found {
  readonly kind: 'supra';
  readonly shortName: string | null;
  readonly pinCite: string | null;
}

/** A statute, regulation, session law or rule of court. */
export interface LawCitation extends Found {
  readonly kind: 'law';
  /** Of the code: `U.S.C.`, `Cal. Civ. Code`, `Fed. R. Civ. P.` */
  readonly code: string;
  readonly title: string | null;
  readonly section: string;
  /** `us`, or the state's two letters. */
  readonly jurisdiction: string;
}

export type Citation = CaseCitation | ShortCitation | IdCitation | SupraCitation | LawCitation;
