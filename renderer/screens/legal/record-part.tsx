import { type ReactElement, useEffect, useRef, useState } from 'react';
import { MOST_QUERY_CHARACTERS } from '#shared/api/legal.ts';
import { RECORD_KINDS, type RecordKind } from '#shared/api/legal-desk.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useQuery } from '../../state/use-query.ts';
import { Choices } from '../../ui/choices.tsx';
import { countOf } from '../../ui/format-money.ts';
import { FilterField } from '../../ui/text-field.tsx';
import { changeDraft, useLegalDraft } from './legal-store.ts';
import { RECORD_CHOICE_WORDS } from './legal-words.ts';
import { RecordCard } from './record-card.tsx';
import styles from './saved-part.module.css';
import { useHitCursor } from './use-hit-cursor.ts';

const LIMIT = 100;
const CHOICES: readonly { readonly id: RecordKind | 'all'; readonly label: string }[] = [
  { id: 'all', label: 'All' },
  ...RECORD_KINDS.map((id) => ({ id, label: RECORD_CHOICE_WORDS[id] })),
];

/**
 * The search while the server is away: what this device holds of the record, best first. The question is the one that
 * was being written, and stands in the form again when the server is back.
 */
export function RecordPart(): ReactElement {
  const { query } = useLegalDraft();
  const [wanted, setWanted] = useState(query.trim());
  const [kind, setKind] = useState<RecordKind | 'all'>('all');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setWanted(query.trim()), 120);
    return () => window.clearTimeout(timer);
  }, [query]);
  const text = wanted.slice(0, MOST_QUERY_CHARACTERS);
  const { value: hits, error } = useQuery('searchRecord', { text, kinds: kind === 'all' ? [] : [kind], limit: LIMIT });
  const cursor = useHitCursor(hits?.length ?? 0);
  useEffect(() => field.current?.focus(), []);
  useCommands({ legalQuery: () => field.current?.focus() });
  return (
    <div className={styles.part}>
      <div className={styles.sheet}>
        <div className={styles.fields}>
          <FilterField
            label="Words in what this device holds"
            value={query}
            action="legalQuery"
            inputRef={field}
            onChange={(typed) => changeDraft({ query: typed })}
            onLeave={cursor.refocus}
          />
        </div>
        <Choices label="What to search" choices={CHOICES} chosen={kind} onChange={(next) => setKind(next)} />
        {error === null ? null : <p>{error.message}</p>}
        {hits === undefined ? null : (
          <p role="status" className={styles.quiet}>
            {statusText(text, hits.length)}
          </p>
        )}
        <ol>
          {hits?.map((hit, index) => (
            <li key={`${hit.kind} ${hit.id}`}>
              <RecordCard hit={hit} isCurrent={index === cursor.index} onFocus={() => cursor.moveTo(index)} />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function statusText(text: string, count: number): string {
  if (text === '') {
    return 'Searches lines that were decided, notes, clauses of guidelines and results saved to your matters.';
  }
  if (count === 0) return 'Nothing held on this device has these words. That is not the same as nothing being there.';
  return count === LIMIT
    ? `The best ${LIMIT} on this device; more words narrow it down.`
    : `${countOf(count, 'result')} on this device.`;
}
