import type { ReactElement, ReactNode } from 'react';
import type { SearchHit } from '#shared/api/legal.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatDate, formatMoment } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { segmentText } from '../../ui/marked-text.ts';
import { SourceLink } from '../../ui/source-link.tsx';
import styles from './hit-card.module.css';
import { kindWords, SOURCE_WORDS } from './legal-words.ts';

type Shown = Omit<SearchHit, 'id' | 'savedTo'> & { readonly savedTo?: string | null };

/** One authority or passage: what it is, the words that matched, and where and when it was said. */
export function HitCard({
  hit,
  isCached = false,
  isCurrent,
  onFocus,
  onSave,
  onForget,
  children,
}: {
  readonly hit: Shown;
  readonly isCached?: boolean;
  readonly isCurrent: boolean;
  onFocus(): void;
  onSave?(): void;
  /** Takes a saved one off its matter. */
  onForget?(): void;
  /** Under the passages: a note, who saved it. */
  readonly children?: ReactNode;
}): ReactElement {
  const [citation] = hit.citations;
  return (
    <article
      data-hit
      aria-label={hit.title}
      tabIndex={isCurrent ? 0 : -1}
      className={cx(styles.card, isCurrent && styles.current)}
      onFocus={onFocus}
    >
      <p className={styles.kicker}>
        <span>{kindWords(hit.kind)}</span>
        {hit.court === null ? null : <span>{hit.court}</span>}
        {hit.date === null ? null : <span>{formatDate(hit.date)}</span>}
        {hit.docketNumber === null ? null : <span>No. {hit.docketNumber}</span>}
        {hit.citedBy === null ? null : <span>cited by {formatCount(hit.citedBy)}</span>}
      </p>
      <h3 className={styles.title}>
        <Title hit={hit} />
      </h3>
      {hit.citations.length === 0 ? null : <p className={styles.citations}>{hit.citations.join(', ')}</p>}
      {hit.passages.map((passage, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: passages have no identity and never reorder
        <blockquote key={index} className={styles.passage}>
          <Marked text={passage.text} highlights={passage.highlights} />
        </blockquote>
      ))}
      {children}
      <footer className={styles.foot}>
        <span>
          {SOURCE_WORDS[hit.source]}, fetched {formatMoment(hit.fetchedAt, new Date())}
          {isCached ? ', kept' : ''}
        </span>
        {hit.savedTo === undefined || hit.savedTo === null ? null : (
          <span className={styles.saved}>
            <Icon name="saved" /> saved to a matter
          </span>
        )}
        <span className={styles.actions}>
          {citation === undefined ? null : (
            <Button
              data-copy
              label={citation}
              {...(isCurrent ? { action: 'copyCitation' as const } : {})}
              onPress={() => void copy(`${hit.title}, ${citation}`)}
            >
              Copy
            </Button>
          )}
          {onSave === undefined ? null : (
            <Button
              icon="saved"
              label={hit.title}
              {...(isCurrent ? { action: 'saveHit' as const } : {})}
              onPress={onSave}
            >
              Save
            </Button>
          )}
          {onForget === undefined ? null : (
            <Button
              icon="close"
              label={hit.title}
              {...(isCurrent ? { action: 'forgetHit' as const } : {})}
              onPress={onForget}
            >
              Take off
            </Button>
          )}
        </span>
      </footer>
    </article>
  );
}

function Title({ hit }: { readonly hit: Shown }): ReactElement {
  return (
    <span data-hit-title-holder>
      <SourceLink link={hit.link} className={styles.link}>
        {hit.title}
      </SourceLink>
    </span>
  );
}

/** A passage with the words that matched marked as with a pen. */
export function Marked({
  text,
  highlights,
}: {
  readonly text: string;
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
}): ReactElement {
  const spans = highlights.map(({ start, end }) => ({ start, end, findingId: 'hit' }));
  return (
    <>
      {segmentText(text, spans).map((segment, index) =>
        segment.findingIds.length === 0 ? (
          segment.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments are positions in one text
          <mark key={index} className={styles.mark}>
            {segment.text}
          </mark>
        ),
      )}
    </>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify('kept', `Copied: ${text}`);
  } catch {
    notify('attention', 'The clipboard is closed to this window. Mark the citation and copy it by hand.');
  }
}
