import { type ReactElement, useState } from 'react';
import { legalCalls } from '#shared/api/legal-calls.ts';
import type { SavedResultView } from '#shared/api/legal-desk.ts';
import { useFirm } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { formatMoment } from '../../ui/format-date.ts';
import { KeyText } from '../../ui/key-cap.tsx';
import { isMac } from '../../ui/platform.ts';
import { useSendKey } from '../../ui/use-send-key.ts';
import { matterName } from './matter-field.tsx';
import { useReach } from './use-reach.ts';

/** Takes a saved result off its matter, after a look at whose it is: it goes from everybody's desk, with its note. */
export function ForgetSavedDialog({
  saved,
  onClose,
}: {
  readonly saved: SavedResultView;
  onClose(): void;
}): ReactElement {
  const firm = useFirm();
  const reach = useReach();
  const { client } = useWorkspace();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isForgetting, setForgetting] = useState(false);
  const forget = async (): Promise<void> => {
    if (firm === null || reach !== 'there' || isForgetting) return;
    setForgetting(true);
    const reply = await firm.call(legalCalls.forgetSaved(saved.savedId));
    setForgetting(false);
    if (!reply.ok) {
      setRefusal(`${reply.error.message} Nothing was taken off.`);
      return;
    }
    // This desk shows it until it has heard of it.
    void client.command('syncNow', {});
    notify('kept', 'Taken off the matter. At its source it is as it was.');
    onClose();
  };
  useSendKey(() => void forget());
  const away =
    reach === 'there' ? null : 'The server is not reached, and it alone may take this off. It stays as it is.';
  return (
    <Dialog title="Take off the matter" onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          void forget();
        }}
      >
        <p>{[saved.title, saved.citations[0]].filter(Boolean).join(', ')}</p>
        <p>
          Saved {formatMoment(saved.savedAt, new Date())} by {saved.savedByName}
          {saved.matter === null ? '' : ` to ${matterName(saved.matter)}`}. It goes from the desks of everybody who
          works on the matter{saved.note === '' ? '' : ', and its note with it'}.
        </p>
        {saved.note === '' ? null : <blockquote className={form.quiet}>{saved.note}</blockquote>}
        {away === null && refusal === null ? null : (
          <p className={form.attention} role="alert">
            {refusal ?? away}
          </p>
        )}
        <div className={form.actions}>
          <Button onPress={onClose}>Leave it</Button>
          <Button look="solid" type="submit" isDisabled={away !== null || isForgetting}>
            {isForgetting ? 'Taking off\u2026' : 'Take off'}
          </Button>
          <KeyText text={isMac ? '\u2318\u21b5' : 'Ctrl\u2009\u21b5'} />
        </div>
      </form>
    </Dialog>
  );
}
