import { type ReactElement, useState } from 'react';
import { firmCalls } from '#shared/api/firm.ts';
import { openDialog } from '../../state/dialogs.ts';
import { useFirm, useFirmCall, useSession } from '../../state/firm-context.ts';
import { useQuery } from '../../state/use-query.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { Icon } from '../../ui/icons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import styles from './dashboard-screen.module.css';
import { FilesAndDevices } from './files-and-devices.tsx';
import { Money } from './money.tsx';
import { Waiting } from './waiting.tsx';

/** What waits, what was billed and saved, what is stuck: the firm's figures, which only its server has. */
export function DashboardScreen(): ReactElement {
  const firm = useFirm();
  const session = useSession();
  const { value: sync } = useQuery('getSyncStatus', {});
  if (firm === null) {
    return (
      <Trouble
        title="The dashboard needs the firm's server."
        message="This LAIT works on this device alone. Your invoices and their totals are in the list of invoices."
      />
    );
  }
  if (session === null && sync?.state === 'offline') {
    return (
      <Trouble
        title="You are offline, and the dashboard is on the server."
        message="Your work is kept on this device and goes on. The dashboard is there again when the server is."
      />
    );
  }
  if (session === null) {
    return (
      <Trouble
        title="Sign in to see the dashboard."
        message="It shows what the firm's server knows. Your work on this device goes on without it."
      >
        <Button look="solid" onPress={() => openDialog({ kind: 'signIn' })}>
          Sign in
        </Button>
      </Trouble>
    );
  }
  return <Figures key={session.userId} />;
}

function Figures(): ReactElement {
  const [isFresh, setFresh] = useState(false);
  const { value, error, isLoading, refresh } = useFirmCall(firmCalls.dashboard(isFresh));
  const askAnew = (): void => (isFresh ? refresh() : setFresh(true));
  const now = new Date();
  if (value === undefined) {
    if (error === null) return <p className={styles.asking}>Asking the server{'\u2026'}</p>;
    const isOffline = error.kind === 'offline';
    return (
      <Trouble
        title={isOffline ? 'You are offline, and the dashboard is on the server.' : 'The server did not answer this.'}
        message={error.message}
      >
        <Button look="line" onPress={askAnew}>
          Ask again
        </Button>
      </Trouble>
    );
  }
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.title}>Dashboard</h1>
        <p className={styles.quiet} role="status">
          As of {formatMoment(value.asOf, now)}
          {isLoading ? ', asking again\u2026' : ''}
        </p>
        <Button look="line" icon="redo" isDisabled={isLoading} onPress={askAnew}>
          Refresh
        </Button>
      </header>
      {error === null ? null : (
        <p className={styles.stale} role="alert">
          <Icon name="warning" /> {error.message} These figures are as of {formatMoment(value.asOf, now)}.
        </p>
      )}
      <Waiting waiting={value.waiting} />
      <Money money={value.money} />
      <FilesAndDevices stuck={value.stuck} devices={value.devices} now={now} />
    </div>
  );
}
