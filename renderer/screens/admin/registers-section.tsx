import { type ReactElement, useState } from 'react';
import { legalAdminCalls } from '#shared/api/legal-calls.ts';
import type { RegisterOutcome } from '#shared/api/legal-verification.ts';
import { useFirm, useFirmCall } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { formatDate, formatMoment } from '../../ui/format-date.ts';
import { countOf, formatCount } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

const SHOWN_ROWS = 12;

/** Registers of lawyers as their regulators export them; what is imported replaces the one before. */
export function RegistersSection(): ReactElement {
  const registers = useFirmCall(legalAdminCalls.listRegisters());
  return (
    <>
      <h2 className={styles.heading}>Registers of lawyers</h2>
      <p className={styles.lead}>
        The export of a state{'\u2019'}s register, compared with timekeepers by number, name, firm, city and year.
        Addresses and telephones of the file are not kept.
      </p>
      <ImportRegister onDone={registers.refresh} />
      <Answer state={registers}>
        {(value) => (
          <RecordTable
            label="Registers held"
            rows={value.registers}
            keyOf={({ id }) => id}
            emptyText="No register is imported. Verification then rests on the roster and on CourtListener."
            columns={[
              { heading: 'Register', cell: ({ title }) => title },
              { heading: 'State', cell: ({ jurisdiction }) => jurisdiction },
              { heading: 'As of', wrap: 'whole', cell: ({ asOf }) => formatDate(asOf) },
              { heading: 'People', isFigure: true, cell: ({ rowCount }) => formatCount(rowCount) },
              { heading: 'Imported', wrap: 'whole', cell: ({ importedAt }) => formatMoment(importedAt, new Date()) },
              { heading: 'SHA-256', cell: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 12)}</code> },
            ]}
          />
        )}
      </Answer>
    </>
  );
}

function ImportRegister({ onDone }: { onDone(): void }): ReactElement {
  const firm = useFirm();
  const [asOf, setAsOf] = useState('');
  const [sending, setSending] = useState<{ readonly name: string; stop(): void } | null>(null);
  const [outcome, setOutcome] = useState<RegisterOutcome | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (file: File): Promise<void> => {
    if (firm === null || sending !== null) return;
    if (asOf === '') {
      notify('attention', 'Write first of which day the file is: a verification says how old its record is.');
      return;
    }
    setOutcome(null);
    setRefusal(null);
    const stopper = new AbortController();
    setSending({ name: file.name, stop: () => stopper.abort() });
    const reply = await firm.call({
      ...legalAdminCalls.importRegister('new-york', asOf, file),
      stop: stopper.signal,
    });
    setSending(null);
    if (!reply.ok) {
      setRefusal(`${file.name}: ${reply.error.message}`);
      return;
    }
    setOutcome(reply.value);
    onDone();
  };
  return (
    <section aria-label="Import a register">
      <div className={styles.form}>
        <LineField label="Exported on" type="date" isRequired={false} value={asOf} onChange={setAsOf} />
        <FileField
          label="New York attorney registrations (CSV)"
          accept=".csv"
          onChoose={([file]) => void (file && send(file))}
        />
      </div>
      {sending === null ? null : (
        <p role="status" className={styles.quiet}>
          Sending {sending.name} and reading it on the server; 430,000 rows take less than a minute{'\u2026'}{' '}
          <Button look="line" onPress={sending.stop}>
            Stop sending
          </Button>
        </p>
      )}
      {refusal === null ? null : (
        <p className={styles.secret} role="alert">
          {refusal} The register held before stays.
        </p>
      )}
      {outcome === null ? null : (
        <p role="status" className={styles.preview}>
          {outcome.register.title} of {formatDate(outcome.register.asOf)}:{' '}
          {countOf(outcome.register.rowCount, 'person', 'people')} in {formatCount(Math.ceil(outcome.tookMs / 1000))} s.{' '}
          {leftOutWords(outcome)}
        </p>
      )}
    </section>
  );
}

function leftOutWords({ leftOutCount, leftOutRows }: RegisterOutcome): string {
  if (leftOutCount === 0) return 'Every row was taken.';
  const shown = leftOutRows.slice(0, SHOWN_ROWS).join(', ');
  return `${countOf(leftOutCount, 'row')} without a number or a last name left out (${leftOutCount > SHOWN_ROWS ? 'first ' : ''}${leftOutCount === 1 ? 'row' : 'rows'} ${shown}).`;
}
