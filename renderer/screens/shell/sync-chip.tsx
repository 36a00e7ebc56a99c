import type { ReactElement } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { SyncState, SyncStatus } from '#shared/api/sync-status.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useDesktop } from '../../state/desktop-context.ts';
import { openDialog } from '../../state/dialogs.ts';
import { useFirm, useServerAbsence } from '../../state/firm-context.ts';
import { navigate } from '../../state/navigation.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import type { IconName } from '../../ui/icons.tsx';
import { DurabilityMark } from './durability-mark.tsx';
import styles from './sync-chip.module.css';

const ICONS: Readonly<Record<SyncState, IconName>> = {
  alone: 'device',
  signed_out: 'device',
  offline: 'device',
  syncing: 'redo',
  up_to_date: 'accept',
  attention: 'warning',
  locked: 'warning',
};

/** How the work stands with the firm's server, always in sight: "Offline, 12 waiting", "2 need you". */
export function SyncChip(): ReactElement | null {
  const { client } = useWorkspace();
  const firm = useFirm();
  const desktop = useDesktop();
  const absence = useServerAbsence();
  const { value: status } = useQuery('getSyncStatus', {});
  const isJoined = status !== undefined && status.state !== 'alone';
  const syncNow = async (): Promise<void> => {
    const reply = await client.command('syncNow', {});
    if (!reply.ok) notifyError(reply.error);
    else notify(reply.value.isOnline ? 'kept' : 'attention', reply.value.message);
  };
  useCommands(isJoined ? { syncNow: () => void syncNow() } : {});
  if (status === undefined) return null;
  if (!isJoined) {
    return (
      <>
        <DurabilityMark />
        {firm === null && absence !== null ? (
          <DialogTrigger>
            <Button icon="warning" className={cx(styles.chip, styles.attention)}>
              The server did not start
            </Button>
            <Popover placement="bottom end" offset={6} className={styles.popover}>
              <Dialog className={styles.dialog} aria-label="The server">
                <p className={styles.reason}>{absence}</p>
              </Dialog>
            </Popover>
          </DialogTrigger>
        ) : firm === null && desktop === null ? null : (
          <Button look="line" onPress={() => openDialog({ kind: 'signIn' })}>
            Sign in
          </Button>
        )}
      </>
    );
  }
  const needsPerson = status.conflictCount > 0 || status.state === 'attention' || status.state === 'locked';
  return (
    <DialogTrigger>
      <Button
        icon={ICONS[status.state]}
        className={cx(styles.chip, needsPerson && styles.attention)}
        label={`Sync: ${status.message}`}
      >
        {shortText(status)}
      </Button>
      <Popover placement="bottom end" offset={6} className={styles.popover}>
        <Dialog className={styles.dialog} aria-label="Sync">
          {({ close }) => <Details status={status} onSync={() => void syncNow()} onLeave={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** The few words that fit the bar; the popover says it in full. */
export function shortText(status: SyncStatus): string {
  const needed = status.conflictCount > 0 ? `${status.conflictCount} need you` : null;
  const waiting = status.waitingCount > 0 ? `${status.waitingCount} waiting` : null;
  switch (status.state) {
    case 'alone':
      return 'On this device';
    case 'signed_out':
      return ['Signed out', waiting].filter((each) => each !== null).join(', ');
    case 'offline':
      return ['Offline', needed ?? waiting].filter((each) => each !== null).join(', ');
    case 'syncing':
      return status.loading === null ? 'Syncing' : `Loading ${status.loading.done} of ${status.loading.total}`;
    case 'up_to_date':
      return needed ?? 'Up to date';
    case 'attention':
      return needed ?? 'Needs you';
    case 'locked':
      return `${countOf(status.lockedCount, 'matter')} locked`;
  }
}

function Details({
  status,
  onSync,
  onLeave,
}: {
  readonly status: SyncStatus;
  onSync(): void;
  onLeave(): void;
}): ReactElement {
  const firm = useFirm();
  const isSignedOut = status.state === 'signed_out';
  /** What leads elsewhere does not leave this open behind it. */
  const leaveFor = (go: () => void) => () => {
    onLeave();
    go();
  };
  return (
    <>
      <p className={styles.message} role="status">
        {status.message}
      </p>
      <dl className={styles.facts}>
        {status.session === null ? null : (
          <Fact
            label={isSignedOut ? 'Work of' : 'Signed in as'}
          >{`${status.session.displayName}, ${status.session.role}`}</Fact>
        )}
        <Fact label="Waiting to be sent">{countOf(status.waitingCount, 'action')}</Fact>
        {status.heldCount === 0 ? null : (
          <Fact label="Waiting for their file">{countOf(status.heldCount, 'action')}</Fact>
        )}
        <Fact label="Last sync">
          {status.lastSyncAt === null ? 'Not yet' : formatMoment(status.lastSyncAt, new Date())}
        </Fact>
        {status.repairCount === 0 ? null : (
          <Fact label="Fetched anew by itself">{countOf(status.repairCount, 'time')}</Fact>
        )}
      </dl>
      <div className={styles.actions}>
        {isSignedOut ? null : (
          <Button look="line" action="syncNow" onPress={onSync}>
            Sync now
          </Button>
        )}
        {isSignedOut ? (
          <Button look="line" onPress={leaveFor(() => openDialog({ kind: 'signIn' }))}>
            Sign in
          </Button>
        ) : (
          <Button onPress={leaveFor(() => void firm?.signOut())}>Sign out</Button>
        )}
        {status.conflictCount === 0 ? null : (
          <Button look="solid" onPress={leaveFor(() => navigate({ screen: 'conflicts', conflictId: null }))}>
            Show {countOf(status.conflictCount, 'conflict')}
          </Button>
        )}
      </div>
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: string }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
