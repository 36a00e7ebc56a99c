import type { ReactElement } from 'react';
import { currencyMinorDigits } from '#shared/money/currency.ts';
import { cx } from './cx.ts';
import styles from './figure.module.css';
import { figureParts, UNKNOWN_FIGURE } from './format-money.ts';

/**
 * A figure in a column: right-aligned, on the decimal point, digits beyond the minor unit hanging.
 * Zero can be quiet; an unknown figure is a dash that says so.
 */
export function Figure({
  valueE4,
  currency = null,
  digits,
  tone,
  isZeroQuiet = false,
}: {
  readonly valueE4: number | null;
  readonly currency?: string | null;
  readonly digits?: number;
  readonly tone?: 'kept' | 'attention' | 'refusal' | 'quiet';
  readonly isZeroQuiet?: boolean;
}): ReactElement {
  if (valueE4 === null) {
    return (
      <span className={cx(styles.figure, styles.quiet)}>
        <span aria-hidden="true">{UNKNOWN_FIGURE}</span>
        <span className="visuallyHidden">unknown</span>
      </span>
    );
  }
  if (valueE4 === 0 && isZeroQuiet) {
    return <span className={cx(styles.figure, styles.quiet)}>{'\u00b7'}</span>;
  }
  const parts = figureParts(valueE4, digits ?? currencyMinorDigits(currency));
  return (
    <span className={cx(styles.figure, tone !== undefined && styles[tone])}>
      {parts.sign}
      {parts.whole}
      {parts.fraction}
      {parts.extra === '' ? null : <span className={styles.extra}>{parts.extra}</span>}
    </span>
  );
}
