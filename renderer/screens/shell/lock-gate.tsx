import { type ReactElement, type ReactNode, useState } from 'react';
import type { Desktop } from '../../state/desktop-context.ts';
import { useLock } from '../../state/lock.ts';
import { LockScreen } from './lock-screen.tsx';
import styles from './start.module.css';

/**
 * Shows the application once LAIT is open, and from then on keeps it in place behind the lock, with everything that was
 * typed into it.
 */
export function LockGate({
  desktop,
  children,
}: {
  readonly desktop: Desktop | null;
  readonly children: ReactNode;
}): ReactElement {
  const lock = useLock((state) => state.lock);
  const [wasOpen, setWasOpen] = useState(false);
  if (lock.kind === 'open' && !wasOpen) setWasOpen(true);
  return (
    <>
      {wasOpen ? children : null}
      {desktop !== null && (lock.kind === 'locked' || lock.kind === 'covered') ? (
        <LockScreen shell={desktop.shell} lock={lock} />
      ) : null}
      {lock.kind === 'deciding' ? (
        <p className={styles.opening} role="status">
          Opening the workspace{'\u2026'}
        </p>
      ) : null}
    </>
  );
}
