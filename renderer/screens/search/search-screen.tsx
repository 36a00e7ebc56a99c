import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { SearchHit } from '#shared/api/workspace.ts';
import { navigate, noteRoute } from '../../state/navigation.ts';
import { formatRoute } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { Figure } from '../../ui/figure.tsx';
import { formatDate } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { segmentText } from '../../ui/marked-text.ts';
import { FilterField } from '../../ui/text-field.tsx';
import styles from './search-screen.module.css';
import { spansOfWords } from './spans-of-words.ts';

const LIMIT = 200;

/** Words across every invoice held here. */
export function SearchScreen({ text }: { readonly text: string }): ReactElement {
  const [typed, setTyped] = useState(text);
  const [wanted, setWanted] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const timer = window.setTimeout(() => setWanted(typed.trim()), 120);
    return () => window.clearTimeout(timer);
  }, [typed]);
  useEffect(() => noteRoute({ screen: 'search', text: wanted }), [wanted]);
  return (
    <div className={styles.screen}>
      <div className={styles.sheet}>
        <h1 className="visuallyHidden">Search</h1>
        <div className={styles.field}>
          <FilterField
            label="Words in narratives, timekeepers, numbers"
            value={typed}
            inputRef={field}
            onChange={setTyped}
            onLeave={() => document.querySelector<HTMLElement>('[data-hit]')?.focus()}
          />
        </div>
        {wanted === '' ? (
          <p className={styles.quiet}>Searches every line of every invoice held on this device.</p>
        ) : (
          <Hits text={wanted} />
        )}
      </div>
    </div>
  );
}

function Hits({ text }: { readonly text: string }): ReactElement | null {
  const { value: hits, error } = useQuery('search', { text, limit: LIMIT });
  if (error !== null) return <p className={styles.quiet}>{error.message}</p>;
  if (hits === undefined) return null;
  return (
    <>
      <p role="status" className={styles.quiet}>
        {hits.length === 0 ? 'No line has these words.' : countOf(hits.length, 'line')}
        {hits.length === LIMIT ? ' shown; more words narrow it down.' : ''}
      </p>
      <ol>
        {hits.map((hit) => (
          <li key={hit.lineId} className={styles.item}>
            <Hit hit={hit} text={text} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Hit({ hit, text }: { readonly hit: SearchHit; readonly text: string }): ReactElement {
  const route = { screen: 'review', invoiceId: hit.invoiceId, lineId: hit.lineId } as const;
  return (
    <a
      data-hit
      className={styles.hit}
      href={formatRoute(route)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        navigate(route);
      }}
    >
      <span className={styles.facts}>
        <b>{hit.invoiceNumber ?? 'No number'}</b>
        <span>{formatDate(hit.date)}</span>
        <span>{hit.timekeeperName ?? ''}</span>
      </span>
      <span className={styles.narrative}>
        {segmentText(hit.narrative, spansOfWords(hit.narrative, text)).map((segment, index) =>
          segment.findingIds.length === 0 ? (
            segment.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: segments are positions in one text
            <mark key={index} className={styles.mark}>
              {segment.text}
            </mark>
          ),
        )}
      </span>
      <span className={styles.total}>
        <Figure valueE4={hit.totalE4} />
      </span>
    </a>
  );
}
