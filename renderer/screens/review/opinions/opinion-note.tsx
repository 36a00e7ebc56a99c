import type { ReactElement } from 'react';
import type { Opinion } from '#shared/api/opinions.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatMoment } from '../../../ui/format-date.ts';
import { formatPercent } from '../../../ui/format-money.ts';
import margin from '../margin-section.module.css';
import styles from './opinion-note.module.css';
import { titleOf } from './opinion-words.ts';

/** One opinion of a model: whose it is, what it says and of which words; of no weight until a person accepts it. */
export function OpinionNote({
  opinion,
  findingTitle,
  quotes,
  isNext,
  onDecide,
}: {
  readonly opinion: Opinion;
  /** Of the finding that it is about. */
  readonly findingTitle: string | null;
  readonly quotes: readonly string[];
  /** Whether the keys decide this one, unless another has the focus. */
  readonly isNext: boolean;
  onDecide(decision: 'accept' | 'reject'): void;
}): ReactElement {
  const title = titleOf(opinion);
  return (
    <article
      data-opinion={opinion.id}
      className={cx(styles.note, opinion.state !== 'proposed' && styles.decided)}
      aria-label={title}
    >
      <p className={styles.kicker}>
        <span className={styles.badge}>A model{'\u2019'}s opinion</span>
        <span>{opinion.ruleId ?? ''}</span>
        {/* Of a rewording a model says nothing of how sure it is. */}
        {opinion.kind === 'rewrite' ? null : <span>rates itself {formatPercent(opinion.confidenceE4 * 100)}</span>}
      </p>
      <h4 className={styles.title}>
        {title}
        {findingTitle === null ? null : <span className={margin.quiet}> {findingTitle}</span>}
      </h4>
      {quotes.map((quote) => (
        <blockquote key={quote} className={styles.quote}>
          {quote}
        </blockquote>
      ))}
      {opinion.narrative === null ? null : (
        <p className={styles.narrative}>
          {opinion.narrative}
          {opinion.addedWords.length === 0 ? null : (
            <span className={styles.added}>New words, for which you vouch: {opinion.addedWords.join(', ')}</span>
          )}
        </p>
      )}
      <p className={styles.rationale}>{opinion.rationale}</p>
      {opinion.state === 'proposed' ? (
        <p className={styles.actions}>
          <Button
            look="line"
            icon="accept"
            {...(isNext ? { action: 'acceptOpinion' as const } : {})}
            label={title}
            onPress={() => onDecide('accept')}
          >
            Accept
          </Button>
          <Button
            icon="close"
            {...(isNext ? { action: 'rejectOpinion' as const } : {})}
            label={title}
            onPress={() => onDecide('reject')}
          >
            Reject
          </Button>
        </p>
      ) : (
        <p className={margin.quiet}>
          {opinion.state === 'accepted' ? 'Accepted' : 'Rejected'}
          {opinion.decidedAt === null ? '' : `, ${formatMoment(opinion.decidedAt, new Date())}`}
        </p>
      )}
    </article>
  );
}
