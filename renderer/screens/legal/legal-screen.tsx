import { type ReactElement, useRef } from 'react';
import { useScopeKeys } from '../../keyboard/use-scope-keys.ts';
import { openDialog } from '../../state/dialogs.ts';
import { navigate } from '../../state/navigation.ts';
import type { LegalPart } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './legal-screen.module.css';
import { RecordPart } from './record-part.tsx';
import { SavedPart } from './saved-part.tsx';
import { SearchPart } from './search-part.tsx';
import { type Reach, useReach } from './use-reach.ts';
import { VerifyPart } from './verify-part.tsx';

const PARTS: readonly { readonly id: LegalPart; readonly label: string }[] = [
  { id: 'search', label: 'Search' },
  { id: 'saved', label: 'Saved to matters' },
  { id: 'verify', label: 'Verify a lawyer' },
];

/** Legal work: authorities and the firm's own record, what was saved of them, and who a timekeeper is. */
export function LegalScreen({ part, id }: { readonly part: LegalPart; readonly id: string | null }): ReactElement {
  const reach = useReach();
  const screen = useRef<HTMLDivElement>(null);
  useScopeKeys(screen, 'legal');
  return (
    <div ref={screen} className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.title}>Legal</h1>
        <Choices
          label="What to do"
          choices={PARTS}
          chosen={part}
          onChange={(next) => navigate({ screen: 'legal', part: next, id: null })}
        />
      </header>
      <Part part={part} id={id} reach={reach} />
    </div>
  );
}

function Part({
  part,
  id,
  reach,
}: {
  readonly part: LegalPart;
  readonly id: string | null;
  readonly reach: Reach;
}): ReactElement {
  if (part === 'saved') return <SavedPart />;
  if (reach !== 'there') {
    return (
      <div className={styles.away}>
        <AwayNotice part={part} reach={reach} />
        {part === 'search' ? <RecordPart /> : null}
      </div>
    );
  }
  return part === 'search' ? <SearchPart searchId={id} /> : <VerifyPart verificationId={id} />;
}

const AWAY: Readonly<Record<Exclude<Reach, 'there'>, string>> = {
  offline: 'The server is not reached.',
  signed_out: 'Nobody is signed in.',
  none: 'This LAIT works on this device alone.',
};

function AwayNotice({
  part,
  reach,
}: {
  readonly part: LegalPart;
  readonly reach: Exclude<Reach, 'there'>;
}): ReactElement {
  const what =
    part === 'search'
      ? 'The firm\u2019s whole record and CourtListener are searched there. Here is what this device holds of it.'
      : 'Registers and rosters are compared there. Nothing was asked.';
  return (
    <p className={styles.notice} role="status">
      <Icon name="note" />
      <span>
        {AWAY[reach]} {what}
      </span>
      {reach === 'signed_out' ? (
        <Button look="line" onPress={() => openDialog({ kind: 'signIn' })}>
          Sign in
        </Button>
      ) : null}
    </p>
  );
}
