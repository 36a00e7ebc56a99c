import type { z } from 'zod';
import type { draftDecision, draftQuestion, GuidelineDraft, newDraft, OpinionPreview } from '#shared/api/opinions.ts';
import { NOTHING_DROPPED } from '#shared/opinions/answers/read-answer.ts';
import { INSTRUCTIONS } from '#shared/opinions/questions/instructions.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { latestGuideline } from '../guidelines/held-guidelines.ts';
import { readToSave, saveVersionIn } from '../guidelines/save-version.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type DraftPlan, planDraft } from './draft-guideline.ts';
import type { SettingsRow } from './opinion-tables.ts';
import { type Standing, standingOf } from './preview-opinions.ts';
import { refuse } from './request-opinions.ts';
import { loadSettings } from './settings.ts';
import { viewDraft } from './view-opinions.ts';

interface PreparedDraft {
  readonly plan: DraftPlan;
  readonly settings: SettingsRow;
  readonly standing: Standing;
}

async function prepareDraft(
  context: ServerContext,
  actor: PersonActor,
  { clientId, text }: z.infer<typeof draftQuestion>,
): Promise<PreparedDraft> {
  const prepared = await readAs(context, actor, async (db) => {
    const client = await db.selectFrom('clients').select('id').where('id', '=', clientId).executeTakeFirst();
    if (client === undefined) return null;
    const settings = await loadSettings(db);
    const plan = await planDraft(db, { config: context.config, settings, clientId, text });
    const standing = await standingOf(context, db, settings, { clientId, matterId: null }, [plan.planned]);
    return { plan, settings, standing };
  });
  if (prepared === null) throw new HttpFailure('NOT_FOUND', 'There is no such client.');
  return prepared;
}

/** What would be sent of a client's guideline; nothing is. */
export async function previewDraft(
  context: ServerContext,
  actor: PersonActor,
  question: z.infer<typeof draftQuestion>,
): Promise<OpinionPreview> {
  const { plan, settings, standing } = await prepareDraft(context, actor, question);
  const { refusal, held, costMicro } = standing;
  const isOff = refusal !== null && ['turned_off', 'no_key', 'address_refused', 'no_price'].includes(refusal);
  const { text } = plan.planned.question;
  return {
    refusal,
    provider: isOff ? null : settings.base_url,
    model: isOff ? null : settings.model,
    instructions: INSTRUCTIONS.guideline,
    questions: [{ ruleIds: [], lineIds: [], text, isHeld: held.has(plan.planned.contentKey) }],
    leftOut: [],
    placeholders: [...plan.redactor.placeholders()],
    costMicro,
    sha256: plan.sha256,
  };
}

/** @throws CONFLICT for a name that is held: a draft never becomes the next version of what somebody uses */
export async function askForDraft(
  context: ServerContext,
  actor: PersonActor,
  draft: z.infer<typeof newDraft>,
): Promise<{ readonly draftId: string; readonly requestId: string }> {
  const { plan, settings, standing } = await prepareDraft(context, actor, draft);
  refuse(standing.refusal);
  if (plan.sha256 !== draft.previewSha256) {
    throw new HttpFailure('CONFLICT', 'What would be sent is not what was shown: look at it again. Nothing was sent.');
  }
  const [draftId, requestId] = [context.newId(), context.newId()];
  await withChanges(context, actor, async (batch) => {
    if ((await latestGuideline(batch.db, draft.name)) !== null) {
      throw new HttpFailure(
        'CONFLICT',
        'A guideline of this name is held. Give the draft a name of its own. Nothing was sent.',
      );
    }
    await batch.db
      .insertInto('opinion_requests')
      .values({
        id: requestId,
        kind: 'guideline',
        invoice_id: null,
        client_id: draft.clientId,
        ask: JSON.stringify({ kind: 'guideline' }),
        preview_sha256: plan.sha256,
        outcome: null,
        question_count: 1,
        dropped: JSON.stringify(NOTHING_DROPPED),
        model: settings.model,
        asked_by: actor.userId,
        asked_at: batch.now,
        ended_at: null,
        scope_id: null,
      })
      .execute();
    await batch.db
      .insertInto('opinion_drafts')
      .values({
        id: draftId,
        request_id: requestId,
        client_id: draft.clientId,
        name: draft.name,
        title: draft.title,
        prose: draft.text,
        yaml: null,
        asked_at: batch.now,
        decided_by: null,
        decided_at: null,
      })
      .execute();
    await asSystem(batch.db, () => context.jobs.enqueue(batch.db, 'ask-opinions', { requestId }));
    batch.audit({
      action: 'opinion.ask',
      objectType: 'client',
      objectId: draft.clientId,
      scopeId: null,
      outcome: 'done',
      detail: { requestId, draftId, kind: 'guideline', questions: 1, previewSha256: plan.sha256 },
    });
  });
  return { draftId, requestId };
}

const MOST_DRAFTS = 200;

/** Newest first. @param id of one; none: all */
export async function listDrafts(db: ReadTransaction, id?: string): Promise<readonly GuidelineDraft[]> {
  const rows = await db
    .selectFrom('opinion_drafts as d')
    .innerJoin('opinion_requests as r', 'r.id', 'd.request_id')
    .selectAll('d')
    .select('r.failures')
    .$if(id !== undefined, (query) => query.where('d.id', '=', id ?? ''))
    .orderBy('d.asked_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(MOST_DRAFTS)
    .execute();
  return rows.map((row) => viewDraft(row, row.failures));
}

/**
 * A person's word about a draft. Accepting saves their text as a new guideline by the same way as any other; it is assigned
 * to nobody by that.
 */
export async function decideDraft(
  context: ServerContext,
  actor: PersonActor,
  id: string,
  decision: z.infer<typeof draftDecision>,
): Promise<GuidelineDraft> {
  const [draft] = await readAs(context, actor, (db) => listDrafts(db, id));
  if (draft === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such draft.');
  if (draft.state !== 'proposed')
    throw new HttpFailure('CONFLICT', `This draft is ${draft.state}. Nothing was changed.`);
  const isAccepted = decision.decision === 'accept';
  const guideline = isAccepted ? readToSave(decision.text) : null;
  const state = isAccepted ? 'accepted' : 'rejected';
  await withChanges(context, actor, async (batch) => {
    const decided = await batch.db
      .updateTable('opinion_drafts')
      .set({ state, decided_by: actor.userId, decided_at: batch.now })
      .where('id', '=', id)
      .where('state', '=', 'proposed')
      .returning('id')
      .executeTakeFirst();
    if (decided === undefined)
      throw new HttpFailure('CONFLICT', 'Somebody decided this draft just now. Look at it again.');
    if (guideline !== null) {
      if ((await latestGuideline(batch.db, guideline.name)) !== null) {
        throw new HttpFailure(
          'CONFLICT',
          'A guideline of this name is held. Give the draft a name of its own. Nothing was saved.',
        );
      }
      await saveVersionIn(batch, actor, guideline);
    }
    batch.audit({
      action: isAccepted ? 'opinion.accept' : 'opinion.reject',
      objectType: 'client',
      objectId: draft.clientId,
      scopeId: null,
      outcome: 'done',
      detail: { draftId: id, kind: 'guideline' },
    });
  });
  return { ...draft, state, decidedAt: new Date(context.clock.nowMs()).toISOString() };
}
