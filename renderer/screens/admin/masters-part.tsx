import { type ReactElement, useState } from 'react';
import type { AdminMatter } from '#shared/api/admin.ts';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import { ImportMasters } from './import-masters.tsx';
import { numberAndName } from './number-and-name.ts';
import styles from './part.module.css';

const IMPORTED = [
  { id: 'clients', label: 'Clients' },
  { id: 'matters', label: 'Matters' },
] as const;

/** Clients and matters: what invoices are filed under, and what access is given to. */
export function MastersPart(): ReactElement {
  const clients = useFirmCall(adminCalls.listClients());
  const [search, setSearch] = useState('');
  const matters = useFirmCall(adminCalls.listMatters(search));
  const act = useFirmAction();
  const change = async (matter: AdminMatter, body: { isConfirmed?: true; isClosed?: boolean }, done: string) => {
    await act(adminCalls.changeMatter(matter.id, body), done);
    matters.refresh();
  };
  const refresh = (): void => {
    clients.refresh();
    matters.refresh();
  };
  return (
    <>
      <NewClient onDone={refresh} />
      <NewMatter
        clients={
          clients.value?.clients.map(({ id, number, name }) => ({ id, label: numberAndName(number, name) })) ?? []
        }
        onDone={refresh}
      />
      <ImportMasters kinds={IMPORTED} onDone={refresh} />
      <div className={styles.form}>
        <LineField label="Search matters" value={search} isRequired={false} onChange={setSearch} />
      </div>
      <Answer state={matters}>
        {(value) => (
          <RecordTable
            label="Matters"
            rows={value.matters}
            keyOf={(matter) => matter.id}
            emptyText="No matter has this in its number or name."
            columns={[
              { heading: 'Client', cell: (matter) => numberAndName(matter.clientNumber, matter.clientName) },
              { heading: 'Matter', cell: (matter) => numberAndName(matter.number, matter.name) },
              { heading: 'People', isFigure: true, cell: (matter) => String(matter.userCount) },
              { heading: 'Walls', isFigure: true, cell: (matter) => String(matter.wallCount) },
              {
                heading: 'State',
                cell: (matter) =>
                  matter.isClosed ? 'Closed' : matter.isConfirmed ? 'Open' : 'From an invoice, not confirmed',
              },
              {
                heading: '',
                cell: (matter) => {
                  const { number, isClosed } = matter;
                  if (!matter.isConfirmed) {
                    const confirm = () => change(matter, { isConfirmed: true }, `Matter ${number} is confirmed.`);
                    return (
                      <Button label={number} onPress={() => void confirm()}>
                        Confirm
                      </Button>
                    );
                  }
                  const done = `Matter ${number} is ${isClosed ? 'open again' : 'closed'}.`;
                  return (
                    <Button label={number} onPress={() => void change(matter, { isClosed: !isClosed }, done)}>
                      {isClosed ? 'Open again' : 'Close'}
                    </Button>
                  );
                },
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}

function NewClient({ onDone }: { onDone(): void }): ReactElement {
  const act = useFirmAction();
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const add = async (): Promise<void> => {
    const done = await act(adminCalls.createClient({ number, name }), `Client ${number} is added.`);
    if (done === null) return;
    setNumber('');
    setName('');
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label="Add a client"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <LineField label="Client number" value={number} onChange={setNumber} />
      <LineField label="Client name" value={name} onChange={setName} />
      <Button look="line" type="submit">
        Add client
      </Button>
    </form>
  );
}

function NewMatter({
  clients,
  onDone,
}: {
  readonly clients: readonly { readonly id: string; readonly label: string }[];
  onDone(): void;
}): ReactElement {
  const act = useFirmAction();
  const [clientId, setClientId] = useState('');
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const add = async (): Promise<void> => {
    const done = await act(adminCalls.createMatter({ clientId, number, name }), `Matter ${number} is added.`);
    if (done === null) return;
    setNumber('');
    setName('');
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label="Add a matter"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <ChoiceField label="Client" value={clientId} emptyLabel="Choose" choices={clients} onChange={setClientId} />
      <LineField label="Matter number" value={number} onChange={setNumber} />
      <LineField label="Matter name" value={name} onChange={setName} />
      <Button look="line" type="submit" isDisabled={clientId === ''}>
        Add matter
      </Button>
    </form>
  );
}
