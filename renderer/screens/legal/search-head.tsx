import { type ReactElement, useEffect, useState } from 'react';
import type { LegalSearch } from '#shared/api/legal.ts';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useFirmAction } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { Icon } from '../../ui/icons.tsx';
import { failureSentence, SOURCE_WORDS } from './legal-words.ts';
import styles from './search-head.module.css';

/** Ten seconds are what a search may take. */
const LONGEST_SECONDS = 10;

/** The question and how it went: what left, what is under way, what could not be had and when it comes. */
export function SearchHead({
  search,
  isFollowing,
  onStop,
  onRefresh,
  onAgain,
  onChanged,
}: {
  readonly search: LegalSearch;
  readonly isFollowing: boolean;
  onStop(): void;
  onRefresh(): void;
  onAgain(): void;
  onChanged(): void;
}): ReactElement {
  const now = new Date();
  return (
    <header className={styles.head}>
      <p className={styles.question}>{search.query}</p>
      <p className={styles.facts}>
        Asked {formatMoment(search.askedAt, now)}
        {search.completedAt === null ? '' : `, completed ${formatMoment(search.completedAt, now)}`}
        {'. '}
        {search.outgoingText === null ? (
          'Nothing left the firm.'
        ) : (
          <>
            Left for CourtListener: <span className={styles.sent}>{search.outgoingText}</span>
          </>
        )}
      </p>
      {search.state === 'running' ? (
        <Progress search={search} isFollowing={isFollowing} onStop={onStop} onRefresh={onRefresh} />
      ) : null}
      <Partial search={search} now={now} onRefresh={onRefresh} />
      {search.state === 'running' ? null : <Keep search={search} onAgain={onAgain} onChanged={onChanged} />}
    </header>
  );
}

function Progress({
  search,
  isFollowing,
  onStop,
  onRefresh,
}: {
  readonly search: LegalSearch;
  readonly isFollowing: boolean;
  onStop(): void;
  onRefresh(): void;
}): ReactElement {
  const seconds = useSecondsSince(isFollowing);
  const waiting = search.sources.filter(({ state }) => state === 'waiting').map(({ source }) => SOURCE_WORDS[source]);
  if (!isFollowing) {
    return (
      <p className={styles.progress} role="status">
        Not waiting any more. The search goes on at the server and stays in the list on the left.
        <Button look="line" onPress={onRefresh}>
          Look again
        </Button>
      </p>
    );
  }
  return (
    <div className={styles.progress}>
      <p role="status">Searching: {waiting.length === 0 ? 'putting the answers together' : waiting.join(', ')}</p>
      <progress
        className={styles.bar}
        aria-label="Time taken"
        max={LONGEST_SECONDS}
        value={Math.min(seconds, LONGEST_SECONDS)}
      />
      <span className={styles.seconds} aria-hidden="true">
        {seconds} s
      </span>
      <Button look="line" action="stopWaiting" onPress={onStop}>
        Stop waiting
      </Button>
    </div>
  );
}

function useSecondsSince(isRunning: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(() => setSeconds((count) => count + 1), 1000);
    return () => window.clearInterval(timer);
  }, [isRunning]);
  return seconds;
}

/** What a source could not say, as a sentence; nothing is put in its place. */
function Partial({
  search,
  now,
  onRefresh,
}: {
  readonly search: LegalSearch;
  readonly now: Date;
  onRefresh(): void;
}): ReactElement | null {
  if (search.outcome !== 'partial' || search.error === null) return null;
  const others = search.hits.length > 0 ? 'What the other source knows is here.' : '';
  return (
    <div className={styles.partial} role="alert">
      <Icon name="warning" />
      <p>
        <b>Partial.</b> {failureSentence(search.error, now)} {others}{' '}
        {search.state === 'queued'
          ? 'LAIT asks again by itself; you are told when the rest has come, and it is added here.'
          : ''}
      </p>
      {search.state === 'queued' ? (
        <Button look="line" onPress={onRefresh}>
          Look again
        </Button>
      ) : null}
    </div>
  );
}

function Keep({
  search,
  onAgain,
  onChanged,
}: {
  readonly search: LegalSearch;
  onAgain(): void;
  onChanged(): void;
}): ReactElement {
  const act = useFirmAction();
  const [name, setName] = useState<string | null>(null);
  useCommands(search.isMine ? { keepSearch: () => setName(search.name ?? search.query.slice(0, 60)) } : {});
  const keep = async (next: string | null): Promise<void> => {
    const done = next === null ? 'The search is no longer kept under a name.' : `Kept as \u201c${next}\u201d.`;
    // Refused, the field stays with what was typed.
    if ((await act(legalCalls.nameSearch(search.id, next), done)) === null && next !== null) {
      onChanged();
    }
    setName(null);
    onChanged();
  };
  if (name !== null) {
    return (
      <form
        className={styles.keep}
        aria-label="Keep the search"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void keep(name.trim());
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setName(null);
        }}
      >
        <LineField label="Name of the search" value={name} onChange={setName} />
        <Button look="line" type="submit" isDisabled={name.trim() === ''}>
          Keep
        </Button>
        <Button onPress={() => setName(null)}>Leave it</Button>
      </form>
    );
  }
  return (
    <div className={styles.keep}>
      <Button icon="redo" onPress={onAgain}>
        Change and ask again
      </Button>
      {search.isMine && search.name === null ? (
        <Button icon="saved" action="keepSearch" onPress={() => setName(search.query.slice(0, 60))}>
          Keep this search
        </Button>
      ) : null}
      {search.name === null ? null : (
        <>
          <span className={styles.kept}>
            <Icon name="saved" /> Kept as {'\u201c'}
            {search.name}
            {'\u201d'}
          </span>
          {search.isMine ? <Button onPress={() => void keep(null)}>Do not keep it</Button> : null}
        </>
      )}
    </div>
  );
}
