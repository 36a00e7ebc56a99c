import type { ReactElement } from 'react';
import type { LineRow } from '#shared/api/workspace.ts';
import { DECISION_WORDS } from '../../state/words.ts';
import { cx } from '../../ui/cx.ts';
import { Figure } from '../../ui/figure.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './decision-mark.module.css';

/** What was decided about a line, and what it keeps; a dotted rule until a server has confirmed it. */
export function DecisionMark({
  row,
  currency,
}: {
  readonly row: LineRow;
  readonly currency: string | null;
}): ReactElement | null {
  const { decision } = row;
  if (decision === null) {
    if (row.ruleIds.length === 0) return null;
    return (
      <span className={styles.open}>
        <span className={styles.ring} aria-hidden="true" />
        Open
      </span>
    );
  }
  const isAccepted = decision.kind === 'accept';
  return (
    <span className={styles.mark}>
      <span className={cx(styles.words, isAccepted ? styles.accepted : styles.cut)}>
        <Icon name={isAccepted ? 'accept' : 'cut'} className={styles.icon} />
        <span className={decision.durability === 'on_this_device' ? styles.dotted : undefined}>
          {DECISION_WORDS[decision.kind]}
        </span>
      </span>
      {isAccepted || decision.cutE4 === null ? null : (
        <span className={styles.saved}>
          <Figure valueE4={-decision.cutE4} currency={currency} />
        </span>
      )}
    </span>
  );
}
