import type { SourceVerdict, VerifyRequest } from '#shared/api/legal-verification.ts';
import { type PersonActor, SYSTEM } from '../../access/actor.ts';
import { notVisible } from '../../access/not-visible.ts';
import { readAs } from '../../access/read-as.ts';
import { matterScope, mayReadScope, userScope } from '../../access/scope-access.ts';
import type { ServerContext } from '../../context.ts';
import { withChanges } from '../../sync/with-changes.ts';
import { askDockets, askRegisters, askRoster } from './ask-sources.ts';
import { overallVerdict } from './judge-record.ts';

const VERIFY_MS = 10_000;
const WRITING_MS = 1_500;

/** Takes a check in and queues it, in one transaction. @throws 404 for a matter the person may not see */
export async function askVerification(
  context: ServerContext,
  actor: PersonActor,
  subject: VerifyRequest,
): Promise<string> {
  const { matterId } = subject;
  if (matterId !== null) {
    const isSeen = await readAs(context, actor, (db) => mayReadScope(db, actor.userId, matterScope(matterId)));
    if (!isSeen) return notVisible(context, actor, { objectType: 'matter', objectId: matterId });
  }
  const id = context.newId();
  await withChanges(context, actor, async (batch) => {
    await batch.db
      .insertInto('attorney_verifications')
      .values({
        id,
        user_id: actor.userId,
        matter_id: matterId,
        subject: JSON.stringify(subject),
        vendor_number: subject.vendorNumber?.toLowerCase() ?? null,
        timekeeper_number: subject.timekeeperNumber?.toLowerCase() ?? null,
        state: 'running',
        verdict: null,
        asked_at: batch.now,
        ended_at: null,
      })
      .execute();
    await context.jobs.enqueue(batch.db, 'verify-attorney', { verificationId: id });
    batch.audit({
      action: 'legal.verify',
      objectType: 'verification',
      objectId: id,
      scopeId: matterId === null ? null : matterScope(matterId),
      outcome: 'done',
      // Personal data: that somebody was looked up, not who.
      detail: { hasNumber: subject.registrationNumber !== null, isOnBills: subject.timekeeperNumber !== null },
    });
  });
  return id;
}

/**
 * The worker's job: asks every record at once and ends the check once, whatever they say. What was found about somebody
 * who bills goes to the open invoices of their vendor (R21).
 */
export async function runVerification(context: ServerContext, verificationId: string): Promise<void> {
  const row = await readAs(context, SYSTEM, (db) =>
    db.selectFrom('attorney_verifications').selectAll().where('id', '=', verificationId).executeTakeFirst(),
  );
  if (row === undefined || row.state !== 'running') return;
  // Sound: it was checked when it was written.
  const subject = row.subject as VerifyRequest;
  const checkedAt = new Date(context.clock.nowMs()).toISOString();
  const deadlineMs = row.asked_at.getTime() + VERIFY_MS - WRITING_MS;
  const [ofRecords, ofDockets] = await Promise.all([
    readAs(context, SYSTEM, async (db) => {
      const registers = await askRegisters(db, subject, checkedAt);
      const roster = await askRoster(db, subject, checkedAt);
      return roster === null ? registers : [...registers, roster];
    }),
    askDockets(context, subject, deadlineMs),
  ]);
  const sources: readonly SourceVerdict[] = ofDockets === null ? ofRecords : [...ofRecords, ofDockets];
  await endVerification(context, { id: row.id, userId: row.user_id, subject, sources });
}

interface Found {
  readonly id: string;
  readonly userId: string;
  readonly subject: VerifyRequest;
  readonly sources: readonly SourceVerdict[];
}

async function endVerification(context: ServerContext, { id, userId, subject, sources }: Found): Promise<void> {
  const verdict = overallVerdict(sources);
  const { matterId, vendorNumber } = subject;
  await withChanges(context, SYSTEM, async (batch) => {
    const ended = await batch.db
      .updateTable('attorney_verifications')
      .set({ state: 'done', verdict, sources: JSON.stringify(sources), ended_at: batch.now })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .returning('timekeeper_number')
      .executeTakeFirst();
    if (ended === undefined) return;
    const failure = sources.find((each) => each.failure !== null)?.failure ?? null;
    batch.event({
      type: 'legal.verification_complete',
      scopeId: matterId === null ? userScope(userId) : matterScope(matterId),
      subjectId: id,
      data: {
        verdict,
        sourceCount: sources.length,
        sources: sources.map(({ source }) => source).join(','),
        ...(failure === null ? {} : { code: failure.code, reason: failure.reason }),
        ...(failure?.retryAt == null ? {} : { retryAt: failure.retryAt }),
      },
    });
    if (vendorNumber === null || ended.timekeeper_number === null) return;
    const vendor = await batch.db
      .selectFrom('vendors')
      .select('id')
      .where(({ fn }) => fn('lower', ['number']), '=', vendorNumber.toLowerCase())
      .executeTakeFirst();
    if (vendor === undefined) return;
    const target = { vendorId: vendor.id, clientId: null, invoiceId: null, after: null };
    await context.jobs.enqueue(batch.db, 'check-against-masters', target);
  });
}
