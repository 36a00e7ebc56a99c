import type { Span } from './citation.ts';

/** Volume, reporter and page that may be a case citation, before neighbours are looked at. */
export interface Candidate extends Span {
  readonly volume: string;
  readonly reporter: string;
  readonly page: string | null;
  readonly normalised: string;
  readonly needsContext: boolean;
  readonly courtId: string | null;
  readonly firstYear: number | null;
  readonly lastYear: number | null;
  /** Of a court's own numbering, which begins with the year. */
  readonly ownYear: number | null;
  readonly pinCite: string | null;
  /** Behind page and pin cite. */
  readonly pinEnd: number;
}

/** `550 U.S. at 556`: a volume and a page of a case cited before. */
export interface ShortCandidate extends Span {
  readonly volume: string;
  readonly reporter: string;
  readonly pinCite: string;
}
