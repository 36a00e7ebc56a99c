import { type ReactElement, useRef, useState } from 'react';
import type { FindingView } from '#shared/api/workspace.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { focusRow } from '../../ui/use-grid-rows.ts';
import styles from './finding-note.module.css';

/** Why a finding was dismissed, for whoever approves; Enter keeps it, Esc leaves it as it was. */
export function DismissalReason({ finding }: { readonly finding: FindingView }): ReactElement {
  const { client } = useWorkspace();
  const kept = finding.dismissedReason ?? '';
  const [text, setText] = useState(kept);
  const isLeftAsItWas = useRef(false);
  const backToLines = (field: HTMLElement): void => {
    field.blur();
    const grid = document.querySelector<HTMLElement>('[role="grid"]');
    focusRow(grid, Number(grid?.querySelector<HTMLElement>('[tabindex="0"][data-index]')?.dataset.index ?? 0));
  };
  const keep = async (): Promise<void> => {
    const reason = text.trim();
    if (isLeftAsItWas.current || reason === kept) return;
    const input = { findingId: finding.id, isEnabled: false, ...(reason === '' ? {} : { reason }) };
    const reply = await client.command('setFindingEnabled', input);
    if (reply.ok) notify('kept', 'The reason is kept.');
    else notifyError(reply.error);
  };
  return (
    <input
      className={styles.reason}
      aria-label={`Why ${finding.ruleTitle} is dismissed`}
      placeholder={'Why? Then \u21b5'}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={() => {
        isLeftAsItWas.current = false;
      }}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') {
          isLeftAsItWas.current = true;
          setText(kept);
        }
        if (event.key === 'Escape' || event.key === 'Enter') backToLines(event.currentTarget);
      }}
    />
  );
}
