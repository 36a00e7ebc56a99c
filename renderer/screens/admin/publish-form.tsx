import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import type { ReleaseView } from '#shared/api/updates.ts';
import { useFirmAction } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import styles from './part.module.css';

type RingId = 'it' | 'pilot' | 'everyone';
const RINGS: readonly { readonly id: RingId; readonly label: string }[] = [
  { id: 'it', label: 'IT' },
  { id: 'pilot', label: 'Pilot, and IT' },
  { id: 'everyone', label: 'Everyone' },
];

/** Publishes a version to a circle, or makes one the least that may go on working. */
export function PublishForm({
  releases,
  minimumClient,
  onDone,
}: {
  readonly releases: readonly ReleaseView[];
  readonly minimumClient: string;
  onDone(): void;
}): ReactElement {
  const act = useFirmAction();
  const ready = releases.filter(({ state }) => state === 'ready');
  const [releaseId, setReleaseId] = useState('');
  const [ring, setRing] = useState<RingId | ''>('it');
  const [percentage, setPercentage] = useState('100');
  const [minimum, setMinimum] = useState(minimumClient);
  const version = ready.find(({ id }) => id === releaseId)?.version ?? '';
  const publish = async (): Promise<void> => {
    if (releaseId === '' || ring === '') return;
    const done = `${version} is published. Devices take it when they next ask, and install it at their next start.`;
    await act(adminCalls.publishRelease(releaseId, { ring, percentage: Number(percentage) }), done);
    onDone();
  };
  const setLeast = async (): Promise<void> => {
    await act(
      adminCalls.setMinimumClient(minimum),
      `Devices below ${minimum} must update; they may still hand in their work.`,
    );
    onDone();
  };
  return (
    <>
      <h2 className={styles.heading}>Publish</h2>
      <form
        className={styles.form}
        aria-label="Publish a version"
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        <ChoiceField
          label="Version"
          value={releaseId}
          choices={ready.map(({ id, version: label }) => ({ id, label }))}
          emptyLabel={ready.length === 0 ? 'None is ready' : 'Choose'}
          onChange={setReleaseId}
        />
        <ChoiceField<RingId> label="To" value={ring} choices={RINGS} onChange={setRing} />
        <LineField label="Percent of them" value={percentage} onChange={setPercentage} />
        <Button look="line" type="submit" isDisabled={releaseId === '' || !/^(?:\d|[1-9]\d|100)$/.test(percentage)}>
          Publish
        </Button>
      </form>
      <form
        className={styles.form}
        aria-label="Set the least version"
        onSubmit={(event) => {
          event.preventDefault();
          void setLeast();
        }}
      >
        <LineField label="Least version" value={minimum} onChange={setMinimum} />
        <Button look="line" type="submit" isDisabled={minimum === minimumClient || !/^\d+\.\d+\.\d+$/.test(minimum)}>
          Set least version
        </Button>
      </form>
    </>
  );
}
