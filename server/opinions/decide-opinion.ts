import type { z } from 'zod';
import type { Opinion, opinionDecision } from '#shared/api/opinions.ts';
import { judgeMutation } from '#shared/sync/judge-mutation.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { notVisible } from '../access/not-visible.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { askedOf } from '../sync/asked-of.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { factsOfRecord } from '../sync/facts-of-record.ts';
import { loadRecord } from '../sync/load-record.ts';
import { carryOut, noWrites } from '../sync/planned-writes.ts';
import { withChanges } from '../sync/with-changes.ts';
import { writeOut } from '../sync/write-out.ts';
import type { OpinionRow } from './opinion-tables.ts';
import { viewOpinion } from './view-opinions.ts';

type Decision = z.infer<typeof opinionDecision>;

/**
 * A person's word about a proposal; only by it anything counts. What accepting does is done as that person, by the same
 * actions as at their desk, in the same transaction: a doubt dismisses its finding, a rewrite gives the line its words, a
 * remark becomes a finding of its rule with the next check, which is queued.
 * @throws NOT_FOUND behind a wall, CONFLICT where it was decided already or the invoice is no longer open
 */
export async function decideOpinion(
  context: ServerContext,
  actor: PersonActor,
  id: string,
  { decision, narrative }: Decision,
): Promise<Opinion> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const row = await batch.db.selectFrom('opinions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (row === undefined) return null;
    if (row.state !== 'proposed') {
      throw new HttpFailure('CONFLICT', `This was ${row.state} already. Nothing was changed.`);
    }
    if (narrative !== null && (row.kind !== 'rewrite' || decision !== 'accept')) {
      throw new HttpFailure('BAD_REQUEST', 'Words are given only when a narrative is accepted. Nothing was changed.');
    }
    if (decision === 'accept') await carryOutOpinion(context, actor, batch, row, narrative);
    const state = decision === 'accept' ? 'accepted' : 'rejected';
    const decided = {
      state,
      decided_by: actor.userId,
      decided_at: batch.now,
      narrative: narrative ?? row.narrative,
    } as const;
    await batch.db.updateTable('opinions').set(decided).where('id', '=', id).execute();
    batch.audit({
      action: decision === 'accept' ? 'opinion.accept' : 'opinion.reject',
      objectType: 'invoice',
      objectId: row.invoice_id,
      scopeId: row.scope_id,
      outcome: 'done',
      detail: {
        opinionId: id,
        kind: row.kind,
        ruleId: row.rule_id,
        verdict: row.verdict,
        isEdited: narrative !== null,
      },
    });
    return viewOpinion({ ...row, ...decided });
  });
  if (value !== null) return value;
  return notVisible(context, actor, { objectType: 'invoice', objectId: await invoiceBehind(context, actor, id) });
}

/** For the log of what somebody was not shown; the opinion's own id where there is none. */
async function invoiceBehind(context: ServerContext, actor: PersonActor, id: string): Promise<string> {
  const { value } = await withChanges(context, actor, ({ db }) =>
    asSystem(db, () => db.selectFrom('opinions').select('invoice_id').where('id', '=', id).executeTakeFirst()),
  );
  return value?.invoice_id ?? id;
}

async function carryOutOpinion(
  context: ServerContext,
  actor: PersonActor,
  batch: ChangeBatch,
  row: OpinionRow,
  narrative: string | null,
): Promise<void> {
  const [lineId] = row.line_ids;
  if (row.kind === 'rewrite' && lineId !== undefined) {
    const args = { lineId, narrative: narrative ?? row.narrative ?? '' };
    await act(context, actor, batch, { name: 'rewriteNarrative', args, group: `narrative:${lineId}` });
    return;
  }
  if (row.kind === 'second' && row.verdict === 'doubts' && row.finding_id !== null) {
    const args = { findingId: row.finding_id, isEnabled: false, reason: row.rationale };
    await act(context, actor, batch, { name: 'dismissFinding', args, group: `dismissal:${row.finding_id}` });
    return;
  }
  if (row.kind === 'judgement') {
    const invoice = await batch.db
      .selectFrom('invoices')
      .select('state')
      .where('id', '=', row.invoice_id)
      .executeTakeFirst();
    if (invoice?.state !== 'analysed' && invoice?.state !== 'in_review') {
      throw new HttpFailure('CONFLICT', 'This bill is no longer open for review. Nothing was changed.');
    }
    const target = { vendorId: null, clientId: null, invoiceId: row.invoice_id, after: null };
    await asSystem(batch.db, () => context.jobs.enqueue(batch.db, 'check-against-masters', target));
  }
}

/** One action of a person, judged and written as if it came from a desk that had seen everything. */
async function act(
  context: ServerContext,
  actor: PersonActor,
  batch: ChangeBatch,
  { name, args, group }: { readonly name: string; readonly args: object; readonly group: string },
): Promise<void> {
  const deviceId = actor.deviceId ?? actor.sessionId;
  const at = batch.now.toISOString();
  const record = await loadRecord(batch.db, askedOf([{ name, argVersion: 1, args }]));
  const facts = factsOfRecord(record);
  const version = facts.versionOf(group as Parameters<typeof facts.versionOf>[0]);
  const mutation = { name, argVersion: 1, args, base: { [group]: { version, after: null } } };
  const meta = { clientSeq: 0, at, author: { userId: actor.userId, role: actor.role }, deviceId };
  const { outcome, message, changes } = judgeMutation(mutation, meta, facts, () => null);
  if (outcome === 'rejected' || outcome === 'conflict') {
    throw new HttpFailure('CONFLICT', `${message ?? 'This cannot be done just now.'} Nothing was changed.`);
  }
  const writes = noWrites();
  carryOut(record, writes, changes, actor.userId, { deviceId, clientSeq: 0, clientAt: at });
  await writeOut(batch, record, writes, context.newId);
}
