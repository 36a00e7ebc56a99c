import type { ReactElement } from 'react';
import type { InvoiceState } from '#shared/api/workspace.ts';
import { STATE_WORDS } from '../state/words.ts';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons.tsx';
import styles from './state-mark.module.css';

const LOOKS: Readonly<Record<InvoiceState, { readonly icon: IconName; readonly tone: string | undefined }>> = {
  analysed: { icon: 'file', tone: styles.plain },
  in_review: { icon: 'write', tone: styles.plain },
  approved: { icon: 'accept', tone: styles.kept },
  exported: { icon: 'download', tone: styles.kept },
  returned: { icon: 'undo', tone: styles.refusal },
  needs_attention: { icon: 'warning', tone: styles.attention },
};

/** Where an invoice stands: an icon and a word. */
export function StateMark({
  state,
  isSubmitted = false,
}: {
  readonly state: InvoiceState;
  /** Its review is done and waits for whoever approves. */
  readonly isSubmitted?: boolean;
}): ReactElement {
  const { icon, tone } = LOOKS[state];
  return (
    <span className={cx(styles.mark, tone)}>
      <Icon name={icon} className={styles.icon} />
      {isSubmitted && state === 'in_review' ? 'Submitted' : STATE_WORDS[state]}
    </span>
  );
}
