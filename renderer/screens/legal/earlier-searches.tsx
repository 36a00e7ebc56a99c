import type { ReactElement } from 'react';
import type { z } from 'zod';
import type { searchPage } from '#shared/api/legal.ts';
import type { FirmState } from '../../state/firm-context.ts';
import { navigate } from '../../state/navigation.ts';
import { formatRoute } from '../../state/route.ts';
import { Choices } from '../../ui/choices.tsx';
import { cx } from '../../ui/cx.ts';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './earlier-searches.module.css';

type Earlier = z.infer<typeof searchPage>['searches'][number];

/** The person's own searches, newest first; those kept under a name carry it. */
export function EarlierSearches({
  earlier,
  currentId,
  isKeptOnly,
  onKeptOnly,
}: {
  readonly earlier: FirmState<z.infer<typeof searchPage>>;
  readonly currentId: string | null;
  readonly isKeptOnly: boolean;
  onKeptOnly(isKeptOnly: boolean): void;
}): ReactElement {
  const { value, error } = earlier;
  return (
    <nav className={styles.rail} aria-label="Earlier searches">
      <div className={styles.choice}>
        <Choices
          label="Which searches"
          choices={[
            { id: 'recent', label: 'Recent' },
            { id: 'kept', label: 'Kept' },
          ]}
          chosen={isKeptOnly ? 'kept' : 'recent'}
          onChange={(id) => onKeptOnly(id === 'kept')}
        />
      </div>
      {value === undefined && error !== null ? <p className={styles.none}>{error.message}</p> : null}
      {value !== undefined && value.searches.length === 0 ? (
        <p className={styles.none}>{isKeptOnly ? 'No search is kept under a name.' : 'Nothing was searched yet.'}</p>
      ) : null}
      <ol>
        {value?.searches.map((search) => (
          <li key={search.id}>
            <Entry search={search} isCurrent={search.id === currentId} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Entry({ search, isCurrent }: { readonly search: Earlier; readonly isCurrent: boolean }): ReactElement {
  const route = { screen: 'legal', part: 'search', id: search.id } as const;
  return (
    <a
      className={cx(styles.entry, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
      href={formatRoute(route)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        navigate(route);
      }}
    >
      <span className={styles.words}>
        {search.name === null ? null : <Icon name="saved" className={styles.kept} />}
        {search.name ?? search.query}
      </span>
      <span className={styles.quiet}>
        {formatMoment(search.askedAt, new Date())}
        {' \u00b7 '}
        {stateWords(search)}
      </span>
    </a>
  );
}

function stateWords({ state, outcome, hitCount }: Earlier): string {
  if (state === 'running') return 'searching';
  if (state === 'queued') return 'asked again by itself';
  return outcome === 'partial' ? `${countOf(hitCount, 'result')}, partial` : countOf(hitCount, 'result');
}
