import { type ReactElement, useState } from 'react';
import { MOST_NOTE_CHARACTERS, type SearchHit } from '#shared/api/legal.ts';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useFirm } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { KeyText } from '../../ui/key-cap.tsx';
import { isMac } from '../../ui/platform.ts';
import { useSendKey } from '../../ui/use-send-key.ts';
import { MatterField } from './matter-field.tsx';

/** Keeps a result with a matter, as it is now, with a note; it syncs to the desks of the matter's people. */
export function SaveDialog({
  hit,
  searchId,
  matterId: startMatterId,
  onClose,
  onSaved,
}: {
  readonly hit: SearchHit;
  readonly searchId: string;
  readonly matterId: string | null;
  onClose(): void;
  onSaved(): void;
}): ReactElement {
  const firm = useFirm();
  const { client } = useWorkspace();
  const [matterId, setMatterId] = useState(startMatterId);
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    if (matterId === null || firm === null || isSaving) return;
    setSaving(true);
    const reply = await firm.call(legalCalls.save({ searchId, hitId: hit.id, matterId, note: note.trim() }));
    setSaving(false);
    if (!reply.ok) {
      setRefusal(reply.error.message);
      return;
    }
    // It is found without a network from the moment this desk has it.
    void client.command('syncNow', {});
    notify('kept', 'Saved to the matter. With the next sync it is found on this device too, also without a network.');
    onSaved();
    onClose();
  };
  useSendKey(() => void save());
  return (
    <Dialog title="Save to a matter" onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>{[hit.title, hit.citations[0]].filter(Boolean).join(', ')}</p>
        <MatterField label="Matter" emptyLabel="Choose" value={matterId} onChange={setMatterId} />
        <label className={form.field}>
          <span className={form.label}>Note: what it is good for</span>
          <textarea
            className={form.area}
            rows={3}
            maxLength={MOST_NOTE_CHARACTERS}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {refusal === null ? null : (
          <p className={form.attention} role="alert">
            {refusal} Nothing was saved.
          </p>
        )}
        <div className={form.actions}>
          <Button onPress={onClose}>Leave it</Button>
          <Button look="solid" type="submit" isDisabled={matterId === null || isSaving}>
            {isSaving ? 'Saving\u2026' : 'Save'}
          </Button>
          <KeyText text={isMac ? '\u2318\u21b5' : 'Ctrl\u2009\u21b5'} />
        </div>
      </form>
    </Dialog>
  );
}
