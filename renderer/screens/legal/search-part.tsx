import { type ReactElement, useState } from 'react';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { EarlierSearches } from './earlier-searches.tsx';
import { SearchForm } from './search-form.tsx';
import styles from './search-part.module.css';
import { SearchResults } from './search-results.tsx';

/** A question on the left margin's list of earlier ones, what leaves, and what came. */
export function SearchPart({ searchId }: { readonly searchId: string | null }): ReactElement {
  const [isKeptOnly, setKeptOnly] = useState(false);
  const earlier = useFirmCall(legalCalls.listSearches(isKeptOnly));
  return (
    <div className={styles.part}>
      <EarlierSearches earlier={earlier} currentId={searchId} isKeptOnly={isKeptOnly} onKeptOnly={setKeptOnly} />
      <div className={styles.sheet}>
        <SearchForm />
        {searchId === null ? (
          <p className={styles.hint}>
            The firm{'\u2019'}s record is searched here: guideline clauses, earlier lines and what became of them,
            letters, notes. CourtListener is asked with the text shown above and nothing else.
          </p>
        ) : (
          <SearchResults key={searchId} searchId={searchId} onChanged={earlier.refresh} />
        )}
      </div>
    </div>
  );
}
