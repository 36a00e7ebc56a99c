import type { ReactElement } from 'react';
import type { LatencyGroupView, SystemStatus } from '#shared/api/system.ts';
import { cx } from '../../../ui/cx.ts';
import { formatCount, UNKNOWN_FIGURE } from '../../../ui/format-money.ts';
import { Icon } from '../../../ui/icons.tsx';
import { RecordTable } from '../../../ui/record-table.tsx';
import { Section } from './section.tsx';
import styles from './system.module.css';
import { GROUP_WORDS, millisecondWords } from './system-words.ts';

/** How long people waited of late, against what the operations guide promises. */
export function LatencySection({ status: { latency } }: { readonly status: SystemStatus }): ReactElement {
  return (
    <Section title="Times of answers" value={latency}>
      {({ groups, minutes }) => (
        <>
          <RecordTable
            label="Times of answers"
            rows={groups}
            keyOf={({ group }) => group}
            emptyText="Nothing is measured."
            columns={[
              { heading: 'What', cell: ({ group }) => GROUP_WORDS[group] },
              { heading: 'Answers', isFigure: true, cell: ({ answerCount }) => formatCount(answerCount) },
              { heading: 'Half within', isFigure: true, cell: (group) => withinWords(group, group.p50Ms) },
              { heading: '95 % within', isFigure: true, cell: (group) => withinWords(group, group.p95Ms) },
              { heading: 'Target', isFigure: true, cell: (group) => <Target of={group} /> },
            ]}
          />
          <p className={styles.note}>Of the last {minutes} minutes, all processes together; in steps, rounded up.</p>
        </>
      )}
    </Section>
  );
}

function withinWords({ answerCount }: LatencyGroupView, milliseconds: number | null): string {
  if (answerCount === 0) return UNKNOWN_FIGURE;
  return milliseconds === null ? 'over 20 s' : millisecondWords(milliseconds);
}

function Target({ of: { targetMs, answerCount, p95Ms } }: { readonly of: LatencyGroupView }): ReactElement {
  if (targetMs === null) return <span className={styles.quiet}>none set</span>;
  if (answerCount === 0) return <>{millisecondWords(targetMs)}</>;
  const isKept = p95Ms !== null && p95Ms <= targetMs;
  return (
    <span className={cx(styles.state, isKept ? styles.well : styles.attention)}>
      <Icon name={isKept ? 'accept' : 'warning'} />
      {millisecondWords(targetMs)}
      {isKept ? '' : ', missed'}
    </span>
  );
}
