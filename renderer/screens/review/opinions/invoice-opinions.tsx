import { type ReactElement, useEffect, useRef } from 'react';
import type { FindingView } from '#shared/api/workspace.ts';
import { OpinionNote } from './opinion-note.tsx';
import { useOpinionDecision } from './use-opinion-decision.ts';
import { aboutTheWhole, type InvoiceOpinions as Opinions } from './use-opinions.ts';

/** What a model said about the invoice as a whole, below what the rules say of it. */
export function InvoiceOpinions({
  findings,
  invoiceOpinions,
}: {
  readonly findings: readonly FindingView[];
  readonly invoiceOpinions: Opinions;
}): ReactElement {
  const ofInvoice = aboutTheWhole(invoiceOpinions.opinions);
  const next = invoiceOpinions.lineHasOpen ? undefined : ofInvoice.find(({ state }) => state === 'proposed');
  const decide = useOpinionDecision(invoiceOpinions, next);
  const section = useRef<HTMLElement>(null);
  const isAnswered = invoiceOpinions.asked.value?.request.state === 'done';
  // What was just asked is shown, however many rules stand above it.
  useEffect(() => {
    if (isAnswered) section.current?.scrollIntoView({ block: 'nearest' });
  }, [isAnswered]);
  return (
    <section ref={section} aria-label="Opinions on the whole invoice">
      {ofInvoice.map((opinion) => (
        <OpinionNote
          key={opinion.id}
          opinion={opinion}
          findingTitle={findings.find(({ id }) => id === opinion.findingId)?.ruleTitle ?? null}
          quotes={[]}
          isNext={opinion === next}
          onDecide={(decision) => void decide(opinion, decision)}
        />
      ))}
    </section>
  );
}
