import type { ReactElement } from 'react';
import type { AdminDevice } from '#shared/api/admin.ts';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { EmailText } from '../../ui/email-text.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

/** Two of one person's that told nothing of themselves are told apart by the end of their numbers. */
function deviceWords({ id, name, platform }: AdminDevice): string {
  return `${name}${platform === 'unknown' ? '' : `, ${platform}`} \u00b7 ${id.slice(-6)}`;
}

/** Where people are signed in, on what, and who is locked out after too many wrong passwords. */
export function DevicesPart(): ReactElement {
  const devices = useFirmCall(adminCalls.listDevices());
  const sessions = useFirmCall(adminCalls.listSessions());
  const lockouts = useFirmCall(adminCalls.listLockouts());
  const act = useFirmAction();
  const at = (time: string): string => formatMoment(time, new Date());
  return (
    <>
      <h2 className={styles.heading}>Locked out</h2>
      <Answer state={lockouts}>
        {(value) => (
          <RecordTable
            label="Locked out"
            rows={value.lockouts}
            keyOf={(lockout) => `${lockout.userId} ${lockout.lockedUntil}`}
            emptyText="Nobody."
            columns={[
              { heading: 'Name', wrap: 'anywhere', cell: (lockout) => lockout.displayName },
              { heading: 'E-mail', wrap: 'anywhere', cell: (lockout) => <EmailText email={lockout.email} /> },
              { heading: 'Failures', isFigure: true, cell: (lockout) => String(lockout.failures) },
              { heading: 'Until', wrap: 'whole', cell: (lockout) => at(lockout.lockedUntil) },
              {
                heading: '',
                cell: (lockout) => (
                  <Button
                    label={lockout.displayName}
                    onPress={() =>
                      void act(adminCalls.unlock(lockout.userId), `${lockout.displayName} may try again.`).then(
                        lockouts.refresh,
                      )
                    }
                  >
                    Unlock
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answer>
      <h2 className={styles.heading}>Sessions</h2>
      <Answer state={sessions}>
        {(value) => (
          <RecordTable
            label="Sessions"
            rows={value.sessions}
            keyOf={(session) => session.id}
            emptyText="Nobody is signed in."
            columns={[
              { heading: 'Name', wrap: 'anywhere', cell: (session) => session.displayName },
              { heading: 'Kind', cell: (session) => (session.kind === 'desktop' ? 'Desktop' : 'Browser') },
              { heading: 'Address', cell: (session) => session.ip ?? '' },
              { heading: 'Since', wrap: 'whole', cell: (session) => at(session.createdAt) },
              { heading: 'Last used', wrap: 'whole', cell: (session) => at(session.lastUsedAt) },
              {
                heading: '',
                cell: (session) => (
                  <Button
                    label={session.displayName}
                    onPress={() =>
                      void act(adminCalls.endSession(session.id), 'The session is ended, at once.').then(
                        sessions.refresh,
                      )
                    }
                  >
                    End
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answer>
      <h2 className={styles.heading}>Devices</h2>
      <Answer state={devices}>
        {(value) => (
          <RecordTable
            label="Devices"
            rows={value.devices}
            keyOf={(device) => device.id}
            emptyText="No device has synced yet."
            columns={[
              { heading: 'Name', wrap: 'anywhere', cell: (device) => device.displayName },
              { heading: 'Device', wrap: 'whole', cell: (device) => deviceWords(device) },
              { heading: 'Version', cell: (device) => device.appVersion },
              { heading: 'Last seen', wrap: 'whole', cell: (device) => at(device.lastSeenAt) },
              {
                heading: '',
                cell: (device) =>
                  device.revokedAt === null ? (
                    <Button
                      label={`${device.displayName}, ${deviceWords(device)}`}
                      onPress={() =>
                        void act(adminCalls.revokeDevice(device.id), 'The device may no longer sync.').then(
                          devices.refresh,
                        )
                      }
                    >
                      Revoke
                    </Button>
                  ) : (
                    `Revoked ${at(device.revokedAt)}`
                  ),
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}
