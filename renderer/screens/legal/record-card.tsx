import type { ReactElement } from 'react';
import type { RecordHit } from '#shared/api/legal-desk.ts';
import { navigate } from '../../state/navigation.ts';
import { formatRoute } from '../../state/route.ts';
import { DECISION_WORDS } from '../../state/words.ts';
import { cx } from '../../ui/cx.ts';
import { formatDate } from '../../ui/format-date.ts';
import { SourceLink } from '../../ui/source-link.tsx';
import styles from './hit-card.module.css';
import { Marked } from './hit-card.tsx';
import { RECORD_WORDS } from './legal-words.ts';
import { placeOfRecord } from './record-place.ts';

/** Something of the record that this device holds: what it is, the words that matched, what became of it. */
export function RecordCard({
  hit,
  isCurrent,
  onFocus,
}: {
  readonly hit: RecordHit;
  readonly isCurrent: boolean;
  onFocus(): void;
}): ReactElement {
  return (
    <article
      data-hit
      aria-label={hit.title}
      tabIndex={isCurrent ? 0 : -1}
      className={cx(styles.card, isCurrent && styles.current)}
      onFocus={onFocus}
    >
      <p className={styles.kicker}>
        <span>{RECORD_WORDS[hit.kind]}</span>
        {hit.date === null ? null : <span>{formatDate(hit.date)}</span>}
        {hit.outcome === null ? null : <span>{outcomeText(hit.outcome)}</span>}
        {hit.tier === 'phrase' ? <span>word for word</span> : null}
      </p>
      <h3 className={styles.title}>
        <span data-hit-title-holder>
          <Title hit={hit} />
        </span>
      </h3>
      <blockquote className={styles.passage}>
        <Marked text={hit.text} highlights={hit.highlights} />
      </blockquote>
    </article>
  );
}

function outcomeText(outcome: string): string {
  return Object.entries(DECISION_WORDS).find(([kind]) => kind === outcome)?.[1] ?? outcome;
}

function Title({ hit }: { readonly hit: RecordHit }): ReactElement {
  const place = placeOfRecord(hit);
  if (place === null) {
    return (
      <SourceLink link={hit.link} className={styles.link}>
        {hit.title}
      </SourceLink>
    );
  }
  return (
    <a
      className={styles.link}
      href={formatRoute(place)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        navigate(place);
      }}
    >
      {hit.title}
    </a>
  );
}
