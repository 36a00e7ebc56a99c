import type { ReactElement } from 'react';
import type { Dashboard, WaitingInvoice } from '#shared/api/dashboard.ts';
import { navigate } from '../../state/navigation.ts';
import { formatRoute, type Route } from '../../state/route.ts';
import { formatDate } from '../../ui/format-date.ts';
import { countOf, formatCount } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { RecordTable } from '../../ui/record-table.tsx';
import { Amount } from './amount.tsx';
import styles from './dashboard-screen.module.css';

/** What this person can move on, the soonest due first. */
export function Waiting({ waiting }: { readonly waiting: Dashboard['waiting'] }): ReactElement {
  const { checked, inReview, toApprove, overdue, first } = waiting;
  const total = checked + inReview + toApprove;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className={styles.heading}>
        Waiting for you
      </h2>
      <dl className={styles.counts}>
        <Count label="To begin" count={checked} />
        <Count label="In review" count={inReview} />
        <Count label="To approve" count={toApprove} />
        <Count label="Overdue" count={overdue} isAttention />
      </dl>
      <RecordTable
        label="Invoices that wait for you"
        rows={first}
        keyOf={(invoice) => invoice.id}
        emptyText="Nothing waits for you."
        columns={[
          { heading: 'Invoice', cell: (invoice) => <InvoiceLink invoice={invoice} /> },
          { heading: 'Vendor', cell: (invoice) => invoice.vendorName ?? '' },
          { heading: 'Client and matter', cell: (invoice) => `${invoice.clientName}, ${invoice.matterNumber}` },
          { heading: 'Next', cell: (invoice) => (invoice.step === 'approve' ? 'Approve' : 'Review') },
          { heading: 'Due', cell: (invoice) => <Due invoice={invoice} /> },
          { heading: 'Open lines', isFigure: true, cell: (invoice) => formatCount(invoice.openCount) },
          { heading: 'Currency', cell: (invoice) => invoice.currency ?? '' },
          {
            heading: 'Total',
            isFigure: true,
            cell: ({ total, currency }) =>
              total === null ? 'not known' : <Amount decimal={total} currency={currency} />,
          },
        ]}
      />
      {total > first.length ? (
        <p className={styles.quiet}>{countOf(total - first.length, 'more', 'more')} in the list of invoices.</p>
      ) : null}
    </section>
  );
}

function Count({
  label,
  count,
  isAttention = false,
}: {
  readonly label: string;
  readonly count: number;
  readonly isAttention?: boolean;
}): ReactElement {
  return (
    <div className={styles.count}>
      <dt>{label}</dt>
      <dd className={isAttention && count > 0 ? styles.attention : undefined}>
        {isAttention && count > 0 ? <Icon name="warning" /> : null}
        {formatCount(count)}
      </dd>
    </div>
  );
}

function InvoiceLink({ invoice: { id, invoiceNumber } }: { readonly invoice: WaitingInvoice }): ReactElement {
  const route: Route = { screen: 'review', invoiceId: id, lineId: null };
  return (
    <a
      className={styles.link}
      href={formatRoute(route)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        navigate(route);
      }}
    >
      {invoiceNumber ?? 'Without a number'}
    </a>
  );
}

function Due({ invoice: { dueOn, isOverdue } }: { readonly invoice: WaitingInvoice }): ReactElement {
  if (!isOverdue) return <>{formatDate(dueOn)}</>;
  return <span className={styles.attention}>{formatDate(dueOn)}, overdue</span>;
}
