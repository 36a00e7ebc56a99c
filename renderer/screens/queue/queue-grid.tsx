import { memo, type ReactElement, useEffect, useRef, useState } from 'react';
import type { InvoiceSummary, QueryInput } from '#shared/api/workspace.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { navigate } from '../../state/navigation.ts';
import type { RowWindow } from '../../state/row-window.ts';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { cx } from '../../ui/cx.ts';
import { Figure } from '../../ui/figure.tsx';
import { formatDate } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-money.ts';
import { Cell, Grid, HeadingRow, Row, Rows } from '../../ui/grid-parts.tsx';
import { Icon } from '../../ui/icons.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { SortHeader } from '../../ui/sort-header.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useGridRows } from '../../ui/use-grid-rows.ts';
import { useRowWindow } from '../../ui/use-row-window.ts';
import styles from './queue-grid.module.css';

type InvoiceSort = QueryInput<'listInvoices'>['sort'];

const COLUMNS: readonly { readonly label: string; readonly by?: InvoiceSort['by']; readonly isFigure?: true }[] = [
  { label: 'Number', by: 'invoiceNumber' },
  { label: 'Vendor', by: 'vendor' },
  { label: 'Client and matter', by: 'client' },
  { label: 'Date', by: 'invoiceDate' },
  { label: 'Total', by: 'total', isFigure: true },
  { label: 'Findings', by: 'findings', isFigure: true },
  { label: 'Open', isFigure: true },
  { label: 'Proposed', by: 'saving', isFigure: true },
  { label: 'Saved', isFigure: true },
  { label: 'State' },
];

const HEADER_HEIGHT = 34;
const ROW_HEIGHT = { comfortable: 54, compact: 42 } as const;

export function QueueGrid({
  source,
  sort,
  onSort,
  emptyText,
  onFilter,
}: {
  readonly source: RowWindow<InvoiceSummary>;
  readonly sort: InvoiceSort;
  onSort(sort: InvoiceSort): void;
  readonly emptyText: string;
  onFilter(): void;
}): ReactElement {
  const { client } = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const density = useSettings((settings) => settings.density);
  const rowHeight = ROW_HEIGHT[density];
  const [cursor, setCursor] = useState({ index: 0, moveCount: 1 });
  const { error } = useRowWindow(source);
  const grid = useGridRows({
    source,
    scroller,
    rowHeight,
    headerHeight: HEADER_HEIGHT,
    cursorIndex: cursor.index,
    moveCount: cursor.moveCount,
  });

  const move = (index: number): void =>
    setCursor((held) => ({
      index: Math.max(0, Math.min(index, (grid.total ?? 1) - 1)),
      moveCount: held.moveCount + 1,
    }));
  const open = (index: number): void => {
    const row = source.rowAt(index);
    if (row === undefined) return;
    navigate({ screen: 'review', invoiceId: row.invoiceId, lineId: null });
    // Warm: the review asks for this first.
    void client.query('getInvoice', { invoiceId: row.invoiceId });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (useDialogs.getState().open !== null) return;
    const target = event.target;
    const isOnRow = target instanceof HTMLElement && target.closest('[role="row"][data-index]') !== null;
    if (!isOnRow && target !== document.body) return;
    const steps: Record<string, number> = {
      j: 1,
      k: -1,
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: grid.pageSize,
      PageUp: -grid.pageSize,
    };
    const areLettersOn = useSettings.getState().areSingleKeysOn;
    const step = steps[event.key];
    if (step !== undefined && (event.key.length > 1 || areLettersOn)) move(cursor.index + step);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move((grid.total ?? 1) - 1);
    else if (event.key === 'Enter') open(cursor.index);
    else if (event.key === '/' && areLettersOn) onFilter();
    else return;
    event.preventDefault();
  };
  // On the window, so that the keys also work when nothing has the focus.
  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => latest.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  return (
    <Grid
      gridRef={scroller}
      label="Invoices"
      rowCount={grid.total ?? 0}
      columnCount={COLUMNS.length}
      className={styles.grid}
    >
      <HeadingRow groupClassName={styles.head} className={cx(styles.row, styles.headings)}>
        {COLUMNS.map(({ label, by, isFigure }) => (
          <SortHeader
            key={label}
            label={label}
            isFigure={isFigure === true}
            direction={by !== undefined && by === sort.by ? sort.direction : null}
            {...(by === undefined
              ? {}
              : { onSort: (direction: InvoiceSort['direction']) => onSort({ by, direction }) })}
          />
        ))}
      </HeadingRow>
      <Rows className={styles.body} height={grid.height}>
        {grid.rows.map(({ index, top }) => (
          <QueueRow
            key={index}
            index={index}
            top={top}
            height={rowHeight}
            isCursor={index === cursor.index}
            invoice={source.rowAt(index) ?? null}
            onPoint={setCursor}
            onOpen={open}
          />
        ))}
      </Rows>
      {grid.total === 0 ? <p className={styles.empty}>{emptyText}</p> : null}
      {error === null ? null : <p className={styles.empty}>{error.message}</p>}
    </Grid>
  );
}

const QueueRow = memo(function QueueRow({
  index,
  top,
  height,
  isCursor,
  invoice,
  onPoint,
  onOpen,
}: {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isCursor: boolean;
  readonly invoice: InvoiceSummary | null;
  onPoint(change: (held: { index: number; moveCount: number }) => { index: number; moveCount: number }): void;
  onOpen(index: number): void;
}): ReactElement {
  return (
    <Row
      index={index}
      top={top}
      height={height}
      isCursor={isCursor}
      className={cx(styles.row, styles.entry, isCursor && styles.cursor)}
      onFocus={() => onPoint((held) => (held.index === index ? held : { index, moveCount: held.moveCount }))}
      onClick={() => onOpen(index)}
    >
      {invoice === null ? <Cell className={styles.waiting} /> : <Cells invoice={invoice} />}
    </Row>
  );
});

function Cells({ invoice }: { readonly invoice: InvoiceSummary }): ReactElement {
  const { money, currency } = invoice;
  const totalE4 = invoice.computedTotalE4 ?? invoice.declaredTotalE4;
  const differs =
    invoice.declaredTotalE4 !== null &&
    invoice.computedTotalE4 !== null &&
    invoice.declaredTotalE4 !== invoice.computedTotalE4;
  return (
    <>
      <Cell className={styles.cell}>
        <span className={styles.number}>{invoice.invoiceNumber ?? 'No number'}</span>
        <span className={styles.under}>{invoice.fileName}</span>
      </Cell>
      <Cell className={styles.cell}>
        <span>{invoice.vendorName ?? invoice.vendorId ?? '\u2013'}</span>
        <span className={styles.under}>guideline {invoice.guidelineName}</span>
      </Cell>
      <Cell className={styles.cell}>
        <span>{invoice.clientName ?? invoice.clientId ?? '\u2013'}</span>
        <span className={styles.under}>{invoice.matterName ?? invoice.matterId ?? ''}</span>
      </Cell>
      <Cell className={styles.cell}>
        <span>{formatDate(invoice.invoiceDate)}</span>
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        <Figure valueE4={totalE4} currency={currency} />
        {differs ? (
          <span className={styles.differs}>
            <Icon name="warning" className={styles.tiny} /> does not add up
          </span>
        ) : (
          <span className={styles.under}>{currency ?? ''}</span>
        )}
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        <span>
          {invoice.worstSeverity === null ? null : <SeverityMark severity={invoice.worstSeverity} isNamed />}{' '}
          {formatCount(invoice.findingCount)}
        </span>
        {invoice.problemCount === 0 ? null : (
          <span className={styles.under}>{formatCount(invoice.problemCount)} in the file</span>
        )}
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        <span className={money.openCount > 0 ? styles.open : styles.done}>
          {money.openCount > 0 ? formatCount(money.openCount) : 'none'}
        </span>
        <span className={styles.under}>of {formatCount(money.lineCount)}</span>
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        <Figure valueE4={money.proposedE4} currency={currency} isZeroQuiet />
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        <Figure valueE4={money.savedE4} currency={currency} isZeroQuiet tone="kept" />
      </Cell>
      <Cell className={styles.cell}>
        <StateMark state={invoice.state} isSubmitted={invoice.submission !== null} />
      </Cell>
    </>
  );
}
