import type { z } from 'zod';
import type { newOpinionRequest, OpinionPreview } from '#shared/api/opinions.ts';
import { NOTHING_DROPPED } from '#shared/opinions/answers/read-answer.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { prepareOpinions } from './preview-opinions.ts';

const HOUR_SECONDS = 3_600;

/**
 * Takes a request for opinions in: what is asked is what was shown, the client has agreed, and it is turned on. The asking
 * itself is a job. A month's limit is no refusal: what it lets through is asked, the rest is told as not asked.
 * @throws CONFLICT where nobody has agreed, or what would be sent is no longer what was shown; ML_001 where it is off
 */
export async function requestOpinions(
  context: ServerContext,
  actor: PersonActor,
  request: z.infer<typeof newOpinionRequest>,
): Promise<{ readonly requestId: string }> {
  const { plan, settings, standing } = await prepareOpinions(context, actor, request);
  refuse(standing.refusal);
  if (plan.sha256 !== request.previewSha256) {
    throw new HttpFailure('CONFLICT', 'What would be sent is not what was shown: look at it again. Nothing was sent.');
  }
  if (plan.questions.length === 0) {
    throw new HttpFailure('CONFLICT', 'There is nothing to ask about. Nothing was sent.');
  }
  const requestId = context.newId();
  await withChanges(context, actor, async (batch) => {
    await batch.db
      .insertInto('opinion_requests')
      .values({
        id: requestId,
        kind: request.ask.kind,
        invoice_id: plan.invoiceId,
        client_id: plan.clientId,
        ask: JSON.stringify(request.ask),
        preview_sha256: plan.sha256,
        outcome: null,
        question_count: plan.questions.length,
        left_out_count: plan.leftOut.length,
        dropped: JSON.stringify(NOTHING_DROPPED),
        model: settings.model,
        asked_by: actor.userId,
        asked_at: batch.now,
        ended_at: null,
        scope_id: plan.scopeId,
      })
      .execute();
    await asSystem(batch.db, () => context.jobs.enqueue(batch.db, 'ask-opinions', { requestId }));
    batch.audit({
      action: 'opinion.ask',
      objectType: 'invoice',
      objectId: plan.invoiceId,
      scopeId: plan.scopeId,
      outcome: 'done',
      detail: {
        requestId,
        kind: request.ask.kind,
        questions: plan.questions.length,
        leftOut: plan.leftOut.length,
        previewSha256: plan.sha256,
      },
    });
  });
  return { requestId };
}

/** @throws for what time or an administrator must mend first; a spent month passes, it is told by the request itself */
export function refuse(refusal: OpinionPreview['refusal']): void {
  if (refusal === null || refusal === 'firm_cap' || refusal === 'client_cap') return;
  if (refusal === 'no_consent') {
    throw new HttpFailure(
      'CONFLICT',
      'The client has not agreed to this, or the matter is blocked. Nothing was sent.',
      {
        details: { reason: refusal },
      },
    );
  }
  throw new HttpFailure('ML_001', 'No model can be asked: it is turned off. What the rules found stands.', {
    details: { reason: refusal },
    retryAfterSeconds: HOUR_SECONDS,
  });
}
