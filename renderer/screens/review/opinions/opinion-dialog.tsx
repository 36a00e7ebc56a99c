import { type ReactElement, useEffect, useState } from 'react';
import { opinionCalls } from '#shared/api/opinion-calls.ts';
import type { OpinionAsk, OpinionPreview } from '#shared/api/opinions.ts';
import { useFirm } from '../../../state/firm-context.ts';
import { notify } from '../../../state/notices.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { KeyText } from '../../../ui/key-cap.tsx';
import { isMac } from '../../../ui/platform.ts';
import { useSendKey } from '../../../ui/use-send-key.ts';
import { useReach } from '../../legal/use-reach.ts';
import styles from './opinion-dialog.module.css';
import { costText, OpinionPreviewView } from './opinion-preview-view.tsx';
import { noteAsked } from './opinion-store.ts';

/** The very text that would leave for a second opinion, before it does. Nothing is asked without this look. */
export function OpinionDialog({
  invoiceId,
  ask,
  onClose,
}: {
  readonly invoiceId: string;
  readonly ask: OpinionAsk;
  onClose(): void;
}): ReactElement {
  const firm = useFirm();
  const reach = useReach();
  const [preview, setPreview] = useState<OpinionPreview | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    if (firm === null || reach !== 'there') return;
    let isGone = false;
    firm.call(opinionCalls.preview(invoiceId, ask)).then((reply) => {
      if (isGone) return;
      if (reply.ok) setPreview(reply.value);
      else setTrouble(reply.error.message);
    });
    return () => {
      isGone = true;
    };
  }, [firm, reach, invoiceId, ask]);
  const canAsk = preview !== null && preview.refusal === null && preview.questions.length > 0;
  const send = async (): Promise<void> => {
    if (firm === null || preview === null || !canAsk || isSending) return;
    setSending(true);
    const reply = await firm.call(opinionCalls.ask(invoiceId, ask, preview.sha256));
    setSending(false);
    if (!reply.ok) {
      setTrouble(`${reply.error.message} Nothing was sent.`);
      return;
    }
    noteAsked(invoiceId, reply.value.requestId);
    notify('kept', 'Asked. What comes back stands beside the lines; nothing counts before you accept it.');
    onClose();
  };
  useSendKey(() => void send());
  const away = reach === 'there' ? null : 'The server is not reached, and it alone may ask. Nothing was sent.';
  return (
    <Dialog
      title={ask.kind === 'findings' ? 'Ask for a second opinion' : 'Ask for a clearer narrative'}
      size="large"
      onClose={onClose}
    >
      <div className={styles.body}>
        {away === null && trouble === null ? null : (
          <p className={styles.trouble} role="alert">
            {away ?? trouble}
          </p>
        )}
        {preview === null && away === null && trouble === null ? (
          <p role="status">Taking names and numbers out{'\u2026'} Nothing has left.</p>
        ) : null}
        {preview === null ? null : <OpinionPreviewView preview={preview} />}
      </div>
      <div className={styles.actions}>
        <span className={styles.cost}>{preview === null ? '' : costText(preview)}</span>
        <Button onPress={onClose}>Leave it</Button>
        <Button look="solid" isDisabled={!canAsk || isSending} onPress={() => void send()}>
          {isSending ? 'Sending\u2026' : 'Send this'}
        </Button>
        <KeyText text={isMac ? '\u2318\u21b5' : 'Ctrl\u2009\u21b5'} />
      </div>
    </Dialog>
  );
}
