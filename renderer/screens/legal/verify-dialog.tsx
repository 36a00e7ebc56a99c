import { type ReactElement, useState } from 'react';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import type { VerifySubject } from '../../state/verify-subject.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useReach } from './use-reach.ts';
import { VerificationView } from './verification-view.tsx';
import styles from './verify-dialog.module.css';
import { VerifyForm } from './verify-form.tsx';

/** Verifies a timekeeper from where they stand: on a line, or on the roster. The last result comes first. */
export function VerifyDialog({ subject, onClose }: { readonly subject: VerifySubject; onClose(): void }): ReactElement {
  const reach = useReach();
  return (
    <Dialog title="Verify the timekeeper" size="large" onClose={onClose}>
      <div className={styles.body}>
        {reach === 'there' ? (
          <Verify subject={subject} />
        ) : (
          <p role="status">
            The server is not reached, and registers and rosters are compared there. Nothing was asked; try again once
            you are connected.
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Verify({ subject }: { readonly subject: VerifySubject }): ReactElement {
  const query: Record<string, string> = { limit: '1' };
  if (subject.vendorNumber != null) query.vendorNumber = subject.vendorNumber;
  if (subject.timekeeperNumber != null) query.timekeeperNumber = subject.timekeeperNumber;
  const isKnown = subject.timekeeperNumber != null;
  const earlier = useFirmCall(legalCalls.listVerifications(query));
  const [askedId, setAskedId] = useState<string | null>(null);
  const [isAnew, setAnew] = useState(false);
  const lastId = isKnown ? (earlier.value?.verifications[0]?.id ?? null) : null;
  const shownId = askedId ?? (isAnew ? null : lastId);
  if (isKnown && earlier.isLoading) return <p role="status">Asking the server{'\u2026'}</p>;
  if (shownId === null) {
    return (
      <>
        <VerifyForm subject={subject} onAsked={setAskedId} />
        <p className={styles.hint}>
          A number and who gave it say the most; a name alone never makes a match. What is found is kept with the
          timekeeper. Rule R21 reads it on the bills of the matter, or on all where an administrator asked for none.
        </p>
      </>
    );
  }
  return (
    <>
      <VerificationView key={shownId} verificationId={shownId} />
      <p>
        <Button
          look="line"
          icon="redo"
          onPress={() => {
            setAskedId(null);
            setAnew(true);
          }}
        >
          Compare again
        </Button>
      </p>
    </>
  );
}
