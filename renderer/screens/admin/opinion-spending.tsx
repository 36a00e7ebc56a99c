import { type ReactElement, useState } from 'react';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import type { Spending } from '#shared/api/opinions.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import { formatMicroDollars, parseDollars, writeDollars } from '../../ui/format-dollars.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import { numberAndName } from './number-and-name.ts';
import styles from './part.module.css';

type Client = Spending['clients'][number];

/** What was spent and is reserved, against the month's limits; beyond them nothing is asked, and the rules go on. */
export function OpinionSpending(): ReactElement {
  const spending = useFirmCall(opinionAdminCalls.getSpending());
  const [changing, setChanging] = useState<Client | null>(null);
  return (
    <Answer state={spending}>
      {({ firm, clients }) => (
        <>
          <p className={styles.lead}>
            The firm: {formatMicroDollars(firm.spentMicro)} spent, {formatMicroDollars(firm.reservedMicro)} reserved, of{' '}
            {formatMicroDollars(firm.capMicro)} a month.
            {firm.spentMicro + firm.reservedMicro >= firm.capMicro
              ? ' The limit is reached: nothing more is asked.'
              : ''}
          </p>
          {changing === null ? null : (
            <ChangeCap
              key={changing.clientId}
              client={changing}
              onDone={() => {
                setChanging(null);
                spending.refresh();
              }}
            />
          )}
          <RecordTable
            label="Costs by client"
            rows={clients}
            keyOf={({ clientId }) => clientId}
            emptyText="Nothing was asked this month."
            columns={[
              { heading: 'Client', cell: ({ number, name }) => numberAndName(number, name) },
              { heading: 'Spent', isFigure: true, cell: ({ spentMicro }) => formatMicroDollars(spentMicro) },
              { heading: 'Reserved', isFigure: true, cell: ({ reservedMicro }) => formatMicroDollars(reservedMicro) },
              { heading: 'Limit', isFigure: true, cell: ({ capMicro }) => formatMicroDollars(capMicro) },
              { heading: 'Whose limit', cell: ({ hasOwnCap }) => (hasOwnCap ? 'Its own' : 'Of each client') },
              {
                heading: '',
                cell: (client) => (
                  <Button label={client.name} onPress={() => setChanging(client)}>
                    Change the limit
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
    </Answer>
  );
}

function ChangeCap({ client, onDone }: { readonly client: Client; onDone(): void }): ReactElement {
  const act = useFirmAction();
  const [cap, setCap] = useState(writeDollars(client.capMicro));
  const capMicro = parseDollars(cap);
  const store = async (next: number | null): Promise<void> => {
    await act(
      opinionAdminCalls.setClientCap({ clientId: client.clientId, capMicro: next }),
      `The limit of ${client.name} is stored.`,
    );
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label={`Limit of ${client.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (capMicro !== null) void store(capMicro);
      }}
    >
      <LineField label={`${client.name} may spend a month (USD)`} value={cap} onChange={setCap} />
      <Button look="line" type="submit" isDisabled={capMicro === null}>
        Store
      </Button>
      <Button onPress={() => void store(null)}>As each client</Button>
      <Button onPress={onDone}>Leave it</Button>
    </form>
  );
}
