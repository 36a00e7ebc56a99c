import { type ReactElement, useLayoutEffect, useState } from 'react';
import { notify, notifyError } from '../../state/notices.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { KeyText } from '../../ui/key-cap.tsx';
import { isMac } from '../../ui/platform.ts';
import { focusRow } from '../../ui/use-grid-rows.ts';
import styles from './note-editor.module.css';

/** Where a narrative is rewritten or a comment made; Ctrl+Enter keeps it, Esc leaves things as they were. */
export function NoteEditor({
  kind,
  session,
  lineId,
  invoiceId,
  initial,
}: {
  readonly kind: 'rewrite' | 'comment';
  readonly session: ReviewSession;
  readonly lineId: string;
  readonly invoiceId: string;
  readonly initial: string;
}): ReactElement {
  const { client } = useWorkspace();
  const [text, setText] = useState(() => initial + (session.store.getState().opening?.text ?? ''));
  useLayoutEffect(() => session.opened(), [session]);
  const [isSaving, setSaving] = useState(false);
  const isEmpty = text.trim() === '';

  const close = (): void => {
    session.openEditor(null);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    focusRow(document.querySelector<HTMLElement>('[role="grid"]'), session.store.getState().cursorIndex);
  };
  const save = async (): Promise<void> => {
    if (isEmpty || isSaving) return;
    if (text === initial) {
      close();
      return;
    }
    setSaving(true);
    const reply =
      kind === 'rewrite'
        ? await client.command('rewriteNarrative', { lineId, narrative: text.trim() })
        : await client.command('addComment', { invoiceId, lineId, text: text.trim() });
    setSaving(false);
    if (!reply.ok) {
      notifyError(reply.error);
      return;
    }
    notify('kept', kind === 'rewrite' ? 'Narrative rewritten.' : 'Comment kept.');
    close();
  };

  return (
    <div className={styles.editor}>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field with a key
        autoFocus
        className={styles.text}
        aria-label={kind === 'rewrite' ? 'Narrative' : 'Comment'}
        rows={kind === 'rewrite' ? 6 : 3}
        maxLength={kind === 'rewrite' ? 15_360 : 4_000}
        value={text}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') {
            event.preventDefault();
            close();
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            // This key also submits the invoice when no field has the focus.
            event.nativeEvent.stopImmediatePropagation();
            void save();
          }
        }}
      />
      <div className={styles.actions}>
        <Button look="solid" isDisabled={isEmpty || isSaving} onPress={() => void save()}>
          Keep
        </Button>
        <KeyText text={isMac ? '\u2318\u21b5' : 'Ctrl\u2009\u21b5'} />
        <Button onPress={close}>Leave</Button>
        <KeyText text="Esc" />
      </div>
    </div>
  );
}
