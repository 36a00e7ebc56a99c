import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icons.tsx';
import styles from './trouble.module.css';

/** A whole view's worth of bad or empty news: what happened, what was kept, what to do next. */
export function Trouble({
  title,
  message,
  children,
}: {
  readonly title: string;
  readonly message: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <section className={styles.trouble} role="alert">
      <Icon name="warning" className={styles.icon} />
      <div>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.message}>{message}</p>
        <div className={styles.actions}>{children}</div>
      </div>
    </section>
  );
}
