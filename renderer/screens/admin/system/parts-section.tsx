import type { ReactElement } from 'react';
import type { SystemPart, SystemStatus } from '#shared/api/system.ts';
import { cx } from '../../../ui/cx.ts';
import { formatMoment } from '../../../ui/format-date.ts';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { RecordTable } from '../../../ui/record-table.tsx';
import { Section } from './section.tsx';
import styles from './system.module.css';
import { ageWords, partName } from './system-words.ts';

const LOOKS: Readonly<
  Record<SystemPart['status'], { readonly icon: IconName; readonly word: string; readonly tone: string | undefined }>
> = {
  ok: { icon: 'accept', word: 'Well', tone: styles.well },
  down: { icon: 'warning', word: 'Down', tone: styles.attention },
  disabled: { icon: 'note', word: 'Off', tone: styles.plain },
};

/** Each part with its state, since when, and what that means. */
export function PartsSection({ status: { parts, at } }: { readonly status: SystemStatus }): ReactElement {
  return (
    <Section title="Parts" value={parts}>
      {() => (
        <RecordTable
          label="Parts"
          rows={parts}
          keyOf={({ name }) => name}
          emptyText="No part is known."
          columns={[
            { heading: 'Part', wrap: 'whole', cell: (part) => partName(part) },
            { heading: 'State', cell: (part) => <PartMark part={part} /> },
            {
              heading: 'For',
              wrap: 'whole',
              cell: ({ since, status }) =>
                status === 'disabled' ? null : (
                  <>
                    {ageWords(since, at)}
                    <span className={styles.under}>since {formatMoment(since, new Date(at))}</span>
                  </>
                ),
            },
            { heading: 'What it means', cell: ({ sentence }) => sentence },
          ]}
        />
      )}
    </Section>
  );
}

function PartMark({ part: { status, isRequired } }: { readonly part: SystemPart }): ReactElement {
  const { icon, word, tone } = LOOKS[status];
  return (
    <span className={cx(styles.state, status === 'down' && isRequired ? styles.refusal : tone)}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
