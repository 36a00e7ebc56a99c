import type { ReactElement } from 'react';
import type { FailedJob, SystemStatus } from '#shared/api/system.ts';
import { formatMoment } from '../../../ui/format-date.ts';
import { formatCount } from '../../../ui/format-money.ts';
import { RecordTable } from '../../../ui/record-table.tsx';
import { Section } from './section.tsx';
import styles from './system.module.css';
import { ageWords, jobName } from './system-words.ts';

/** What the workers have to do, and what they could not. */
export function QueueSection({ status: { queue, at } }: { readonly status: SystemStatus }): ReactElement {
  return (
    <Section title="Queue" value={queue}>
      {({ kinds, failures }) => (
        <>
          <RecordTable
            label="Queue"
            rows={kinds.filter(({ waiting, running, failed }) => waiting + running + failed > 0)}
            keyOf={({ kind }) => kind}
            emptyText="Nothing waits, nothing is worked on, and nothing failed within seven days."
            columns={[
              { heading: 'Work', cell: ({ kind }) => jobName(kind) },
              { heading: 'Waiting', isFigure: true, cell: ({ waiting }) => formatCount(waiting) },
              { heading: 'Running', isFigure: true, cell: ({ running }) => formatCount(running) },
              { heading: 'Failed', isFigure: true, cell: ({ failed }) => formatCount(failed) },
              {
                heading: 'Longest wait',
                isFigure: true,
                cell: ({ oldestWaitingAt }) => (oldestWaitingAt === null ? '' : ageWords(oldestWaitingAt, at)),
              },
            ]}
          />
          {failures.length === 0 ? null : <Failures failures={failures} at={at} />}
        </>
      )}
    </Section>
  );
}

function Failures({ failures, at }: { readonly failures: readonly FailedJob[]; readonly at: string }): ReactElement {
  const now = new Date(at);
  return (
    <>
      <h3 className={styles.subheading}>Failed work</h3>
      <RecordTable
        label="Failed work"
        rows={failures}
        keyOf={({ jobId }) => jobId}
        emptyText="Nothing failed."
        columns={[
          { heading: 'Work', cell: ({ kind }) => jobName(kind) },
          { heading: 'Failed', wrap: 'whole', cell: (job) => formatMoment(job.at, now) },
          {
            heading: 'Error',
            cell: ({ errorKind, errorCode }) => (errorCode === null ? errorKind : `${errorKind} (${errorCode})`),
          },
          {
            heading: 'Next',
            cell: ({ nextTryAt }) => (nextTryAt === null ? 'Given up' : `Tried again ${formatMoment(nextTryAt, now)}`),
          },
          { heading: 'Request', wrap: 'anywhere', cell: ({ requestId }) => <Id id={requestId} /> },
          { heading: 'Tries', isFigure: true, cell: ({ tries }) => String(tries) },
        ]}
      />
      <p className={styles.note}>
        The server{'\u2019'}s log has the same request beside its line {'\u201c'}a job failed{'\u201d'}. What the work
        was about is not shown here.
      </p>
    </>
  );
}

function Id({ id }: { readonly id: string | null }): ReactElement {
  return id === null ? <span className={styles.quiet}>not of a request</span> : <code>{id}</code>;
}
