import { LEGAL_SOURCES, type OutgoingPreview, type SearchRequest, type SourceOutcome } from '#shared/api/legal.ts';
import type { PersonActor } from '../../access/actor.ts';
import { notVisible } from '../../access/not-visible.ts';
import { readAs } from '../../access/read-as.ts';
import { matterScope, mayReadScope } from '../../access/scope-access.ts';
import type { ServerContext } from '../../context.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import { withChanges } from '../../sync/with-changes.ts';
import { stripperFor } from './known-names.ts';

/** What would leave the firm for this question; nothing does. */
export async function previewOutgoing(
  context: ServerContext,
  actor: PersonActor,
  query: string,
): Promise<OutgoingPreview> {
  const strip = await stripperFor(context, actor);
  const { outgoingText, removed } = strip(query);
  return { outgoingText, removed: [...removed], isDatabaseOn: context.legal.courtlistener !== null };
}

/**
 * Takes a search in and queues it, in one transaction.
 * @throws 404 for a matter the person may not see; 400 where the legal database is asked and nobody has seen the text that
 *   leaves; 409 where something in that text would still be taken out
 */
export async function askSearch(context: ServerContext, actor: PersonActor, request: SearchRequest): Promise<string> {
  const { query, filters, matterId } = request;
  if (matterId !== null) {
    const isSeen = await readAs(context, actor, (db) => mayReadScope(db, actor.userId, matterScope(matterId)));
    if (!isSeen) return notVisible(context, actor, { objectType: 'matter', objectId: matterId });
  }
  const sources = LEGAL_SOURCES.filter((source) => request.sources.includes(source));
  const asksOutside = sources.includes('courtlistener') && context.legal.courtlistener !== null;
  const outgoingText = asksOutside ? await approvedText(context, actor, request) : null;
  const id = context.newId();
  await withChanges(context, actor, async (batch) => {
    await batch.db
      .insertInto('legal_searches')
      .values({
        id,
        user_id: actor.userId,
        matter_id: matterId,
        query,
        outgoing_text: outgoingText,
        filters: JSON.stringify(filters),
        sources: JSON.stringify(sources.map((source): SourceOutcome => ({ ...WAITING, source }))),
        state: 'running',
        outcome: null,
        failure: null,
        question_key:
          outgoingText === null ? null : (context.legal.courtlistener?.keyOf(outgoingText, filters) ?? null),
        queued_until: null,
        next_page: null,
        name: null,
        asked_at: batch.now,
        ended_at: null,
        completed_at: null,
      })
      .execute();
    await context.jobs.enqueue(batch.db, 'legal-search', { searchId: id });
    batch.audit({
      action: 'legal.search',
      objectType: 'search',
      objectId: id,
      scopeId: matterId === null ? null : matterScope(matterId),
      outcome: 'done',
      // A digest alone: that something left the firm, and the same again, without what it was.
      detail: { sources, leaves: outgoingText !== null },
    });
  });
  return id;
}

const WAITING: Omit<SourceOutcome, 'source'> = {
  state: 'waiting',
  total: null,
  fetchedAt: null,
  tookMs: null,
  failure: null,
  message: null,
};

async function approvedText(
  context: ServerContext,
  actor: PersonActor,
  { query, outgoingText }: SearchRequest,
): Promise<string | null> {
  const strip = await stripperFor(context, actor);
  if (outgoingText === null) {
    // Nothing is left to ask anybody outside: the search goes on inside.
    if (strip(query).outgoingText === null) return null;
    throw new HttpFailure(
      'BAD_REQUEST',
      'Look at the text that would leave the firm first (POST /api/legal/outgoing) and send it along.',
    );
  }
  const stripped = strip(outgoingText);
  if (stripped.outgoingText === outgoingText) return outgoingText;
  throw new HttpFailure('CONFLICT', 'The text for CourtListener still names somebody. Look at it again.', {
    details: { outgoingText: stripped.outgoingText, removed: stripped.removed },
  });
}
