import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import { MOST_GUIDELINE_PROSE, type OpinionPreview } from '#shared/api/opinions.ts';
import { useFirm, useFirmCall } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import form from '../../ui/form.module.css';
import { costText, OpinionPreviewView } from '../review/opinions/opinion-preview-view.tsx';
import { numberAndName } from './number-and-name.ts';

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The client's prose, then the very text that would leave, then the sending of it. */
export function DraftQuestionDialog({ onClose }: { onClose(): void }): ReactElement {
  const firm = useFirm();
  const clients = useFirmCall(adminCalls.listClients());
  const [clientId, setClientId] = useState('');
  const [name, setName] = useState('');
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<OpinionPreview | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isWhole = clientId !== '' && NAME.test(name) && title.trim() !== '' && text.trim() !== '';
  const look = async (): Promise<void> => {
    if (firm === null) return;
    setBusy(true);
    const reply = await firm.call(opinionAdminCalls.previewDraft({ clientId, text: text.trim() }));
    setBusy(false);
    setTrouble(reply.ok ? null : reply.error.message);
    if (reply.ok) setPreview(reply.value);
  };
  const send = async (): Promise<void> => {
    if (firm === null || preview === null) return;
    setBusy(true);
    const reply = await firm.call(
      opinionAdminCalls.askDraft({
        clientId,
        text: text.trim(),
        name,
        title: title.trim(),
        previewSha256: preview.sha256,
      }),
    );
    setBusy(false);
    if (!reply.ok) {
      setTrouble(`${reply.error.message} Nothing was sent.`);
      return;
    }
    notify('kept', 'Asked. The draft is listed here; nobody uses it before you accept and assign it.');
    onClose();
  };
  // Another text is another question: what leaves is shown anew.
  const changed = (change: () => void): void => {
    setPreview(null);
    setTrouble(null);
    change();
  };
  return (
    <Dialog title="Draft a guideline from prose" size="large" onClose={onClose}>
      <div className={form.form}>
        <ChoiceField
          label="Client"
          value={clientId}
          emptyLabel="Choose"
          choices={
            clients.value?.clients.map(({ id, number, name: called }) => ({
              id,
              label: numberAndName(number, called),
            })) ?? []
          }
          onChange={(id) => changed(() => setClientId(id))}
        />
        <LineField label="Name of the guideline (northfield-2026)" value={name} onChange={setName} />
        <LineField label="Title" value={title} onChange={setTitle} />
        <label className={form.field}>
          <span className={form.label}>The client{'\u2019'}s rules, in its own words</span>
          <textarea
            className={form.area}
            rows={8}
            maxLength={MOST_GUIDELINE_PROSE}
            value={text}
            onChange={(event) => changed(() => setText(event.target.value))}
          />
        </label>
        {preview === null ? null : <OpinionPreviewView preview={preview} />}
        {trouble === null ? null : (
          <p className={form.attention} role="alert">
            {trouble}
          </p>
        )}
        <div className={form.actions}>
          <span className={form.quiet}>{preview === null ? '' : costText(preview)}</span>
          <Button onPress={onClose}>Leave it</Button>
          {preview === null ? (
            <Button look="solid" isDisabled={!isWhole || isBusy} onPress={() => void look()}>
              Look at what would be sent
            </Button>
          ) : (
            <Button
              look="solid"
              isDisabled={!isWhole || isBusy || preview.refusal !== null || preview.questions.length === 0}
              onPress={() => void send()}
            >
              Send this
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
