import type { ReactElement } from 'react';
import type { InvoiceSummary, LineRow } from '#shared/api/workspace.ts';
import { effectOfSelection } from '../../state/selection-effect.ts';
import { countOf, formatCut, formatMoney } from '../../ui/format-money.ts';
import { Ledger, LedgerEntry } from '../../ui/ledger.tsx';
import styles from './totals-footer.module.css';

/** The bill, what the findings would take off it, what has been taken off, and what is still open. */
export function TotalsFooter({
  summary,
  selectedCount,
  selectedRows,
}: {
  readonly summary: InvoiceSummary;
  readonly selectedCount: number;
  readonly selectedRows: readonly LineRow[] | null;
}): ReactElement {
  const { money, currency } = summary;
  return (
    <Ledger
      label="Totals of the invoice"
      remark={
        selectedCount > 0 ? (
          <SelectionRemark count={selectedCount} rows={selectedRows} currency={currency} />
        ) : (
          <span>
            {countOf(money.lineCount, 'line')}, {countOf(money.decidedCount, 'decision')}
            {money.openCount === 0 && money.flaggedCount > 0 ? (
              <span className={styles.done}> {'\u2013'} every finding is answered</span>
            ) : null}
          </span>
        )
      }
    >
      <LedgerEntry label="Billed" valueE4={money.billedE4} currency={currency} />
      <LedgerEntry label="Proposed cuts" valueE4={money.proposedE4} currency={currency} />
      <LedgerEntry label="Saved" valueE4={money.savedE4} currency={currency} tone="kept" />
      <LedgerEntry label="Open lines" count={money.openCount} tone="attention" />
    </Ledger>
  );
}

function SelectionRemark({
  count,
  rows,
  currency,
}: {
  readonly count: number;
  readonly rows: readonly LineRow[] | null;
  readonly currency: string | null;
}): ReactElement {
  const effect = effectOfSelection(count, rows);
  return (
    <span role="status">
      <b>{countOf(count, 'line')} selected</b>
      {effect.billedE4 === null ? null : (
        <>
          : {formatMoney(effect.billedE4, currency)} billed, findings propose {formatCut(effect.proposedE4, currency)}
        </>
      )}
      <span className={styles.quiet}> {'\u2013'} the next decision applies to all of them</span>
    </span>
  );
}
