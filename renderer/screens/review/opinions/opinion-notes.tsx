import { type ReactElement, useEffect, useRef } from 'react';
import { opinionCalls } from '#shared/api/opinion-calls.ts';
import type { Opinion } from '#shared/api/opinions.ts';
import type { LineDetail } from '#shared/api/workspace.ts';
import { runCommand, useCommands } from '../../../keyboard/commands.ts';
import { useFirmAction } from '../../../state/firm-context.ts';
import { useWorkspace } from '../../../state/workspace-context.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatMoment } from '../../../ui/format-date.ts';
import { formatPercent } from '../../../ui/format-money.ts';
import styles from './opinion-notes.module.css';
import { forgetAsked } from './opinion-store.ts';
import { failureText, requestText, VERDICT_WORDS } from './opinion-words.ts';
import type { InvoiceOpinions } from './use-opinions.ts';

/** What a model said about this line: apart from the findings, and of no weight until a person accepts it. */
export function OpinionNotes({
  value,
  invoiceOpinions,
}: {
  readonly value: LineDetail;
  readonly invoiceOpinions: InvoiceOpinions;
}): ReactElement | null {
  const act = useFirmAction();
  const { client } = useWorkspace();
  const section = useRef<HTMLElement>(null);
  const { asked, refresh } = invoiceOpinions;
  const { id: lineId } = value.line;
  const ofLine = invoiceOpinions.opinions.filter(
    ({ lineIds, findingId }) => lineIds.includes(lineId) || value.findings.some((finding) => finding.id === findingId),
  );
  const decide = async (opinion: Opinion | undefined, decision: 'accept' | 'reject'): Promise<void> => {
    if (opinion === undefined) return;
    const done = decision === 'accept' ? acceptedWords(opinion) : 'Rejected. It does not come back.';
    await act(opinionCalls.decide(opinion.id, { decision }), done);
    refresh();
    // What was accepted comes back with the sync, like anybody's decision.
    void client.command('syncNow', {});
  };
  const open = ofLine.filter(({ state }) => state === 'proposed');
  const inView = (): Opinion | undefined => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-opinion]')?.dataset.opinion;
    return open.find(({ id }) => id === focused) ?? open[0];
  };
  useCommands(
    open.length === 0
      ? {}
      : {
          acceptOpinion: () => void decide(inView(), 'accept'),
          rejectOpinion: () => void decide(inView(), 'reject'),
        },
  );
  const request = asked.value?.request;
  const requestState = request?.state ?? null;
  const opinionCount = ofLine.length;
  // What was just asked is shown where it will be answered, however many findings stand above it.
  useEffect(() => {
    if (requestState !== null) section.current?.scrollIntoView({ block: opinionCount > 0 ? 'start' : 'nearest' });
  }, [requestState, opinionCount]);
  if (ofLine.length === 0 && request === undefined) return null;
  return (
    <section ref={section} aria-label="Second opinions" className={styles.section}>
      <h3 className={styles.heading}>
        Second opinions
        <Button action="askOpinion" onPress={() => runCommand('askOpinion')}>
          Ask
        </Button>
      </h3>
      {request === undefined ? null : (
        <div className={styles.request} role="status">
          <p>{requestText(request)}</p>
          {request.failures.map((failure) => (
            <p key={failure.reason} className={styles.failure}>
              {failureText(failure, new Date())}
            </p>
          ))}
          {asked.isFollowing ? (
            <Button look="line" onPress={asked.stop}>
              Stop waiting
            </Button>
          ) : (
            <Button onPress={() => forgetAsked(value.invoiceId)}>Hide this</Button>
          )}
        </div>
      )}
      {ofLine.map((opinion) => (
        <OpinionNote
          key={opinion.id}
          opinion={opinion}
          value={value}
          isFirst={opinion === open[0]}
          onDecide={(decision) => void decide(opinion, decision)}
        />
      ))}
    </section>
  );
}

function acceptedWords({ kind, verdict }: Opinion): string {
  if (kind === 'rewrite') return 'The narrative is rewritten as proposed.';
  if (kind === 'judgement') return 'It is a finding now, as yours.';
  return verdict === 'doubts' ? 'The finding is dismissed, as yours.' : 'Accepted.';
}

function OpinionNote({
  opinion,
  value,
  isFirst,
  onDecide,
}: {
  readonly opinion: Opinion;
  readonly value: LineDetail;
  readonly isFirst: boolean;
  onDecide(decision: 'accept' | 'reject'): void;
}): ReactElement {
  const finding = value.findings.find(({ id }) => id === opinion.findingId);
  const quotes = opinion.quotes.filter(({ lineId }) => lineId === value.line.id);
  return (
    <article
      data-opinion={opinion.id}
      className={cx(styles.note, opinion.state !== 'proposed' && styles.decided)}
      aria-label={titleOf(opinion)}
    >
      <p className={styles.kicker}>
        <span className={styles.badge}>A model{'\u2019'}s opinion</span>
        <span>{opinion.ruleId ?? ''}</span>
        {/* Of a rewording a model says nothing of how sure it is. */}
        {opinion.kind === 'rewrite' ? null : <span>rates itself {formatPercent(opinion.confidenceE4 * 100)}</span>}
      </p>
      <h4 className={styles.title}>
        {titleOf(opinion)}
        {finding === undefined ? null : <span className={styles.quiet}> {finding.ruleTitle}</span>}
      </h4>
      {quotes.map(({ start, end }) => (
        <blockquote key={start} className={styles.quote}>
          {value.line.narrative.slice(start, end)}
        </blockquote>
      ))}
      {opinion.narrative === null ? null : (
        <p className={styles.narrative}>
          {opinion.narrative}
          {opinion.addedWords.length === 0 ? null : (
            <span className={styles.added}>New words, for which you vouch: {opinion.addedWords.join(', ')}</span>
          )}
        </p>
      )}
      <p className={styles.rationale}>{opinion.rationale}</p>
      {opinion.state === 'proposed' ? (
        <p className={styles.actions}>
          <Button
            look="line"
            icon="accept"
            {...(isFirst ? { action: 'acceptOpinion' as const } : {})}
            label={titleOf(opinion)}
            onPress={() => onDecide('accept')}
          >
            Accept
          </Button>
          <Button
            icon="close"
            {...(isFirst ? { action: 'rejectOpinion' as const } : {})}
            label={titleOf(opinion)}
            onPress={() => onDecide('reject')}
          >
            Reject
          </Button>
        </p>
      ) : (
        <p className={styles.quiet}>
          {opinion.state === 'accepted' ? 'Accepted' : 'Rejected'}
          {opinion.decidedAt === null ? '' : `, ${formatMoment(opinion.decidedAt, new Date())}`}
        </p>
      )}
    </article>
  );
}

function titleOf({ kind, verdict }: Opinion): string {
  if (kind === 'rewrite') return 'A clearer narrative';
  if (kind === 'judgement') return 'A remark';
  return verdict === null ? 'An opinion' : VERDICT_WORDS[verdict];
}
