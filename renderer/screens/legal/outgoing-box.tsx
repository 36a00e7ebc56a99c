import type { ReactElement, Ref } from 'react';
import type { FirmError } from '#shared/api/firm.ts';
import { MOST_QUERY_CHARACTERS, type OutgoingPreview } from '#shared/api/legal.ts';
import { Button } from '../../ui/button.tsx';
import { countOf } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { changeDraft } from './legal-store.ts';
import styles from './outgoing-box.module.css';
import { removedPieces } from './removed-pieces.ts';
import { type SearchDraft, textToSend } from './search-draft.ts';

const REMOVED_WORDS: Readonly<Record<OutgoingPreview['removed'][number]['kind'], string>> = {
  client: 'client',
  matter: 'matter',
  vendor: 'vendor',
  person: 'person',
  email: 'e-mail',
  telephone: 'telephone',
  number: 'number',
  amount: 'amount',
};

/** The very text that leaves the firm, before it does: what was taken out is struck, the rest may be edited. */
export function OutgoingBox({
  draft,
  error,
  fieldRef,
  onSend,
}: {
  readonly draft: SearchDraft;
  readonly error: FirmError | null;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  onSend(): void;
}): ReactElement {
  const { outgoing } = draft;
  const isCurrent = outgoing !== null && outgoing.ofQuery === draft.query.trim();
  return (
    <section className={styles.box} aria-label="What leaves for CourtListener">
      <h2 className={styles.heading}>
        <Icon name="outside" /> What leaves for CourtListener
        <KeyCap action="outgoing" />
      </h2>
      {isCurrent ? (
        <Shown draft={draft} fieldRef={fieldRef} onSend={onSend} />
      ) : (
        <p className={styles.quiet} role="status">
          {error === null ? 'Taking names out\u2026 Nothing has left.' : `${error.message} Nothing has left.`}
        </p>
      )}
    </section>
  );
}

function Shown({
  draft,
  fieldRef,
  onSend,
}: {
  readonly draft: SearchDraft;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  onSend(): void;
}): ReactElement | null {
  const { outgoing } = draft;
  if (outgoing === null) return null;
  const { preview, edited, ofQuery } = outgoing;
  if (!preview.isDatabaseOn) {
    return (
      <p className={styles.quiet} role="status">
        Nothing: CourtListener is turned off on this server. The firm{'\u2019'}s own record is searched.
      </p>
    );
  }
  const edit = (next: string | null): void => changeDraft({ outgoing: { ...outgoing, edited: next } });
  return (
    <>
      {preview.removed.length === 0 ? null : (
        <p className={styles.removed}>
          {removedPieces(ofQuery, preview.removed).map((piece) =>
            piece.kind === null ? (
              <span key={piece.start}>{piece.text}</span>
            ) : (
              <span key={piece.start} className={styles.taken}>
                <del>{piece.text}</del> <span className={styles.kind}>{REMOVED_WORDS[piece.kind]}</span>
              </span>
            ),
          )}
        </p>
      )}
      <div className={styles.line}>
        <textarea
          ref={fieldRef}
          className={styles.text}
          aria-label="Text for CourtListener"
          rows={1}
          maxLength={MOST_QUERY_CHARACTERS}
          value={edited ?? preview.outgoingText ?? ''}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onSend();
          }}
        />
        {edited === null ? null : (
          <Button icon="undo" onPress={() => edit(null)}>
            As LAIT made it
          </Button>
        )}
      </div>
      <p className={styles.quiet} role="status">
        {textToSend(outgoing) === null
          ? 'Nothing is left to ask. Write what may leave, or search the firm\u2019s record alone.'
          : `${removedWords(preview)} Nothing has left yet; this text and the filters leave when you search.`}
      </p>
    </>
  );
}

function removedWords({ removed }: OutgoingPreview): string {
  if (removed.length === 0) return 'No name of a client, matter or person was found in it.';
  return `${countOf(removed.length, 'place was', 'places were')} taken out.`;
}
