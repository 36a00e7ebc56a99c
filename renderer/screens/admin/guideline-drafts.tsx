import { type ReactElement, useState } from 'react';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import type { GuidelineDraft } from '#shared/api/opinions.ts';
import { useFirm } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { useFollowed } from '../../state/use-followed.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { formatMoment } from '../../ui/format-date.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { failureText } from '../review/opinions/opinion-words.ts';
import { Answer } from './answer.tsx';
import { DraftQuestionDialog } from './draft-question-dialog.tsx';
import styles from './part.module.css';

const STATE_WORDS: Readonly<Record<GuidelineDraft['state'], string>> = {
  running: 'Being drafted',
  proposed: 'Waits for you',
  failed: 'Nothing came',
  accepted: 'Saved as a guideline',
  rejected: 'Rejected',
};

const areOver = ({ drafts }: { readonly drafts: readonly GuidelineDraft[] }): boolean =>
  drafts.every(({ state }) => state !== 'running');

/** A client's rules in prose, drafted as a guideline; a person reads, mends and accepts it, and assigns it separately. */
export function GuidelineDrafts(): ReactElement {
  const drafts = useFollowed(opinionAdminCalls.listDrafts(), areOver);
  const [isWriting, setWriting] = useState(false);
  const [shown, setShown] = useState<GuidelineDraft | null>(null);
  return (
    <>
      <div className={styles.form}>
        <Button look="line" icon="write" onPress={() => setWriting(true)}>
          Draft a guideline from prose{'\u2026'}
        </Button>
        <span className={styles.quiet}>What would be sent is shown first.</span>
      </div>
      <Answer state={{ ...drafts, isLoading: drafts.isFollowing }}>
        {(value) => (
          <RecordTable
            label="Drafts of guidelines"
            rows={value.drafts}
            keyOf={({ id }) => id}
            emptyText="Nothing was drafted yet."
            columns={[
              { heading: 'Guideline', cell: ({ title }) => title },
              { heading: 'Name', cell: ({ name }) => name },
              { heading: 'State', cell: ({ state }) => STATE_WORDS[state] },
              { heading: 'Asked', wrap: 'whole', cell: ({ askedAt }) => formatMoment(askedAt, new Date()) },
              {
                heading: '',
                cell: (draft) =>
                  draft.state === 'running' ? null : (
                    <Button label={draft.title} onPress={() => setShown(draft)}>
                      Look
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answer>
      {isWriting ? (
        <DraftQuestionDialog
          onClose={() => {
            setWriting(false);
            drafts.refresh();
          }}
        />
      ) : null}
      {shown === null ? null : (
        <DraftDialog
          draft={shown}
          onClose={() => {
            setShown(null);
            drafts.refresh();
          }}
        />
      )}
    </>
  );
}

function DraftDialog({ draft, onClose }: { readonly draft: GuidelineDraft; onClose(): void }): ReactElement {
  const firm = useFirm();
  const [text, setText] = useState(draft.yaml ?? '');
  const [refusal, setRefusal] = useState<string | null>(null);
  const decide = async (decision: 'accept' | 'reject'): Promise<void> => {
    const body = decision === 'accept' ? ({ decision, text } as const) : ({ decision } as const);
    const reply = await firm?.call(opinionAdminCalls.decideDraft(draft.id, body));
    if (reply === undefined) return;
    // Refused, the text stays as it was mended.
    if (!reply.ok) {
      setRefusal(reply.error.message);
      return;
    }
    notify(
      'kept',
      decision === 'accept'
        ? `${draft.name} is saved. Nobody uses it before it is assigned under Guidelines in use.`
        : 'The draft is rejected.',
    );
    onClose();
  };
  const isOpen = draft.state === 'proposed';
  return (
    <Dialog title={draft.title} size="large" onClose={onClose}>
      <div className={form.form}>
        {draft.failures.map((failure) => (
          <p key={failure.reason} className={form.attention}>
            {failureText(failure, new Date())}
          </p>
        ))}
        {draft.leftOut.length === 0 ? null : (
          <ul className={form.remarks} aria-label="Left out of it">
            {draft.leftOut.map(({ ruleId, reason }) => (
              <li key={`${ruleId ?? ''} ${reason}`}>
                {ruleId === null ? '' : `${ruleId}: `}
                {reason}
              </li>
            ))}
          </ul>
        )}
        {draft.yaml === null ? (
          <p>There is no draft to read.</p>
        ) : (
          <label className={form.field}>
            <span className={form.label}>The guideline, to be read and mended</span>
            <textarea
              className={form.area}
              rows={18}
              spellCheck={false}
              readOnly={!isOpen}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
        )}
        {refusal === null ? null : (
          <p className={form.attention} role="alert">
            {refusal}
          </p>
        )}
        <div className={form.actions}>
          <Button onPress={onClose}>Leave it</Button>
          {isOpen ? (
            <>
              <Button look="line" onPress={() => void decide('reject')}>
                Reject
              </Button>
              <Button look="solid" isDisabled={text.trim() === ''} onPress={() => void decide('accept')}>
                Save as a guideline
              </Button>
            </>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
