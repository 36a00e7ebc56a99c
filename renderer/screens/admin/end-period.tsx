import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import type { PeriodKind } from '#shared/api/masters.ts';
import { useFirm } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import { formatDate } from '../../ui/format-date.ts';
import styles from './part.module.css';

/** Asks for the last day on which a row holds. Rows are never removed: bills of their time are still checked by them. */
export function EndPeriod({
  kind,
  id,
  name,
  onDone,
}: {
  readonly kind: PeriodKind;
  readonly id: string;
  readonly name: string;
  onDone(isDone: boolean): void;
}): ReactElement {
  const firm = useFirm();
  const [to, setTo] = useState('');
  const end = async (): Promise<void> => {
    const reply = await firm?.call(adminCalls.endMaster(kind, id, to));
    if (reply === undefined) return;
    // Refused, the form stays with what was typed.
    if (!reply.ok) {
      notify('attention', reply.error.message);
      return;
    }
    notify('kept', `${name} holds until ${formatDate(to)}.`);
    onDone(true);
  };
  return (
    <form
      className={styles.form}
      aria-label={`End ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void end();
      }}
    >
      <LineField label={`Last day of ${name} (2026-03-31)`} value={to} onChange={setTo} />
      <Button look="line" type="submit" isDisabled={!/^\d{4}-\d{2}-\d{2}$/.test(to)}>
        End it
      </Button>
      <Button onPress={() => onDone(false)}>Leave it</Button>
    </form>
  );
}
