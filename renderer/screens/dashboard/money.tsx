import { type ReactElement, useState } from 'react';
import type { Dashboard } from '#shared/api/dashboard.ts';
import { Choices } from '../../ui/choices.tsx';
import { formatDate } from '../../ui/format-date.ts';
import { countOf, formatCount } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Amount } from './amount.tsx';
import styles from './dashboard-screen.module.css';
import { type MonthRow, monthRows, type Sums } from './month-rows.ts';

type MoneyFigures = Dashboard['money'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What was billed, proposed and saved, one currency at a time: they are never added. */
export function Money({ money }: { readonly money: MoneyFigures }): ReactElement {
  const ids = money.totals.map(({ currency }) => idOf(currency));
  const [wanted, setWanted] = useState('');
  const chosen = ids.includes(wanted) ? wanted : (ids[0] ?? '');
  const totals = money.totals.find(({ currency }) => idOf(currency) === chosen);
  if (totals === undefined) {
    return (
      <section aria-labelledby="money">
        <Heading money={money} />
        <p className={styles.quiet}>No invoice of these months is in a matter that you may see.</p>
      </section>
    );
  }
  const { currency } = totals;
  const ofCurrency = <Row extends { readonly currency: string | null }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => row.currency === currency);
  return (
    <section aria-labelledby="money">
      <Heading money={money} />
      {ids.length > 1 ? (
        <Choices
          label="Currency"
          choices={money.totals.map((each) => ({
            id: idOf(each.currency),
            label: each.currency ?? 'None stated',
            note: countOf(each.invoiceCount, 'invoice'),
          }))}
          chosen={chosen}
          onChange={setWanted}
        />
      ) : null}
      <dl className={styles.counts}>
        <Total label="Billed" decimal={totals.billed} currency={currency} />
        <Total label="Proposed cuts" decimal={totals.proposed} currency={currency} />
        <Total label="Saved" decimal={totals.saved} currency={currency} tone="kept" />
      </dl>
      {money.unknownTotals === 0 ? null : (
        <p className={styles.quiet}>
          Of all currencies, {countOf(money.unknownTotals, 'invoice has', 'invoices have')} a total that is not known in
          full: nothing of them is in Billed.
        </p>
      )}
      <div className={styles.tables}>
        <div>
          <h3 className={styles.subheading}>By month</h3>
          <RecordTable
            label="By month"
            rows={monthRows(money, currency)}
            keyOf={({ month }) => month ?? ''}
            emptyText=""
            columns={[{ heading: 'Month', cell: monthWords }, ...sumColumns<MonthRow>(currency)]}
          />
          <h3 className={styles.subheading}>By rule, most saved first</h3>
          <RecordTable
            label="By rule"
            rows={ofCurrency(money.byRule)}
            keyOf={({ ruleId }) => ruleId ?? ''}
            emptyText="No rule has proposed anything."
            columns={[
              {
                heading: 'Rule',
                cell: ({ ruleId, title }) => (ruleId === null ? 'No rule: own judgement' : `${ruleId}  ${title ?? ''}`),
              },
              {
                heading: 'Proposed',
                isFigure: true,
                cell: (row) => <Amount decimal={row.proposed} currency={currency} />,
              },
              {
                heading: 'Saved',
                isFigure: true,
                cell: (row) => <Amount decimal={row.saved} currency={currency} tone="kept" />,
              },
            ]}
          />
        </div>
        <div>
          <h3 className={styles.subheading}>By client, most saved first</h3>
          <RecordTable
            label="By client"
            rows={ofCurrency(money.byClient)}
            keyOf={({ clientId }) => clientId ?? ''}
            emptyText=""
            columns={[
              {
                heading: 'Client',
                cell: ({ clientId, number, name }) => (clientId === null ? 'All others' : `${number}  ${name}`),
              },
              ...sumColumns<MoneyFigures['byClient'][number]>(currency),
            ]}
          />
        </div>
      </div>
    </section>
  );
}

function Heading({ money: { from, to } }: { readonly money: MoneyFigures }): ReactElement {
  return (
    <h2 id="money" className={styles.heading}>
      Billed and saved{' '}
      <span className={styles.quiet}>
        by invoice date, {formatDate(from)} to {formatDate(to)}
      </span>
    </h2>
  );
}

function Total({
  label,
  decimal,
  currency,
  tone,
}: {
  readonly label: string;
  readonly decimal: string;
  readonly currency: string | null;
  readonly tone?: 'kept';
}): ReactElement {
  return (
    <div className={styles.count}>
      <dt>
        {label}
        {currency === null ? '' : ` ${currency}`}
      </dt>
      <dd>
        <Amount decimal={decimal} currency={currency} {...(tone === undefined ? {} : { tone })} />
      </dd>
    </div>
  );
}

function sumColumns<Row extends Sums>(currency: string | null) {
  return [
    { heading: 'Invoices', isFigure: true, cell: (row: Row) => formatCount(row.invoiceCount) },
    { heading: 'Billed', isFigure: true, cell: (row: Row) => <Amount decimal={row.billed} currency={currency} /> },
    { heading: 'Proposed', isFigure: true, cell: (row: Row) => <Amount decimal={row.proposed} currency={currency} /> },
    {
      heading: 'Saved',
      isFigure: true,
      cell: (row: Row) => <Amount decimal={row.saved} currency={currency} tone="kept" />,
    },
  ];
}

function monthWords({ month }: MonthRow): string {
  if (month === null) return 'Without a date';
  return `${MONTHS[Number(month.slice(5)) - 1] ?? month} ${month.slice(0, 4)}`;
}

function idOf(currency: string | null): string {
  return currency ?? 'none';
}
