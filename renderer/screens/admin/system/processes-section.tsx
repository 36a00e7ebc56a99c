import type { ReactElement } from 'react';
import type { SystemProcess, SystemStatus } from '#shared/api/system.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/icons.tsx';
import { RecordTable } from '../../../ui/record-table.tsx';
import { Section } from './section.tsx';
import styles from './system.module.css';
import { ageWords, MODE_WORDS, sizeWords } from './system-words.ts';

/** Every process of the server, wherever it runs. */
export function ProcessesSection({ status: { processes, at } }: { readonly status: SystemStatus }): ReactElement {
  return (
    <Section title="Server processes" value={processes}>
      {(rows) => (
        <RecordTable
          label="Server processes"
          rows={rows}
          keyOf={({ id }) => id}
          emptyText="No process has said yet that it runs. They do so within ten seconds of their start."
          columns={[
            {
              heading: 'Process',
              cell: ({ mode, host, processId, isThisOne }) => (
                <>
                  {MODE_WORDS[mode]}
                  {isThisOne ? ', which answers here' : ''}
                  <span className={styles.under}>
                    {host}, process {processId}
                  </span>
                </>
              ),
            },
            { heading: 'State', cell: (process) => <ProcessMark process={process} at={at} /> },
            {
              heading: 'Version',
              cell: ({ version, revision }) => (
                <>
                  {version}
                  {revision === null ? null : <span className={styles.under}>{revision.slice(0, 12)}</span>}
                </>
              ),
            },
            { heading: 'Runs for', wrap: 'whole', cell: ({ startedAt }) => ageWords(startedAt, at) },
            { heading: 'Memory', isFigure: true, cell: ({ memoryBytes }) => sizeOrNothing(memoryBytes) },
            { heading: 'Open streams', isFigure: true, cell: ({ openStreamCount }) => String(openStreamCount) },
          ]}
        />
      )}
    </Section>
  );
}

const sizeOrNothing = (bytes: number): string => (bytes === 0 ? '' : sizeWords(bytes));

function ProcessMark({ process, at }: { readonly process: SystemProcess; readonly at: string }): ReactElement {
  const { isSilent, lastSeenAt } = process;
  return (
    <span className={cx(styles.state, isSilent ? styles.attention : styles.well)}>
      <Icon name={isSilent ? 'warning' : 'accept'} />
      {isSilent ? `Silent for ${ageWords(lastSeenAt, at)}` : 'Runs'}
    </span>
  );
}
