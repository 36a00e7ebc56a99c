import { type ReactElement, useEffect, useState } from 'react';
import { adminCalls, type FirmCall } from '#shared/api/firm.ts';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { VERIFICATIONS_A_PAGE, type Verdict } from '#shared/api/legal-verification.ts';
import type { DiscountRow, PeriodKind, RateRow, TimekeeperRow } from '#shared/api/masters.ts';
import { openDialog, useDialogs } from '../../state/dialogs.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { formatPeriod } from '../../ui/format-date.ts';
import { type RecordColumn, RecordTable } from '../../ui/record-table.tsx';
import { VerdictMark } from '../legal/verdict-mark.tsx';
import { Answer } from './answer.tsx';
import { EndPeriod } from './end-period.tsx';
import styles from './part.module.css';

type Query = Readonly<Record<string, string>>;

export function TimekeeperTable({ query }: { readonly query: Query }): ReactElement {
  const verdictOf = useVerdicts();
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
        { heading: 'Records', cell: (row) => <Verified row={row} verdict={verdictOf(row)} /> },
      ]}
    />
  );
}

/** What the records last said of somebody on the roster, and the way to ask them. */
function Verified({ row, verdict }: { readonly row: TimekeeperRow; readonly verdict: Verdict | null }): ReactElement {
  const { name, number, vendorNumber } = row;
  return (
    <span className={styles.verified}>
      {verdict === null ? null : <VerdictMark verdict={verdict} />}
      <Button
        label={`${number} ${name}`}
        onPress={() => openDialog({ kind: 'verify', subject: { name, vendorNumber, timekeeperNumber: number } })}
      >
        {verdict === null ? 'Verify' : 'Look'}
      </Button>
    </span>
  );
}

/** The newest verdict of each timekeeper among the latest verifications; asked again when a dialog has closed. */
function useVerdicts(): (row: TimekeeperRow) => Verdict | null {
  const { value, refresh } = useFirmCall(legalCalls.listVerifications({ limit: String(VERIFICATIONS_A_PAGE) }));
  const isDialogOpen = useDialogs(({ open }) => open?.kind === 'verify');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a dialog that closed is the reason
  useEffect(() => {
    if (!isDialogOpen) refresh();
  }, [isDialogOpen]);
  return ({ number, vendorNumber }) =>
    value?.verifications.find(
      ({ subject }) => subject.timekeeperNumber === number && subject.vendorNumber === vendorNumber,
    )?.verdict ?? null;
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
