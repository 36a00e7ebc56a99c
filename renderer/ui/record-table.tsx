import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './record-table.module.css';

export interface RecordColumn<Row> {
  readonly heading: string;
  readonly isFigure?: boolean;
  /** `whole`: never broken over two lines. `anywhere`: a long word without a space may be broken, as an address. */
  readonly wrap?: 'whole' | 'anywhere';
  cell(row: Row): ReactNode;
}

/** A plain table of records with hairlines: for lists of people, devices and the like, which are read whole. */
export function RecordTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  emptyText,
}: {
  readonly label: string;
  readonly columns: readonly RecordColumn<Row>[];
  readonly rows: readonly Row[];
  keyOf(row: Row): string;
  readonly emptyText: string;
}): ReactElement {
  if (rows.length === 0) return <p className={styles.none}>{emptyText}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ heading, isFigure }) => (
              <th key={heading} scope="col" className={cx(isFigure === true && styles.figure)}>
                {heading === '' ? <span className="visuallyHidden">Actions</span> : heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ heading, isFigure, wrap, cell }) => (
                <td
                  key={heading}
                  className={cx(isFigure === true && styles.figure, wrap !== undefined && styles[wrap])}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
