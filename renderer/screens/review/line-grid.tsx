import { type ReactElement, useCallback, useRef } from 'react';
import { useStore } from 'zustand';
import type { InvoiceDetail, LineRow, LineSort } from '#shared/api/workspace.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { useSettings } from '../../state/settings.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Grid, HeadingRow, Rows } from '../../ui/grid-parts.tsx';
import { SortHeader } from '../../ui/sort-header.tsx';
import { useGridRows } from '../../ui/use-grid-rows.ts';
import { useRowWindow } from '../../ui/use-row-window.ts';
import styles from './line-grid.module.css';
import { LineRowView } from './line-row.tsx';
import { ReduceField } from './reduce-field.tsx';

const HEADER_HEIGHT = 32;
/** Room below the last line for the field that hangs from a line. */
const REDUCE_FIELD_HEIGHT = 112;
const ROW_HEIGHT = { comfortable: 54, compact: 40 } as const;

const COLUMNS: readonly {
  readonly label: string;
  readonly by?: LineSort['by'];
  readonly isFigure?: true;
  readonly hasMoney?: true;
}[] = [
  { label: 'Line', by: 'record' },
  { label: 'Date', by: 'date' },
  { label: 'Timekeeper', by: 'timekeeper' },
  { label: 'Narrative' },
  { label: 'Hours', by: 'hours', isFigure: true },
  { label: 'Rate', by: 'rate', isFigure: true },
  { label: 'Amount', by: 'total', isFigure: true, hasMoney: true },
  { label: 'Findings', by: 'severity' },
  { label: 'Proposed', by: 'saving', isFigure: true },
  { label: 'Decision' },
];

/** The lines of the bill. Only rows in view exist; the rest is height. */
export function LineGrid({
  session,
  detail,
  selectedRows,
}: {
  readonly session: ReviewSession;
  readonly detail: InvoiceDetail;
  readonly selectedRows: readonly LineRow[] | null;
}): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT[useSettings((settings) => settings.density)];
  const { cursorIndex, moveCount, selection, sort, editor, filter } = useStore(session.store);
  const { error } = useRowWindow(session.rows);
  const grid = useGridRows({
    source: session.rows,
    scroller,
    rowHeight,
    headerHeight: HEADER_HEIGHT,
    cursorIndex,
    moveCount,
  });
  const { currency } = detail.summary;

  const onPoint = useCallback(
    (index: number, keys: { readonly isRange: boolean; readonly isMore: boolean }) => {
      if (keys.isRange) void session.extendSelectionTo(index);
      else if (keys.isMore) session.toggleSelected(index);
      else if (index !== session.store.getState().cursorIndex) session.moveTo(index);
    },
    [session],
  );

  return (
    <Grid
      gridRef={scroller}
      label="Lines of the invoice"
      rowCount={grid.total ?? 0}
      columnCount={COLUMNS.length}
      isMultiple
      className={styles.grid}
    >
      <HeadingRow groupClassName={styles.head} className={cx(styles.row, styles.headings)}>
        {COLUMNS.map(({ label, by, isFigure, hasMoney }) => (
          <SortHeader
            key={label}
            label={label}
            unit={hasMoney === true ? currency : null}
            isFigure={isFigure === true}
            direction={by === sort.by ? sort.direction : null}
            {...(by === undefined
              ? {}
              : { onSort: (direction: LineSort['direction']) => void session.setSort({ by, direction }) })}
          />
        ))}
      </HeadingRow>
      <Rows className={styles.body} height={grid.height + (editor === 'reduce' ? REDUCE_FIELD_HEIGHT : 0)}>
        {grid.rows.map(({ index, top }) => {
          const row = session.rows.rowAt(index) ?? null;
          const isCursor = index === cursorIndex;
          return (
            <LineRowView
              key={index}
              index={index}
              top={top}
              height={rowHeight}
              row={row}
              currency={currency}
              isCursor={isCursor}
              isSelected={row !== null && selection.ids.has(row.lineId)}
              onPoint={onPoint}
            >
              {isCursor && editor === 'reduce' ? (
                <ReduceField session={session} rows={selectedRows} currency={currency} />
              ) : null}
            </LineRowView>
          );
        })}
      </Rows>
      {grid.total === 0 ? (
        <div className={styles.empty}>
          <p>{Object.keys(filter).length === 0 ? 'This invoice has no lines.' : 'No line fits this filter.'}</p>
          {Object.keys(filter).length === 0 ? null : (
            <Button look="line" onPress={() => void session.setFilter({})}>
              Show all lines
            </Button>
          )}
        </div>
      ) : null}
      {error === null ? null : (
        <div className={styles.empty} role="alert">
          <p>{error.message}</p>
          <Button look="line" onPress={() => session.rows.refresh()}>
            Ask again
          </Button>
        </div>
      )}
    </Grid>
  );
}
