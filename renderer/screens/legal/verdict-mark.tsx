import type { ReactElement } from 'react';
import type { Verdict } from '#shared/api/legal-verification.ts';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { VERDICT_WORDS } from './legal-words.ts';
import styles from './verdict-mark.module.css';

const LOOKS: Readonly<Record<Verdict, { readonly icon: IconName; readonly tone: string | undefined }>> = {
  match: { icon: 'accept', tone: styles.kept },
  possible: { icon: 'note', tone: styles.attention },
  conflict: { icon: 'warning', tone: styles.refusal },
  not_found: { icon: 'search', tone: styles.plain },
  unavailable: { icon: 'history', tone: styles.plain },
};

/** What one record says of somebody: an icon and a word, never the colour alone. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }): ReactElement {
  const { icon, tone } = LOOKS[verdict];
  return (
    <span className={cx(styles.mark, tone)}>
      <Icon name={icon} className={styles.icon} />
      {VERDICT_WORDS[verdict]}
    </span>
  );
}
