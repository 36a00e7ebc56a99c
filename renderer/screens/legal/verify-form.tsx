import { type ReactElement, useState } from 'react';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useFirm } from '../../state/firm-context.ts';
import { readVerifyDraft, type VerifyDraft, type VerifySubject, verifyDraft } from '../../state/verify-subject.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import { JURISDICTIONS } from './jurisdictions.ts';
import { MatterField } from './matter-field.tsx';
import styles from './verify-form.module.css';

/** Who is to be compared with the records. The more is known, the less is left to a name. */
export function VerifyForm({
  subject,
  onAsked,
}: {
  readonly subject: VerifySubject;
  onAsked(verificationId: string): void;
}): ReactElement {
  const firm = useFirm();
  const [draft, setDraft] = useState(() => verifyDraft(subject));
  const [remark, setRemark] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const change = (part: Partial<VerifyDraft>): void => {
    setRemark(null);
    setDraft({ ...draft, ...part });
  };
  const send = async (): Promise<void> => {
    const reading = readVerifyDraft(draft);
    if (!reading.ok) {
      setRemark(reading.remark);
      return;
    }
    if (firm === null || isSending) return;
    setSending(true);
    const reply = await firm.call(legalCalls.verify(reading.request));
    setSending(false);
    if (reply.ok) onAsked(reply.value.verificationId);
    else setRemark(reply.error.message);
  };
  return (
    <form
      className={styles.form}
      aria-label="Verify a lawyer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <LineField label="Name, as billed" value={draft.name} onChange={(name) => change({ name })} />
      <ChoiceField
        label="Admitted in"
        value={draft.jurisdiction}
        emptyLabel="Not known"
        choices={JURISDICTIONS}
        onChange={(jurisdiction) => change({ jurisdiction })}
      />
      <LineField
        label="Registration number"
        isRequired={false}
        value={draft.registrationNumber}
        onChange={(registrationNumber) => change({ registrationNumber })}
      />
      <LineField label="Firm" isRequired={false} value={draft.firmName} onChange={(firmName) => change({ firmName })} />
      <LineField label="City" isRequired={false} value={draft.city} onChange={(city) => change({ city })} />
      <LineField
        label="First admitted (2012)"
        isRequired={false}
        value={draft.yearAdmitted}
        onChange={(yearAdmitted) => change({ yearAdmitted })}
      />
      <div className={styles.wide}>
        <MatterField
          label="For the matter"
          emptyLabel="No matter: only you see it"
          value={draft.matterId}
          onChange={(matterId) => change({ matterId })}
        />
      </div>
      <div className={styles.actions}>
        <Button look="solid" type="submit" isDisabled={isSending}>
          {isSending ? 'Asking\u2026' : 'Compare with the records'}
        </Button>
      </div>
      {remark === null ? null : (
        <p className={styles.remark} role="alert">
          {remark}
        </p>
      )}
    </form>
  );
}
