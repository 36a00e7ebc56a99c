import type { SearchFilters } from '#shared/api/legal.ts';
import type { ReadTransaction } from '../../access/read-as.ts';
import type { FoundHit } from '../courtlistener/view-hits.ts';

/** A passage of the firm's own record. */
export interface LocalHit extends Omit<FoundHit, 'source' | 'fetchedAt'> {
  /** The scope it comes from (`matter:...`, `firm`): whoever may not see it does not see the hit. */
  readonly scopeId: string;
}

export interface LocalAnswer {
  readonly hits: readonly LocalHit[];
  /** Of passages this person may see. */
  readonly totalCount: number;
}

/** The firm's own record, as one person may see it; row security is theirs in this transaction. */
export type LocalSearch = (
  db: ReadTransaction,
  viewer: { readonly userId: string },
  query: string,
  filters: SearchFilters,
  limit: number,
) => Promise<LocalAnswer>;
