import { type ReactElement, useEffect, useState } from 'react';
import type { LegalSearch, SearchHit } from '#shared/api/legal.ts';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useFirmAction } from '../../state/firm-context.ts';
import { useFollowed } from '../../state/use-followed.ts';
import { useQuery } from '../../state/use-query.ts';
import { Button } from '../../ui/button.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { HitCard } from './hit-card.tsx';
import { draftFrom } from './legal-store.ts';
import { SOURCE_WORDS } from './legal-words.ts';
import { SaveDialog } from './save-dialog.tsx';
import { SearchHead } from './search-head.tsx';
import styles from './search-results.module.css';
import { SourceLine } from './source-line.tsx';
import { useHitCursor } from './use-hit-cursor.ts';

const isOver = (search: LegalSearch): boolean => search.state !== 'running';

/** What came of one search: who answered, how old the answer is, and what it says, each with its source. */
export function SearchResults({ searchId, onChanged }: { readonly searchId: string; onChanged(): void }): ReactElement {
  const { value: search, error, isFollowing, stop, refresh } = useFollowed(legalCalls.getSearch(searchId), isOver);
  const act = useFirmAction();
  const [saving, setSaving] = useState<SearchHit | null>(null);
  const [isMoreAsked, setMoreAsked] = useState(false);
  const hits = search?.hits ?? [];
  const cursor = useHitCursor(hits.length);
  const current = hits[cursor.index];
  const state = search?.state;
  const isKnown = search !== undefined;
  // The list beside it shows a new search at once, and its count at its end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: both are reasons, not inputs
  useEffect(onChanged, [state, isKnown]);
  // What was asked again by itself is told like anything else: then it is looked for.
  const { value: sync } = useQuery('getSyncStatus', {});
  const told = sync?.unreadCount ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the news is the reason
  useEffect(() => {
    if (state === 'queued') refresh();
  }, [told]);
  const more = async (): Promise<void> => {
    if (search === undefined || !search.hasMore || isMoreAsked) return;
    setMoreAsked(true);
    await act(legalCalls.moreOf(search.id), 'More is asked of CourtListener.');
    setMoreAsked(false);
    refresh();
  };
  useCommands({
    ...(isFollowing ? { stopWaiting: stop } : {}),
    ...(current === undefined ? {} : { saveHit: () => setSaving(current) }),
    ...(search?.hasMore === true ? { moreHits: () => void more() } : {}),
  });

  if (search === undefined) {
    if (error === null || error.kind === 'offline') {
      return (
        <p className={styles.asking} role="status">
          {error === null ? 'Asking the server\u2026' : error.message}
        </p>
      );
    }
    return <Trouble title="This search cannot be shown." message={error.message} />;
  }
  return (
    <section aria-label="Results" className={styles.results}>
      <SearchHead
        search={search}
        isFollowing={isFollowing}
        onStop={stop}
        onRefresh={refresh}
        onAgain={() => draftFrom(search)}
        onChanged={() => {
          refresh();
          onChanged();
        }}
      />
      {search.sources.map((outcome) => {
        const ofSource = hits.filter((hit) => hit.source === outcome.source);
        return (
          <section key={outcome.source} aria-label={SOURCE_WORDS[outcome.source]}>
            <SourceLine outcome={outcome} hitCount={ofSource.length} />
            <ol>
              {ofSource.map((hit) => (
                <li key={hit.id}>
                  <HitCard
                    hit={hit}
                    isCached={outcome.state === 'cached' || outcome.state === 'stale'}
                    isCurrent={hit === current}
                    onFocus={() => cursor.moveTo(hits.indexOf(hit))}
                    onSave={() => setSaving(hit)}
                  />
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      {search.hasMore ? (
        <p className={styles.more}>
          <Button look="line" action="moreHits" isDisabled={isMoreAsked} onPress={() => void more()}>
            More from CourtListener
          </Button>
        </p>
      ) : null}
      {search.state !== 'running' && hits.length === 0 ? <Empty search={search} /> : null}
      {saving === null ? null : (
        <SaveDialog
          hit={saving}
          searchId={search.id}
          matterId={search.matterId}
          onClose={() => {
            setSaving(null);
            window.setTimeout(cursor.refocus, 0);
          }}
          onSaved={refresh}
        />
      )}
    </section>
  );
}

function Empty({ search }: { readonly search: LegalSearch }): ReactElement {
  return (
    <p className={styles.empty}>
      {search.outcome === 'partial'
        ? 'Nothing was found where an answer could be had. That is not the same as nothing being there.'
        : 'Nothing was found. Fewer words, another spelling or fewer filters may find more.'}
    </p>
  );
}
