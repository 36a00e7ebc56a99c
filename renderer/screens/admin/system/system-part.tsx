import type { ReactElement } from 'react';
import type { SystemStatus } from '#shared/api/system.ts';
import { systemCalls } from '#shared/api/system-calls.ts';
import { navigate } from '../../../state/navigation.ts';
import { type AdminPart, formatRoute } from '../../../state/route.ts';
import { usePolled } from '../../../state/use-polled.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatMoment } from '../../../ui/format-date.ts';
import { countOf } from '../../../ui/format-money.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { BackupsSection } from './backups-section.tsx';
import { BundleButton } from './bundle-button.tsx';
import { DiskSection } from './disk-section.tsx';
import { LatencySection } from './latency-section.tsx';
import { PartsSection } from './parts-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { ProcessesSection } from './processes-section.tsx';
import { QueueSection } from './queue-section.tsx';
import styles from './system.module.css';
import { systemNeeds } from './system-needs.ts';
import { VersionsSection } from './versions-section.tsx';

const PAUSE_MS = 10_000;

/** How the running system stands: what needs somebody first, then each part of it. */
export function SystemPart(): ReactElement {
  const { value, heardAt, error, refresh } = usePolled(systemCalls.status(), PAUSE_MS);
  if (value === undefined || heardAt === null) {
    if (error === null) return <p role="status">Asking the server{'\u2026'}</p>;
    return (
      <Trouble title="The server did not answer this." message={error.message}>
        <Button look="line" onPress={refresh}>
          Ask again
        </Button>
      </Trouble>
    );
  }
  const asOf = clockTime(heardAt);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.asOf}>As of {asOf}. It is looked at again every ten seconds while this page is seen.</p>
        <Button look="line" icon="redo" onPress={refresh}>
          Look now
        </Button>
        <BundleButton />
      </div>
      {error === null ? null : (
        <p className={styles.stale} role="alert">
          <Icon name="warning" /> {error.message} What stands below is as of {asOf}; it is asked again by itself.
        </p>
      )}
      <div className={styles.page}>
        <Verdict status={value} />
        <PartsSection status={value} />
        <ProcessesSection status={value} />
        <QueueSection status={value} />
        <div className={styles.pair}>
          <BackupsSection status={value} />
          <VersionsSection status={value} />
        </div>
        <div className={styles.pair}>
          <LatencySection status={value} />
          <DiskSection status={value} />
        </div>
        <PeopleSection status={value} />
      </div>
    </>
  );
}

/** With its seconds: what is asked every ten of them has changed when they have. */
function clockTime(at: Date): string {
  return `${formatMoment(at.toISOString(), new Date())}:${String(at.getSeconds()).padStart(2, '0')}`;
}

function Verdict({ status }: { readonly status: SystemStatus }): ReactElement {
  const needs = systemNeeds(status);
  const isWell = needs.length === 0;
  return (
    <section aria-label="At a glance">
      <h2 className={cx(styles.verdict, isWell && styles.well)}>
        {isWell ? <Icon name="accept" /> : null}
        {isWell ? 'All parts are well.' : 'What needs you'}
      </h2>
      {/* Told when their number changes, and not each time that one has grown older. */}
      <p className="visuallyHidden" role="status">
        {isWell ? 'All parts are well.' : `${countOf(needs.length, 'thing needs', 'things need')} you.`}
      </p>
      {isWell ? null : (
        <ul className={styles.needs}>
          {needs.map(({ key, tone, text, part }) => (
            <li key={key} className={styles.need}>
              <Icon name="warning" className={styles[tone]} />
              <span>
                {text} {part === undefined ? null : <PartLink part={part} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function PartLink({ part }: { readonly part: AdminPart }): ReactElement {
  return (
    <a
      href={formatRoute({ screen: 'admin', part })}
      onClick={(event) => {
        event.preventDefault();
        navigate({ screen: 'admin', part });
      }}
    >
      Go there
    </a>
  );
}
