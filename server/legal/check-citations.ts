import type { CitationAnswer } from '#shared/api/legal.ts';
import type { ServerContext } from '../context.ts';
import type { CitationQuestion } from './courtlistener/citation-lookup.ts';
import { failureView } from './courtlistener/legal-error.ts';
import { legalRefusal } from './legal-refusal.ts';

const ANSWER_MS = 8_000;

/** Whether citations exist and belong to the cases they are called. @throws LEGAL_001 where nothing of it could be told */
export async function checkCitations(
  context: ServerContext,
  questions: readonly CitationQuestion[],
): Promise<CitationAnswer> {
  const { courtlistener } = context.legal;
  if (courtlistener === null) throw legalRefusal(context, null);
  const verdicts = await courtlistener.lookUp(questions, context.clock.nowMs() + ANSWER_MS);
  const [first] = verdicts;
  if (verdicts.every(({ failure }) => failure !== null) && first !== undefined)
    throw legalRefusal(context, first.failure);
  return {
    citations: verdicts.map(({ fetchedAtMs, failure, cases, ...verdict }) => ({
      ...verdict,
      cases: cases.map((each) => ({ ...each, citations: [...each.citations] })),
      fetchedAt: fetchedAtMs === null ? null : new Date(fetchedAtMs).toISOString(),
      failure: failure === null ? null : failureView(failure),
    })),
  };
}
