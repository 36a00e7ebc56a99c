import { type ReactElement, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { InvoiceState, InvoiceSummary, QueryInput } from '#shared/api/workspace.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { createRowWindow } from '../../state/row-window.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Choices } from '../../ui/choices.tsx';
import { FilterField } from '../../ui/text-field.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { AddFiles } from './add-files.tsx';
import { QueueEmpty } from './queue-empty.tsx';
import { QueueGrid } from './queue-grid.tsx';
import styles from './queue-screen.module.css';
import { QueueTotals } from './queue-totals.tsx';

type InvoiceSort = QueryInput<'listInvoices'>['sort'];

const SHOWN_STATES = {
  all: undefined,
  needsMe: ['analysed', 'in_review', 'needs_attention'],
  approved: ['approved'],
  exported: ['exported'],
  returned: ['returned'],
} as const satisfies Record<string, readonly InvoiceState[] | undefined>;

type ShownStates = keyof typeof SHOWN_STATES;

const STATE_CHOICES: readonly { readonly id: ShownStates; readonly label: string }[] = [
  { id: 'needsMe', label: 'Needs me' },
  { id: 'all', label: 'All' },
  { id: 'approved', label: 'Approved' },
  { id: 'exported', label: 'Exported' },
  { id: 'returned', label: 'Returned' },
];

/** The start: every invoice held here, what it still needs, and the way to add more. */
export function QueueScreen(): ReactElement {
  const { client } = useWorkspace();
  const [text, setText] = useState('');
  const [shown, setShown] = useState<ShownStates>('all');
  const [sort, setSort] = useState<InvoiceSort>({ by: 'receivedAt', direction: 'descending' });
  const wanted = useDeferredValue(text);
  const searchField = useRef<HTMLInputElement>(null);
  const status = useQuery('getStatus', {});

  const ask = useMemo(() => {
    const states = SHOWN_STATES[shown];
    const trimmed = wanted.trim();
    return {
      sort,
      ...(trimmed === '' ? {} : { text: trimmed }),
      ...(states === undefined ? {} : { states: [...states] }),
    };
  }, [sort, wanted, shown]);

  const source = useMemo(
    () => createRowWindow<InvoiceSummary>((offset, limit) => client.query('listInvoices', { ...ask, offset, limit })),
    [client, ask],
  );
  useEffect(() => {
    const stop = client.subscribe((event) => {
      if (event.type !== 'importProgress') source.refresh();
    });
    return () => {
      stop();
      source.dispose();
    };
  }, [client, source]);
  const totals = useQuery('listInvoices', { ...ask, offset: 0, limit: 1 });

  useCommands({ filter: () => searchField.current?.focus() });

  if (status.error !== null && status.value === undefined) {
    return <Trouble title="The list of invoices could not be read." message={status.error.message} />;
  }
  if (status.value === undefined) return <div />;
  if (status.value.invoiceCount === 0) return <QueueEmpty notice={status.value.notice} />;
  return (
    <div className={styles.screen}>
      <h1 className="visuallyHidden">Invoices</h1>
      {status.value.notice === null ? null : <p className={styles.notice}>{status.value.notice}</p>}
      <div className={styles.tools}>
        <Choices label="Which invoices" choices={STATE_CHOICES} chosen={shown} onChange={(id) => setShown(id)} />
        <div className={styles.search}>
          <FilterField
            label="Number, vendor, client, matter"
            value={text}
            action="filter"
            inputRef={searchField}
            onChange={setText}
            onLeave={() => document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()}
          />
        </div>
        <AddFiles />
      </div>
      <QueueGrid
        source={source}
        sort={sort}
        onSort={setSort}
        emptyText={wanted === '' ? 'Nothing here. "All" shows every invoice.' : `No invoice here has "${wanted}".`}
        onFilter={() => searchField.current?.focus()}
      />
      <QueueTotals total={totals.value?.total ?? null} money={totals.value?.money ?? null} />
    </div>
  );
}
