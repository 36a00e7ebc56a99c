import type { ReactElement } from 'react';
import { REASON_CODES } from '#shared/domain/decision.ts';
import { runCommand } from '../../keyboard/commands.ts';
import type { ActionId } from '../../keyboard/key-map.ts';
import type { ReviewSession, ReviewState } from '../../state/review-session.ts';
import { useQuery } from '../../state/use-query.ts';
import { REASON_WORDS } from '../../state/words.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import type { IconName } from '../../ui/icons.tsx';
import { KeyText } from '../../ui/key-cap.tsx';
import styles from './decision-bar.module.css';
import { ReasonNote } from './reason-note.tsx';

const DECISIONS: readonly { readonly action: ActionId; readonly icon: IconName; readonly label: string }[] = [
  { action: 'accept', icon: 'accept', label: 'Accept' },
  { action: 'cutLine', icon: 'cut', label: 'Cut line' },
  { action: 'reduce', icon: 'reduce', label: 'Reduce\u2026' },
  { action: 'acceptProposals', icon: 'proposal', label: 'As proposed' },
  { action: 'rewrite', icon: 'write', label: 'Rewrite' },
  { action: 'comment', icon: 'comment', label: 'Comment' },
];

/** Every decision as a button with its key, the reason that goes with the next cut, and the way back. */
export function DecisionBar({
  session,
  state,
}: {
  readonly session: ReviewSession;
  readonly state: ReviewState;
}): ReactElement {
  const undo = useQuery('getUndo', {}).value;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Decide">
      {DECISIONS.map(({ action, icon, label }) => (
        <Button key={action} icon={icon} action={action} onPress={() => runCommand(action)}>
          {label}
        </Button>
      ))}
      <span className={styles.gap} />
      <ChoiceMenu
        label="Reason for the next cut"
        chosen={state.reasonCode === null ? [] : [state.reasonCode]}
        choices={REASON_CODES.map((code, index) => ({
          id: code,
          label: REASON_WORDS[code],
          note: <KeyText text={String(index + 1)} />,
        }))}
        onChange={([id]) => {
          const code = REASON_CODES.find((each) => each === id) ?? null;
          session.setReason(code);
          if (code === 'other') session.openEditor('note');
        }}
      >
        <span>Reason: {state.reasonCode === null ? 'none' : REASON_WORDS[state.reasonCode]}</span>
        <KeyText text={'1\u2009\u2013\u20099'} />
      </ChoiceMenu>
      {state.editor === 'note' ? <ReasonNote session={session} note={state.reasonNote} /> : null}
      <span className={styles.rest} />
      <Button
        icon="undo"
        action="undo"
        isDisabled={undo?.undo === null || undo === undefined}
        {...(undo?.undo ? { label: undo.undo } : {})}
        onPress={() => void session.undo()}
      >
        Undo
      </Button>
      <Button
        icon="redo"
        action="redo"
        isDisabled={undo?.redo === null || undo === undefined}
        label={undo?.redo ? `Redo: ${undo.redo}` : 'Redo'}
        onPress={() => void session.redo()}
      />
    </div>
  );
}
