import { type MouseEvent, memo, type ReactElement, type ReactNode } from 'react';
import type { LineRow } from '#shared/api/workspace.ts';
import { KIND_WORDS } from '../../state/words.ts';
import { cx } from '../../ui/cx.ts';
import { Figure } from '../../ui/figure.tsx';
import { formatDate } from '../../ui/format-date.ts';
import { Cell, Row } from '../../ui/grid-parts.tsx';
import { Icon } from '../../ui/icons.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { DecisionMark } from './decision-mark.tsx';
import styles from './line-grid.module.css';

const SHOWN_RULES = 2;

/** One line of the bill. Everything in it is plain text, so that scrolling stays smooth. */
export const LineRowView = memo(function LineRowView({
  index,
  top,
  height,
  row,
  currency,
  isCursor,
  isSelected,
  onPoint,
  children,
}: {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly row: LineRow | null;
  readonly currency: string | null;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  onPoint(index: number, keys: { readonly isRange: boolean; readonly isMore: boolean }): void;
  /** An editor laid over the row. */
  readonly children?: ReactNode;
}): ReactElement {
  const isOpen = row !== null && row.decision === null && row.ruleIds.length > 0;
  const isCutWhole = row?.decision?.kind === 'cut_line';
  const point = (event: MouseEvent): void => {
    if (event.target instanceof HTMLElement && event.target.closest('[data-editor]') !== null) return;
    onPoint(index, { isRange: event.shiftKey, isMore: event.ctrlKey || event.metaKey });
  };
  return (
    <Row
      index={index}
      top={top}
      height={height}
      isCursor={isCursor}
      isSelected={isSelected}
      className={cx(
        styles.row,
        styles.entry,
        isCursor && styles.cursor,
        isSelected && styles.selected,
        isOpen && styles.open,
        isCutWhole && styles.cutWhole,
        children !== null && children !== undefined && styles.edited,
      )}
      onClick={point}
    >
      {row === null ? (
        <Cell className={styles.waiting} />
      ) : (
        <Cells row={row} currency={currency} index={index} isSelected={isSelected} onPoint={onPoint} />
      )}
      {children === null || children === undefined ? null : <Cell className={styles.editor}>{children}</Cell>}
    </Row>
  );
});

function Cells({
  row,
  currency,
  index,
  isSelected,
  onPoint,
}: {
  readonly row: LineRow;
  readonly currency: string | null;
  readonly index: number;
  readonly isSelected: boolean;
  onPoint(index: number, keys: { readonly isRange: boolean; readonly isMore: boolean }): void;
}): ReactElement {
  const isFee = row.kind === 'F' || row.kind === 'IF';
  const hidden = row.ruleIds.length - SHOWN_RULES;
  return (
    <>
      <Cell className={styles.cell}>
        {/* The tick is for a pointer; Space does the same from the row. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
        <span
          className={cx(styles.tick, isSelected && styles.ticked)}
          onClick={(event) => {
            event.stopPropagation();
            onPoint(index, { isRange: event.shiftKey, isMore: true });
          }}
        >
          {isSelected ? <Icon name="accept" /> : <span className={styles.lineNumber}>{row.lineNumber}</span>}
        </span>
      </Cell>
      <Cell className={styles.cell}>
        <span>{formatDate(row.date)}</span>
        <span className={styles.under}>{row.code ?? ''}</span>
      </Cell>
      <Cell className={styles.cell}>
        <span>{row.timekeeperName ?? KIND_WORDS[row.kind]}</span>
        <span className={styles.under}>{row.classification ?? (isFee ? '' : KIND_WORDS[row.kind])}</span>
      </Cell>
      <Cell className={cx(styles.cell, styles.narrative)}>
        <span className={styles.words}>
          {row.isRewritten ? <span className={styles.rewritten}>rewritten </span> : null}
          {row.narrative === '' ? <span className={styles.under}>no narrative</span> : row.narrative}
        </span>
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        <Figure valueE4={row.unitsE4} digits={2} />
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        <Figure valueE4={row.unitCostE4} currency={currency} />
      </Cell>
      <Cell className={cx(styles.cell, styles.figure, styles.amount)}>
        <Figure valueE4={row.totalE4} currency={currency} />
      </Cell>
      <Cell className={styles.cell}>
        {row.ruleIds.length === 0 ? null : (
          <span className={styles.rules}>
            {row.worstSeverity === null ? null : <SeverityMark severity={row.worstSeverity} isNamed />}
            {row.ruleIds.slice(0, SHOWN_RULES).join(' ')}
            {hidden > 0 ? <span className={styles.more}>+{hidden}</span> : null}
          </span>
        )}
        {row.proposedE4 === 0 ? null : (
          <span className={styles.proposedBelow}>
            <Figure
              valueE4={-row.proposedE4}
              currency={currency}
              tone={row.decision === null ? 'attention' : 'quiet'}
            />
          </span>
        )}
      </Cell>
      <Cell className={cx(styles.cell, styles.figure)}>
        {row.proposedE4 === 0 ? null : (
          <Figure valueE4={-row.proposedE4} currency={currency} tone={row.decision === null ? 'attention' : 'quiet'} />
        )}
      </Cell>
      <Cell className={styles.cell}>
        <DecisionMark row={row} currency={currency} />
      </Cell>
    </>
  );
}
