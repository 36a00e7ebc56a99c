import type { ReactElement } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import type { ReleaseView } from '#shared/api/updates.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';
import { PublishForm } from './publish-form.tsx';
import { ReleaseFiles } from './release-files.tsx';
import { UpdateDevices } from './update-devices.tsx';
import { UpdateKeys } from './update-keys.tsx';

const STATE_WORDS: Readonly<Record<ReleaseView['state'], string>> = {
  incomplete: 'Files are missing',
  ready: 'Ready',
  withdrawn: 'Withdrawn',
};
const RING_WORDS = { it: 'IT', pilot: 'Pilot', everyone: 'Everyone' } as const;

/** New versions of the desktop application: who gets them, how they fare, and how one is stopped. */
export function VersionsPart(): ReactElement {
  const releases = useFirmCall(adminCalls.listReleases());
  return (
    <>
      <p className={styles.lead}>
        A version is signed away from this server and checked by every device. Here you choose who gets it, and when. A
        rollout that goes badly pauses by itself.
      </p>
      <Answer state={releases}>
        {(value) => (
          <>
            <RecordTable
              label="Versions"
              rows={value.releases}
              keyOf={(release) => release.id}
              emptyText="No version was added yet. Add a signed release below."
              columns={[
                { heading: 'Version', cell: (release) => release.version },
                { heading: 'State', cell: stateOf },
                { heading: 'Goes to', cell: audienceOf },
                { heading: 'Downloaded', isFigure: true, cell: ({ outcome }) => String(outcome.downloaded) },
                { heading: 'Installed', isFigure: true, cell: ({ outcome }) => String(outcome.installed) },
                { heading: 'Failing', isFigure: true, cell: ({ outcome }) => String(outcome.failing) },
                { heading: '', cell: (release) => <ReleaseActions release={release} onDone={releases.refresh} /> },
              ]}
            />
            <PublishForm releases={value.releases} minimumClient={value.minimumClient} onDone={releases.refresh} />
            <ReleaseFiles releases={value.releases} onDone={releases.refresh} />
          </>
        )}
      </Answer>
      <UpdateKeys />
      <UpdateDevices />
    </>
  );
}

function stateOf(release: ReleaseView): string {
  if (release.pausedAt === null) return STATE_WORDS[release.state];
  const why = release.pauseReason === 'HEALTH' ? 'too many devices failed' : release.pauseReason;
  return `Paused ${formatMoment(release.pausedAt, new Date())}: ${why}`;
}

function audienceOf({ ring, percentage }: ReleaseView): string {
  if (ring === null) return 'Nobody yet';
  return percentage === 100 ? RING_WORDS[ring] : `${RING_WORDS[ring]}, ${percentage} %`;
}

function ReleaseActions({ release, onDone }: { readonly release: ReleaseView; onDone(): void }): ReactElement | null {
  const act = useFirmAction();
  const { id, version, ring, state, pausedAt } = release;
  if (state === 'withdrawn') return null;
  return (
    <>
      {ring === null ? null : pausedAt === null ? (
        <Button
          label={version}
          onPress={() =>
            void act(adminCalls.pauseRelease(id), `${version} is paused: no further device gets it.`).then(onDone)
          }
        >
          Pause
        </Button>
      ) : (
        <Button
          label={version}
          onPress={() => void act(adminCalls.resumeRelease(id), `${version} goes out again.`).then(onDone)}
        >
          Resume
        </Button>
      )}
      <Button
        label={version}
        onPress={() =>
          void act(
            adminCalls.withdrawRelease(id),
            `${version} is withdrawn. Publish a higher version to replace it.`,
          ).then(onDone)
        }
      >
        Withdraw
      </Button>
    </>
  );
}
