import { type ReactElement, useState } from 'react';
import { adminCalls, type FirmCall } from '#shared/api/firm.ts';
import type { DiscountRow, PeriodKind, RateRow, TimekeeperRow } from '#shared/api/masters.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { formatPeriod } from '../../ui/format-date.ts';
import { type RecordColumn, RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import { EndPeriod } from './end-period.tsx';
import styles from './part.module.css';

type Query = Readonly<Record<string, string>>;

export function TimekeeperTable({ query }: { readonly query: Query }): ReactElement {
  return (
    <PeriodTable<TimekeeperRow>
      kind="timekeepers"
      label="Approved timekeepers"
      emptyText="Nobody is on the roster here. Without one, R14 is not evaluated."
      query={query}
      ask={adminCalls.listTimekeepers}
      nameOf={({ number, name }) => `${number} ${name}`}
      columns={[
        { heading: 'Vendor', cell: ({ vendorNumber }) => vendorNumber },
        { heading: 'Id', cell: ({ number }) => number },
        { heading: 'Name', cell: ({ name }) => name },
        { heading: 'Class', cell: ({ classification }) => classification ?? '' },
      ]}
    />
  );
}

export function RateTable({ query }: { readonly query: Query }): ReactElement {
  return (
    <PeriodTable<RateRow>
      kind="rates"
      label="Agreed rates"
      emptyText="No rate is on file here. Without any, R15 is not evaluated."
      query={query}
      ask={adminCalls.listRates}
      nameOf={({ timekeeperNumber, classification }) => timekeeperNumber ?? classification ?? ''}
      columns={[
        { heading: 'Vendor', cell: ({ vendorNumber }) => vendorNumber },
        { heading: 'Person', cell: ({ timekeeperNumber }) => timekeeperNumber ?? '' },
        { heading: 'Class', cell: ({ classification }) => classification ?? '' },
        { heading: 'Rate', isFigure: true, cell: ({ rate }) => rate },
        { heading: 'Currency', cell: ({ currency }) => currency ?? 'Any' },
      ]}
    />
  );
}

export function DiscountTable({ query }: { readonly query: Query }): ReactElement {
  return (
    <PeriodTable<DiscountRow>
      kind="discounts"
      label="Agreed discounts"
      emptyText="No discount is on file here. Without one, R18 is not evaluated."
      query={query}
      ask={adminCalls.listDiscounts}
      nameOf={({ clientNumber, percent }) => `${percent} percent, client ${clientNumber ?? ''}`}
      columns={[
        { heading: 'Vendor', cell: ({ vendorNumber }) => vendorNumber ?? 'Whoever bills' },
        { heading: 'Percent', isFigure: true, cell: ({ percent }) => percent.replace(/ %$/, '') },
      ]}
    />
  );
}

type PeriodRow = TimekeeperRow | RateRow | DiscountRow;

/** One page of rows, each with for whom and when it holds; a row can be ended. */
function PeriodTable<Row extends PeriodRow>({
  kind,
  label,
  emptyText,
  query,
  ask,
  nameOf,
  columns,
}: {
  readonly kind: PeriodKind;
  readonly label: string;
  readonly emptyText: string;
  readonly query: Query;
  ask(query: Query): FirmCall<{ readonly rows: readonly Row[]; readonly next: string | null }>;
  nameOf(row: Row): string;
  readonly columns: readonly RecordColumn<Row>[];
}): ReactElement {
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages.at(-1);
  const answer = useFirmCall(ask(after === undefined ? query : { ...query, after }));
  const [ending, setEnding] = useState<Row | null>(null);
  return (
    <>
      {ending === null ? null : (
        <EndPeriod
          kind={kind}
          id={ending.id}
          name={nameOf(ending)}
          onDone={(isDone) => {
            setEnding(null);
            if (isDone) answer.refresh();
          }}
        />
      )}
      <Answer state={answer}>
        {(page) => (
          <>
            <RecordTable
              label={label}
              rows={page.rows}
              keyOf={({ id }) => id}
              emptyText={emptyText}
              columns={[
                ...columns,
                { heading: 'Client', cell: ({ clientNumber }) => clientNumber ?? 'All' },
                {
                  heading: 'Matter',
                  cell: ({ clientNumber, matterNumber }) => matterNumber ?? (clientNumber === null ? '' : 'All'),
                },
                {
                  heading: 'Holds',
                  cell: ({ from, to }) => (from === null && to === null ? 'Always' : formatPeriod(from, to)),
                },
                {
                  heading: '',
                  cell: (row) => (
                    <Button label={nameOf(row)} onPress={() => setEnding(row)}>
                      End
                    </Button>
                  ),
                },
              ]}
            />
            {pages.length === 0 && page.next === null ? null : (
              <div className={styles.form}>
                <Button look="line" isDisabled={pages.length === 0} onPress={() => setPages(pages.slice(0, -1))}>
                  Back
                </Button>
                <Button
                  look="line"
                  isDisabled={page.next === null}
                  onPress={() => page.next !== null && setPages([...pages, page.next])}
                >
                  Further
                </Button>
              </div>
            )}
          </>
        )}
      </Answer>
    </>
  );
}
