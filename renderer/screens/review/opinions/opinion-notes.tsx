import { type ReactElement, useEffect, useRef } from 'react';
import type { LineDetail } from '#shared/api/workspace.ts';
import { runCommand } from '../../../keyboard/commands.ts';
import { Button } from '../../../ui/button.tsx';
import margin from '../margin-section.module.css';
import { OpinionNote } from './opinion-note.tsx';
import styles from './opinion-notes.module.css';
import { forgetAsked } from './opinion-store.ts';
import { failureText, requestText } from './opinion-words.ts';
import { useOpinionDecision } from './use-opinion-decision.ts';
import type { InvoiceOpinions } from './use-opinions.ts';

/** What a model said about this line: apart from the findings, and of no weight until a person accepts it. */
export function OpinionNotes({
  value,
  invoiceOpinions,
}: {
  readonly value: LineDetail;
  readonly invoiceOpinions: InvoiceOpinions;
}): ReactElement | null {
  const section = useRef<HTMLElement>(null);
  const { asked, noteLineHasOpen } = invoiceOpinions;
  const { id: lineId, narrative } = value.line;
  const ofLine = invoiceOpinions.opinions.filter(
    ({ lineIds, findingId }) => lineIds.includes(lineId) || value.findings.some((finding) => finding.id === findingId),
  );
  const open = ofLine.filter(({ state }) => state === 'proposed');
  const decide = useOpinionDecision(invoiceOpinions, open[0]);
  const hasOpen = open.length > 0;
  // As long as the line has one the keys are the line's, and the rail leaves them to it.
  useEffect(() => {
    noteLineHasOpen(hasOpen);
    return () => noteLineHasOpen(false);
  }, [noteLineHasOpen, hasOpen]);
  const request = asked.value?.request;
  const requestState = request?.state ?? null;
  const opinionCount = ofLine.length;
  // What was just asked is shown where it will be answered, however many findings stand above it.
  useEffect(() => {
    if (requestState !== null) section.current?.scrollIntoView({ block: opinionCount > 0 ? 'start' : 'nearest' });
  }, [requestState, opinionCount]);
  if (ofLine.length === 0 && request === undefined) return null;
  return (
    <section ref={section} aria-label="Second opinions" className={margin.section}>
      <h3 className={margin.heading}>
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
          findingTitle={value.findings.find(({ id }) => id === opinion.findingId)?.ruleTitle ?? null}
          quotes={opinion.quotes
            .filter((quote) => quote.lineId === lineId)
            .map(({ start, end }) => narrative.slice(start, end))}
          isNext={opinion === open[0]}
          onDecide={(decision) => void decide(opinion, decision)}
        />
      ))}
    </section>
  );
}
