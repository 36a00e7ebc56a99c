import { type ReactElement, useState } from 'react';
import { notify, notifyError } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';

/** Sends the invoice back to whoever made it, with the reason. Decisions stay. */
export function ReturnDialog({ invoiceId, onClose }: { readonly invoiceId: string; onClose(): void }): ReactElement {
  const { client } = useWorkspace();
  const [note, setNote] = useState('');
  const send = async (): Promise<void> => {
    const reply = await client.command('returnInvoice', { invoiceId, note: note.trim() });
    if (!reply.ok) {
      notifyError(reply.error);
      return;
    }
    notify('kept', 'Returned. Your decisions are kept.');
    onClose();
  };
  return (
    <Dialog title="Return the invoice" onClose={onClose}>
      <div className={form.form}>
        <label className={form.field}>
          <span className={form.label}>What must change before it can be approved</span>
          <textarea
            className={form.area}
            rows={5}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <p className={form.quiet}>All decisions and comments stay with the invoice. It can be taken up again.</p>
        <div className={form.actions}>
          <Button onPress={onClose}>Leave it</Button>
          <Button look="solid" isDisabled={note.trim() === ''} onPress={() => void send()}>
            Return the invoice
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
