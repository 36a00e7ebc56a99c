import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Figure } from './figure.tsx';
import { formatCount } from './format-money.ts';
import styles from './ledger.module.css';

/** The foot of a ledger: a double rule, a remark on the left, totals on the right. */
export function Ledger({
  label,
  remark,
  children,
}: {
  readonly label: string;
  readonly remark: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className={styles.ledger} aria-label={label}>
      <div className={styles.remark}>{remark}</div>
      <dl className={styles.entries}>{children}</dl>
    </section>
  );
}

export function LedgerEntry({
  label,
  valueE4 = null,
  count,
  currency = null,
  tone,
}: {
  readonly label: string;
  readonly valueE4?: number | null;
  readonly count?: number | null;
  readonly currency?: string | null;
  readonly tone?: 'kept' | 'attention';
}): ReactElement {
  const isQuiet = count === undefined ? valueE4 === 0 : count === 0;
  return (
    <div className={styles.entry}>
      <dt className={styles.label}>
        {label}
        {currency === null || count !== undefined ? null : <span className={styles.unit}> {currency}</span>}
      </dt>
      <dd className={cx(styles.value, tone !== undefined && !isQuiet && styles[tone])}>
        {count === undefined ? (
          <Figure valueE4={valueE4} currency={currency} />
        ) : count === null ? (
          '\u2013'
        ) : (
          formatCount(count)
        )}
      </dd>
    </div>
  );
}
