import type { LegalDatabase } from './courtlistener/legal-database.ts';
import type { LocalSearch } from './searches/local-search.ts';

/** The sources of a legal search; null: turned off. */
export interface LegalParts {
  readonly courtlistener: LegalDatabase | null;
  readonly local: LocalSearch | null;
}
