import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/fields.tsx';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

const OUTCOMES = [
  { id: 'done', label: 'Done' },
  { id: 'denied', label: 'Denied' },
  { id: 'failed', label: 'Failed' },
] as const;

/** What was done, by whom, in order; entries can only be added, and `lait audit verify` proves it. */
export function AuditPart(): ReactElement {
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]['id'] | ''>('');
  const [before, setBefore] = useState<readonly number[]>([]);
  const last = before.at(-1);
  const query: Record<string, string> = {};
  if (outcome !== '') query.outcome = outcome;
  if (last !== undefined) query.before = String(last);
  const page = useFirmCall(adminCalls.listAudit(query));
  return (
    <>
      <div className={styles.form}>
        <ChoiceField
          label="Outcome"
          value={outcome}
          emptyLabel="All"
          choices={OUTCOMES}
          onChange={(next) => {
            setBefore([]);
            setOutcome(next);
          }}
        />
        <Button look="line" onPress={page.refresh}>
          Ask again
        </Button>
      </div>
      <Answer state={page}>
        {(value) => (
          <>
            <RecordTable
              label="Audit log"
              rows={value.entries}
              keyOf={(entry) => String(entry.seq)}
              emptyText="No entry."
              columns={[
                { heading: 'No.', isFigure: true, cell: (entry) => String(entry.seq) },
                { heading: 'Time (UTC)', wrap: 'whole', cell: (entry) => entry.at.slice(0, 19).replace('T', ' ') },
                { heading: 'Who', wrap: 'anywhere', cell: (entry) => entry.actorName ?? 'The server' },
                { heading: 'What', wrap: 'whole', cell: (entry) => entry.action },
                {
                  heading: 'On',
                  wrap: 'anywhere',
                  cell: (entry) => (entry.objectType === null ? '' : `${entry.objectType} ${entry.objectId ?? ''}`),
                },
                { heading: 'Outcome', wrap: 'whole', cell: (entry) => entry.outcome },
                { heading: 'Address', wrap: 'whole', cell: (entry) => entry.ip ?? '' },
              ]}
            />
            <div className={styles.form}>
              <Button look="line" isDisabled={before.length === 0} onPress={() => setBefore(before.slice(0, -1))}>
                Newer
              </Button>
              <Button
                look="line"
                isDisabled={value.next === null}
                onPress={() => value.next !== null && setBefore([...before, value.next])}
              >
                Older
              </Button>
            </div>
          </>
        )}
      </Answer>
    </>
  );
}
