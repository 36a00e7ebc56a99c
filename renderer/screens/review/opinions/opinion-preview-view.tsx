import type { ReactElement } from 'react';
import type { OpinionPreview } from '#shared/api/opinions.ts';
import { formatMicroDollars } from '../../../ui/format-dollars.ts';
import { countOf } from '../../../ui/format-money.ts';
import styles from './opinion-dialog.module.css';
import { LEFT_OUT_WORDS, REFUSAL_WORDS } from './opinion-words.ts';
import { readableQuestion, sentPieces } from './sent-text.ts';

/** What sending it may cost at most, and how many questions leave. */
export function costText({ costMicro, questions }: OpinionPreview): string {
  const sent = questions.filter(({ isHeld }) => !isHeld).length;
  return sent === 0
    ? 'Every answer is held already: nothing leaves, nothing is spent.'
    : `${countOf(sent, 'question')}, at most ${formatMicroDollars(costMicro)}`;
}

/** What would leave, as it would leave; what stands for what; what is not sent. */
export function OpinionPreviewView({ preview }: { readonly preview: OpinionPreview }): ReactElement {
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
        names and numbers are replaced as marked and put back when the answer comes. The text leaves as it stands here,
        without the line breaks.
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
            <pre className={styles.text}>
              <SentText text={text} />
            </pre>
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

/** The question with what stands for a name or number marked. */
function SentText({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {sentPieces(readableQuestion(text)).map((piece) =>
        piece.isPlaceholder ? (
          <mark key={piece.start} className={styles.placeholder}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
