import type { ReactElement } from 'react';
import type { ImportOutcome } from '#shared/api/masters.ts';
import { countOf, formatCount } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import styles from './part.module.css';

/** What a file would do, before it is done. */
export function ImportPreview({
  name,
  outcome,
}: {
  readonly name: string;
  readonly outcome: ImportOutcome;
}): ReactElement {
  const { addedCount, changedCount, unchangedCount, errorCount, errors, changes, columns } = outcome;
  const ignored = columns.filter(({ meaning, heading }) => meaning === null && heading !== '');
  return (
    <div className={styles.preview}>
      <p role="status" className={errorCount > 0 ? styles.secret : undefined}>
        {errorCount > 0
          ? `${name} has ${countOf(errorCount, 'error')}. Nothing of it can be imported until ${errorCount === 1 ? 'it is' : 'they are'} mended.`
          : `${name}: ${formatCount(addedCount)} new, ${formatCount(changedCount)} changed, ${formatCount(unchangedCount)} as they are. Nothing is stored yet.`}
      </p>
      {ignored.length === 0 ? null : (
        <p className={styles.quiet}>Not read: {ignored.map(({ heading }) => heading).join(', ')}</p>
      )}
      {errors.length === 0 ? null : (
        <RecordTable
          label="What is wrong"
          rows={errors.map((error, index) => ({ ...error, id: String(index) }))}
          keyOf={({ id }) => id}
          emptyText=""
          columns={[
            { heading: 'Row', isFigure: true, cell: ({ row }) => (row === null ? '' : String(row)) },
            { heading: 'Column', cell: ({ column }) => column ?? '' },
            { heading: 'What is wrong', cell: ({ message }) => message },
          ]}
        />
      )}
      <More shown={errors.length} all={errorCount} what="error" />
      {errorCount > 0 || changes.length === 0 ? null : (
        <RecordTable
          label="What would be written"
          rows={changes}
          keyOf={({ row }) => String(row)}
          emptyText=""
          columns={[
            { heading: 'Row', isFigure: true, cell: ({ row }) => String(row) },
            { heading: '', cell: ({ kind }) => (kind === 'add' ? 'New' : 'Changed') },
            { heading: 'What', cell: ({ what }) => what },
            { heading: 'Values', cell: ({ kind, fields }) => fields.map((field) => fieldText(kind, field)).join(', ') },
          ]}
        />
      )}
      {errorCount > 0 ? null : <More shown={changes.length} all={addedCount + changedCount} what="row" />}
    </div>
  );
}

type Change = ImportOutcome['changes'][number];

function fieldText(kind: Change['kind'], { column, before, after }: Change['fields'][number]): string {
  const label = column.replaceAll('_', ' ');
  if (kind === 'add') return `${label} ${after ?? ''}`;
  return `${label} ${before ?? 'none'} \u2192 ${after ?? 'none'}`;
}

function More({
  shown,
  all,
  what,
}: {
  readonly shown: number;
  readonly all: number;
  readonly what: string;
}): ReactElement | null {
  return all > shown ? <p className={styles.quiet}>and {countOf(all - shown, `more ${what}`)}</p> : null;
}
