import type { ReactElement } from 'react';
import type { ImportedFile } from '#shared/api/workspace.ts';
import {
  cancelImport,
  clearFinishedImports,
  type ImportEntry,
  isFinished,
  setTrayOpen,
  useImports,
} from '../../state/imports.ts';
import { navigate } from '../../state/navigation.ts';
import { FORMAT_WORDS } from '../../state/words.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { countOf } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { ProblemList } from '../../ui/problem-list.tsx';
import styles from './import-tray.module.css';

const STAGE_WORDS = {
  queued: 'Waiting',
  waiting: 'Waiting',
  reading: 'Reading',
  checking: 'Checking against the guideline',
  storing: 'Storing',
} as const;

/** Files on their way in and what became of each. Stays until it is cleared. */
export function ImportTray(): ReactElement | null {
  const { entries, isTrayOpen } = useImports();
  if (entries.length === 0) return null;
  const doneCount = entries.filter(isFinished).length;
  const isDone = doneCount === entries.length;
  return (
    <section className={styles.tray} aria-label="Imports">
      <header className={styles.header}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isTrayOpen}
          onClick={() => setTrayOpen(!isTrayOpen)}
        >
          <Icon name={isTrayOpen ? 'chevronDown' : 'chevronRight'} />
          <span aria-live="polite">
            {isDone
              ? `${countOf(entries.length, 'file')} read`
              : `Reading ${doneCount + 1} of ${countOf(entries.length, 'file')}`}
          </span>
        </button>
        {isDone ? <Button onPress={clearFinishedImports}>Clear the list</Button> : null}
      </header>
      {isTrayOpen ? (
        <ol className={styles.list}>
          {entries.toReversed().map((entry) => (
            <ImportLine key={entry.importId} entry={entry} />
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function ImportLine({ entry }: { readonly entry: ImportEntry }): ReactElement {
  const { client } = useWorkspace();
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <Outcome entry={entry} />
        <span className={styles.name} title={entry.name}>
          {entry.name}
        </span>
        {isFinished(entry) ? null : (
          <Button icon="close" label={`Cancel ${entry.name}`} onPress={() => cancelImport(client, entry.importId)} />
        )}
      </div>
      {isFinished(entry) ? null : (
        <div className={styles.progress}>
          <span>{STAGE_WORDS[entry.stage]}</span>
          <progress className={styles.bar} max={1000} value={entry.permille} aria-label={`${entry.name}: progress`} />
        </div>
      )}
      {entry.error === null ? null : <p className={styles.error}>{entry.error.message}</p>}
      {entry.result === null ? null : <Result result={entry.result} />}
    </li>
  );
}

function Result({ result }: { readonly result: ImportedFile }): ReactElement {
  const format = result.format === null ? 'Not a format LAIT reads' : FORMAT_WORDS[result.format];
  return (
    <div className={styles.result}>
      <p className={styles.facts}>
        {format}
        {' \u00b7 '}
        {countOf(result.invoices.length, 'invoice')}
        {' \u00b7 '}
        {countOf(result.lineCount, 'line')}
      </p>
      <ul className={styles.invoices}>
        {result.invoices.slice(0, 20).map((invoice) => (
          <li key={invoice.invoiceId}>
            <Button
              className={styles.open}
              onPress={() => navigate({ screen: 'review', invoiceId: invoice.invoiceId, lineId: null })}
            >
              {invoice.invoiceNumber ?? 'no number'}
            </Button>
            {invoice.isKnown ? <span className={styles.quiet}>already here, nothing changed</span> : null}
          </li>
        ))}
      </ul>
      {result.invoices.length > 20 ? (
        <p className={styles.quiet}>and {countOf(result.invoices.length - 20, 'more invoice')}</p>
      ) : null}
      {result.problems.length === 0 ? null : (
        <details className={styles.details}>
          <summary>{countOf(result.problems.length, 'problem')} in this file</summary>
          <ProblemList problems={result.problems} />
        </details>
      )}
    </div>
  );
}

function Outcome({ entry }: { readonly entry: ImportEntry }): ReactElement {
  if (!isFinished(entry)) return <Icon name="file" className={styles.quiet} />;
  const isGood = entry.result !== null && entry.result.invoices.length > 0;
  return <Icon name={isGood ? 'accept' : 'warning'} className={cx(isGood ? styles.good : styles.bad)} />;
}
