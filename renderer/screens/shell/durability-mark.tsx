import type { ReactElement } from 'react';
import { useQuery } from '../../state/use-query.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './durability-mark.module.css';

/** Whether work outlives this window, always in sight. */
export function DurabilityMark(): ReactElement | null {
  const { value: status } = useQuery('getStatus', {});
  if (status === undefined) return null;
  if (status.storage === 'memory') {
    return (
      <p className={cx(styles.mark, styles.memory)} title="Export before you close this window.">
        <Icon name="warning" /> In memory only: gone when this window closes
      </p>
    );
  }
  return (
    <p
      className={styles.mark}
      title={status.isEncrypted ? 'Stored and encrypted on this device.' : 'Stored on this device, not encrypted.'}
    >
      <Icon name="device" /> Kept on this device
    </p>
  );
}
