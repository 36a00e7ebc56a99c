import type { ReactElement } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { ChoiceField } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

const RINGS = [
  { id: 'it', label: 'IT' },
  { id: 'pilot', label: 'Pilot' },
  { id: 'everyone', label: 'Everyone' },
] as const;
const STATUS_WORDS: Readonly<Record<string, string>> = {
  downloaded: 'downloaded',
  installed: 'installed',
  install_failed: 'installation failed',
  refused: 'refused: not what was signed',
  crashed: 'crashed',
  sync_failed: 'sync failed',
};

/** What runs where, when each device last asked, and what it last said. */
export function UpdateDevices(): ReactElement {
  const devices = useFirmCall(adminCalls.listUpdateDevices());
  const act = useFirmAction();
  const at = (time: string): string => formatMoment(time, new Date());
  return (
    <>
      <h2 className={styles.heading}>Devices</h2>
      <Answer state={devices}>
        {(value) => (
          <RecordTable
            label="Devices and their versions"
            rows={value.devices}
            keyOf={(device) => device.id}
            emptyText="No device has enrolled yet."
            columns={[
              { heading: 'Name', wrap: 'anywhere', cell: (device) => device.displayName },
              { heading: 'Device', cell: (device) => `${device.name}, ${device.platform}` },
              { heading: 'Version', cell: (device) => device.appVersion },
              { heading: 'Last asked', cell: (device) => (device.contactAt === null ? 'Never' : at(device.contactAt)) },
              {
                heading: 'Last word',
                cell: ({ lastReport }) =>
                  lastReport === null
                    ? ''
                    : `${lastReport.version} ${STATUS_WORDS[lastReport.status] ?? lastReport.status}${lastReport.code === null ? '' : ` (${lastReport.code})`}`,
              },
              {
                heading: 'Circle',
                cell: (device) => (
                  <ChoiceField
                    label={`Circle of ${device.displayName}, ${device.name}`}
                    isLabelHidden
                    value={device.ring}
                    choices={RINGS}
                    onChange={(ring) => {
                      if (ring === '') return;
                      void act(adminCalls.setRing(device.id, ring), `${device.name} is changed.`).then(devices.refresh);
                    }}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}
