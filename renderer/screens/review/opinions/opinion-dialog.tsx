import { type ReactElement, useEffect, useState } from 'react';
import { opinionCalls } from '#shared/api/opinion-calls.ts';
import type { OpinionAsk, OpinionPreview } from '#shared/api/opinions.ts';
import { useFirm } from '../../../state/firm-context.ts';
import { notify } from '../../../state/notices.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatMicroDollars } from '../../../ui/format-dollars.ts';
import { countOf } from '../../../ui/format-money.ts';
import { KeyText } from '../../../ui/key-cap.tsx';
import { isMac } from '../../../ui/platform.ts';
import { useReach } from '../../legal/use-reach.ts';
import styles from './opinion-dialog.module.css';
import { noteAsked } from './opinion-store.ts';
import { LEFT_OUT_WORDS, REFUSAL_WORDS } from './opinion-words.ts';

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
  const away = reach === 'there' ? null : 'The server is not reached, and it alone may ask. Nothing was sent.';
  return (
    <Dialog
      title={ask.kind === 'findings' ? 'Ask for a second opinion' : 'Ask for a clearer narrative'}
      size="large"
      onClose={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from anywhere in the dialog */}
      <div
        className={styles.body}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.nativeEvent.stopImmediatePropagation();
          void send();
        }}
      >
        {away === null && trouble === null ? null : (
          <p className={styles.trouble} role="alert">
            {away ?? trouble}
          </p>
        )}
        {preview === null && away === null && trouble === null ? (
          <p role="status">Taking names and numbers out{'\u2026'} Nothing has left.</p>
        ) : null}
        {preview === null ? null : <Preview preview={preview} />}
      </div>
      <div className={styles.actions}>
        <span className={styles.cost}>{preview === null ? '' : costWords(preview)}</span>
        <Button onPress={onClose}>Leave it</Button>
        <Button look="solid" isDisabled={!canAsk || isSending} onPress={() => void send()}>
          {isSending ? 'Sending\u2026' : 'Send this'}
        </Button>
        <KeyText text={isMac ? '\u2318\u21b5' : 'Ctrl\u2009\u21b5'} />
      </div>
    </Dialog>
  );
}

function costWords({ costMicro, questions }: OpinionPreview): string {
  const sent = questions.filter(({ isHeld }) => !isHeld).length;
  return sent === 0
    ? 'Every answer is held already: nothing leaves, nothing is spent.'
    : `${countOf(sent, 'question')}, at most ${formatMicroDollars(costMicro)}`;
}

function Preview({ preview }: { readonly preview: OpinionPreview }): ReactElement {
  const { refusal, questions, leftOut, placeholders, instructions, provider, model } = preview;
  return (
    <>
      {refusal === null ? null : (
        <p className={styles.trouble} role="alert">
          {REFUSAL_WORDS[refusal]} The rules{'\u2019'} findings stand as they are.
        </p>
      )}
      <p>
        {provider === null ? 'Nowhere to send it.' : `For ${model ?? 'a model'} at ${provider}.`} Nothing has left yet;
        names and numbers are replaced as shown and put back when the answer comes.
      </p>
      {questions.length === 0 ? <p>There is nothing to ask: no finding here takes a second opinion.</p> : null}
      {leftOut.length === 0 ? null : (
        <p className={styles.quiet}>
          Not sent: {countOf(leftOut.length, 'line')} (
          {[...new Set(leftOut.map(({ reason }) => LEFT_OUT_WORDS[reason]))].join(', ')}).
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.texts} tabIndex={0} aria-label="What would be sent">
        {questions.map(({ text, ruleIds, isHeld }, index) => (
          <article
            // biome-ignore lint/suspicious/noArrayIndexKey: questions are in one fixed order
            key={index}
          >
            <p className={styles.quiet}>
              Question {index + 1}
              {ruleIds.length === 0 ? '' : `, ${ruleIds.join(' ')}`}
              {isHeld ? ', answered already: not sent' : ''}
            </p>
            <pre className={styles.text}>{text}</pre>
          </article>
        ))}
        <details>
          <summary>Instructions, the same for every question</summary>
          <pre className={styles.text}>{instructions}</pre>
        </details>
      </section>
      {placeholders.length === 0 ? null : (
        <details>
          <summary>{countOf(placeholders.length, 'placeholder')}, which never leave with their meaning</summary>
          <dl className={styles.placeholders}>
            {placeholders.map(({ placeholder, kind, text }) => (
              <div key={placeholder}>
                <dt>{placeholder}</dt>
                <dd>
                  {text} <span className={styles.quiet}>{kind}</span>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
