import { type ReactElement, useLayoutEffect, useState } from 'react';
import type { ReviewSession } from '../../state/review-session.ts';
import { focusRow } from '../../ui/use-grid-rows.ts';
import styles from './decision-bar.module.css';

/** "Other" is a reason only with a few words of its own. */
export function ReasonNote({
  session,
  note,
}: {
  readonly session: ReviewSession;
  readonly note: string;
}): ReactElement {
  const [text, setText] = useState(() => note + (session.store.getState().opening?.text ?? ''));
  useLayoutEffect(() => session.opened(), [session]);
  const close = (field: HTMLElement): void => {
    field.blur();
    session.openEditor(null);
    focusRow(document.querySelector<HTMLElement>('[role="grid"]'), session.store.getState().cursorIndex);
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field with a key
      autoFocus
      className={styles.note}
      aria-label="Reason in your own words"
      placeholder={'Why? Then \u21b5'}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') {
          session.setReason('other', text.trim());
          close(event.currentTarget);
        } else if (event.key === 'Escape') {
          session.setReason(null);
          close(event.currentTarget);
        }
      }}
    />
  );
}
