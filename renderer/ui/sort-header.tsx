import type { ReactElement } from 'react';
import { cx } from './cx.ts';
import styles from './sort-header.module.css';

type Direction = 'ascending' | 'descending';

/** A column heading; a button where the column can be sorted. Figures sort largest first. */
export function SortHeader({
  label,
  unit,
  isFigure = false,
  direction,
  onSort,
}: {
  readonly label: string;
  readonly unit?: string | null;
  readonly isFigure?: boolean;
  readonly direction: Direction | null;
  onSort?(direction: Direction): void;
}): ReactElement {
  const first: Direction = isFigure ? 'descending' : 'ascending';
  const other: Direction = isFigure ? 'ascending' : 'descending';
  const words = (
    <span>
      {label}
      {unit === undefined || unit === null ? null : <span className={styles.unit}> {unit}</span>}
    </span>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid cannot be a table
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div
      role="columnheader"
      aria-sort={onSort === undefined ? undefined : (direction ?? 'none')}
      className={cx(styles.header, isFigure && styles.figure)}
    >
      {onSort === undefined ? (
        <span className={styles.still}>{words}</span>
      ) : (
        <button
          type="button"
          className={cx(styles.button, direction !== null && styles.active)}
          onClick={() => onSort(direction === first ? other : first)}
        >
          {words}
          <svg viewBox="0 0 8 8" width="7" height="7" aria-hidden="true" focusable="false" className={styles.arrow}>
            {direction === null ? null : (
              <path d={direction === 'ascending' ? 'M4 1 8 7H0z' : 'M4 7 0 1h8z'} fill="currentColor" />
            )}
          </svg>
        </button>
      )}
    </div>
  );
}
