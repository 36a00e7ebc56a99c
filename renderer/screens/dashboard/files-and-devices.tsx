import type { ReactElement } from 'react';
import type { Dashboard } from '#shared/api/dashboard.ts';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import styles from './dashboard-screen.module.css';

/** Files that could not be read, and when the person's own devices synced. */
export function FilesAndDevices({
  stuck,
  devices,
  now,
}: Pick<Dashboard, 'stuck' | 'devices'> & { readonly now: Date }): ReactElement {
  return (
    <div className={styles.tables}>
      <div>
        <h2 className={styles.heading}>Stuck files</h2>
        <RecordTable
          label="Stuck files"
          rows={stuck.files}
          keyOf={(file) => file.uploadId}
          emptyText="No file is stuck."
          columns={[
            { heading: 'File', cell: (file) => file.fileName },
            { heading: 'Received', cell: (file) => formatMoment(file.receivedAt, now) },
            {
              heading: 'Why',
              cell: (file) =>
                file.state === 'received' ? 'Waits to be read' : `Could not be read (${file.errorCode ?? 'no code'})`,
            },
            { heading: 'Sent by', cell: (file) => (file.isOwn ? 'You' : 'Somebody else') },
          ]}
        />
        {stuck.count > stuck.files.length ? (
          <p className={styles.quiet}>
            {countOf(stuck.count - stuck.files.length, 'older one', 'older ones')} not shown.
          </p>
        ) : null}
      </div>
      <div>
        <h2 className={styles.heading}>Your devices</h2>
        <RecordTable
          label="Your devices"
          rows={devices}
          keyOf={(device) => device.id}
          emptyText="No device of yours has synced yet."
          columns={[
            { heading: 'Device', cell: (device) => `${device.name}, ${device.platform}` },
            { heading: 'Version', cell: (device) => device.appVersion },
            { heading: 'Last synced', cell: (device) => formatMoment(device.lastSeenAt, now) },
          ]}
        />
      </div>
    </div>
  );
}
