import type { ReactElement } from 'react';
import type { SourceOutcome } from '#shared/api/legal.ts';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { outcomeWords, SOURCE_WORDS } from './legal-words.ts';
import styles from './source-line.module.css';

const ICONS: Readonly<Record<SourceOutcome['state'], IconName>> = {
  waiting: 'history',
  fresh: 'accept',
  cached: 'history',
  stale: 'warning',
  failed: 'warning',
  off: 'note',
  invalid: 'warning',
};

/** Who was asked and what came of it: an icon, the source and a sentence. */
export function SourceLine({
  outcome,
  hitCount,
}: {
  readonly outcome: SourceOutcome;
  readonly hitCount: number;
}): ReactElement {
  const isTrouble = outcome.state === 'failed' || outcome.state === 'stale' || outcome.state === 'invalid';
  return (
    <h2 className={cx(styles.line, isTrouble && styles.trouble)}>
      <Icon name={ICONS[outcome.state]} className={styles.icon} />
      {SOURCE_WORDS[outcome.source]}
      <span className={styles.words}>{outcomeWords(outcome, hitCount, new Date())}</span>
    </h2>
  );
}
