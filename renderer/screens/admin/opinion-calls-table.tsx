import { type ReactElement, useState } from 'react';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import type { OpinionCall } from '#shared/api/opinions.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { formatMicroDollars } from '../../ui/format-dollars.ts';
import { formatCount } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { OPINION_FAILURE_WORDS } from '../review/opinions/opinion-words.ts';
import { Answer } from './answer.tsx';
import texts from './opinion-calls-table.module.css';
import styles from './part.module.css';

const STATE_WORDS: Readonly<Record<OpinionCall['state'], string>> = {
  sent: 'Under way',
  answered: 'Answered',
  failed: 'Failed',
  lost: 'Lost: the server stopped; counted as spent',
};

/** Every question that left: when, whereto, what of it came back, and what it cost. */
export function OpinionCalls({ keepsTexts }: { readonly keepsTexts: boolean }): ReactElement {
  const [before, setBefore] = useState<readonly string[]>([]);
  const last = before.at(-1);
  const page = useFirmCall(opinionAdminCalls.listCalls(last === undefined ? {} : { before: last }));
  const [shown, setShown] = useState<OpinionCall | null>(null);
  return (
    <>
      <p className={styles.quiet}>
        {keepsTexts
          ? 'Texts are kept as they left, without names, and as they came.'
          : 'Texts are not kept: digests, figures and costs alone.'}
      </p>
      <Answer state={page}>
        {(value) => (
          <>
            <RecordTable
              label="Questions that left"
              rows={value.calls}
              keyOf={({ id }) => id}
              emptyText="Nothing has left."
              columns={[
                { heading: 'When', wrap: 'whole', cell: ({ at }) => formatMoment(at, new Date()) },
                { heading: 'To', wrap: 'anywhere', cell: ({ provider, model }) => `${model}, ${provider}` },
                {
                  heading: 'About',
                  cell: ({ ruleIds, lineCount }) => `${ruleIds.join(' ')} on ${formatCount(lineCount)}`,
                },
                {
                  heading: 'Came back',
                  cell: ({ state, reason }) =>
                    reason === null ? STATE_WORDS[state] : `${STATE_WORDS[state]}: ${OPINION_FAILURE_WORDS[reason]}`,
                },
                { heading: 'Tries', isFigure: true, cell: ({ attempts }) => String(attempts) },
                { heading: 'In', isFigure: true, cell: ({ inputTokens }) => formatCount(inputTokens) },
                { heading: 'Out', isFigure: true, cell: ({ outputTokens }) => formatCount(outputTokens) },
                { heading: 'Cost', isFigure: true, cell: ({ costMicro }) => formatMicroDollars(costMicro) },
                {
                  heading: '',
                  cell: (call) => (
                    <Button label={`question of ${formatMoment(call.at, new Date())}`} onPress={() => setShown(call)}>
                      Look
                    </Button>
                  ),
                },
              ]}
            />
            {before.length === 0 && value.next === null ? null : (
              <div className={styles.form}>
                <Button look="line" isDisabled={before.length === 0} onPress={() => setBefore(before.slice(0, -1))}>
                  Newer
                </Button>
                <Button
                  look="line"
                  isDisabled={value.next === null}
                  onPress={() => value.next !== null && setBefore([...before, value.next])}
                >
                  Older
                </Button>
              </div>
            )}
          </>
        )}
      </Answer>
      {shown === null ? null : <CallDialog call={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function CallDialog({ call, onClose }: { readonly call: OpinionCall; onClose(): void }): ReactElement {
  const none = 'Not kept, or of a matter that you may not read. The digest of the question is below.';
  return (
    <Dialog title="What was sent and what came back" size="large" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={texts.texts} tabIndex={0} aria-label="Both texts">
        <h3>Sent</h3>
        <pre className={texts.text}>{call.sentText ?? none}</pre>
        <h3>Came back</h3>
        <pre className={texts.text}>
          {call.answerText ?? (call.state === 'answered' ? none : STATE_WORDS[call.state])}
        </pre>
        <p className={styles.quiet}>
          SHA-256 of the question {call.sentSha256}
          {call.providerRequestId === null ? '' : `; the provider calls it ${call.providerRequestId}`}
        </p>
      </section>
    </Dialog>
  );
}
