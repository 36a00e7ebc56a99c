import type { ReactElement } from 'react';
import type { MoneySummary } from '#shared/api/workspace.ts';
import { countOf } from '../../ui/format-money.ts';
import { Ledger, LedgerEntry } from '../../ui/ledger.tsx';

/** What the invoices shown come to. */
export function QueueTotals({
  total,
  money,
}: {
  readonly total: number | null;
  readonly money: MoneySummary | null;
}): ReactElement {
  return (
    <Ledger
      label="Totals of the invoices shown"
      remark={total === null || money === null ? '' : remarkOf(total, money)}
    >
      <LedgerEntry label="Billed" valueE4={money?.billedE4 ?? null} />
      <LedgerEntry label="Proposed cuts" valueE4={money?.proposedE4 ?? null} />
      <LedgerEntry label="Saved" valueE4={money?.savedE4 ?? null} tone="kept" />
      <LedgerEntry label="Open lines" count={money?.openCount ?? null} />
    </Ledger>
  );
}

function remarkOf(total: number, money: MoneySummary): string {
  const counts = `${countOf(total, 'invoice')}, ${countOf(money.lineCount, 'line')}`;
  const why = 'Billed is not added up: several currencies, or amounts unknown.';
  return money.billedE4 === null && total > 0 ? `${counts}. ${why}` : counts;
}
