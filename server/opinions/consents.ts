import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { Consent, newConsent } from '#shared/api/opinions.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { notVisible } from '../access/not-visible.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import { matterScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { loadSettings } from './settings.ts';

/** What a question is about; without a matter it is about the client as a whole. */
export interface Concerned {
  readonly clientId: string;
  readonly matterId: string | null;
}

/**
 * Whether something about a client or one of its matters may be sent. The client agreed, for all matters or for this one,
 * and neither of them is blocked; a block beats any consent. As the system: walls have no say in what a client agreed to.
 */
export async function isConsented(db: Kysely<Database>, { clientId, matterId }: Concerned): Promise<boolean> {
  const { rows } = await sql<{ allowed: boolean; blocked: boolean }>`
    SELECT coalesce(bool_or(kind = 'allow'), false) AS allowed, coalesce(bool_or(kind = 'block'), false) AS blocked
    FROM opinion_consents
    WHERE client_id = ${clientId} AND (matter_id IS NULL OR matter_id = ${matterId}) AND withdrawn_at IS NULL`.execute(
    db,
  );
  const [found] = rows;
  return found?.allowed === true && !found.blocked;
}

/**
 * What is begun about a client, what comes of it and what is withdrawn happen one after the other: until the transaction
 * ends nobody else's word about this client changes.
 */
export async function holdConsent(db: Kysely<Database>, { clientId }: Pick<Concerned, 'clientId'>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`opinions about ${clientId}`}, 0))`.execute(db);
}

const MOST_CONSENTS = 5_000;

/** As far as the administrator may see the matters; withdrawn ones too, because they say what was agreed when. */
export async function listConsents(db: ReadTransaction): Promise<readonly Consent[]> {
  const rows = await db
    .selectFrom('opinion_consents as o')
    .innerJoin('clients', 'clients.id', 'o.client_id')
    .leftJoin('matters', 'matters.id', 'o.matter_id')
    .leftJoin('users', 'users.id', 'o.recorded_by')
    .selectAll('o')
    .select(['clients.number as client_number', 'clients.name as client_name', 'users.display_name'])
    .select('matters.number as matter_number')
    .orderBy('o.recorded_at', 'desc')
    .orderBy('o.id')
    .limit(MOST_CONSENTS)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    clientNumber: row.client_number,
    clientName: row.client_name,
    matterId: row.matter_id,
    matterNumber: row.matter_number,
    kind: row.kind,
    givenBy: row.given_by,
    givenOn: row.given_on,
    note: row.note,
    textVersion: row.text_version,
    recordedBy: row.display_name,
    recordedAt: row.recorded_at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }));
}

/** @throws NOT_FOUND for a client or matter that is not there, not theirs to see, or a matter of another client */
export async function recordConsent(
  context: ServerContext,
  actor: PersonActor,
  consent: z.infer<typeof newConsent>,
): Promise<{ readonly id: string }> {
  const id = context.newId();
  const { clientId, matterId } = consent;
  const { value: isThere } = await withChanges(context, actor, async (batch) => {
    const client = await batch.db.selectFrom('clients').select('id').where('id', '=', clientId).executeTakeFirst();
    const matter =
      matterId === null
        ? null
        : await batch.db
            .selectFrom('matters')
            .select('id')
            .where('id', '=', matterId)
            .where('client_id', '=', clientId)
            .executeTakeFirst();
    if (client === undefined || matter === undefined) return false;
    await holdConsent(batch.db, { clientId });
    const { consent_version: textVersion } = await loadSettings(batch.db);
    await batch.db
      .insertInto('opinion_consents')
      .values({
        id,
        client_id: clientId,
        matter_id: matterId,
        kind: consent.kind,
        given_by: consent.givenBy,
        given_on: consent.givenOn,
        note: consent.note,
        text_version: textVersion,
        recorded_by: actor.userId,
        recorded_at: batch.now,
        withdrawn_by: null,
        withdrawn_at: null,
      })
      .execute();
    if (consent.kind === 'block') await forget(batch.db, { clientId, matterId });
    batch.audit({
      action: 'opinion.record_consent',
      objectType: matterId === null ? 'client' : 'matter',
      objectId: matterId ?? clientId,
      scopeId: matterId === null ? null : matterScope(matterId),
      outcome: 'done',
      detail: { consentId: id, kind: consent.kind, textVersion, givenOn: consent.givenOn },
    });
    return true;
  });
  if (isThere) return { id };
  if (matterId !== null) return notVisible(context, actor, { objectType: 'matter', objectId: matterId });
  throw new HttpFailure('NOT_FOUND', 'There is no such client.');
}

/** From here on nothing more is sent; held answers and kept texts about it are forgotten. Withdrawn again it changes nothing. */
export async function withdrawConsent(
  context: ServerContext,
  actor: PersonActor,
  id: string,
): Promise<{ readonly id: string; readonly forgottenCount: number }> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const row = await batch.db
      .selectFrom('opinion_consents')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return null;
    if (row.withdrawn_at !== null) return 0;
    await holdConsent(batch.db, { clientId: row.client_id });
    await batch.db
      .updateTable('opinion_consents')
      .set({ withdrawn_at: batch.now, withdrawn_by: actor.userId })
      .where('id', '=', id)
      .execute();
    const concerned = { clientId: row.client_id, matterId: row.matter_id };
    const forgottenCount = row.kind === 'allow' ? await forget(batch.db, concerned) : 0;
    batch.audit({
      action: 'opinion.withdraw_consent',
      objectType: row.matter_id === null ? 'client' : 'matter',
      objectId: row.matter_id ?? row.client_id,
      scopeId: row.matter_id === null ? null : matterScope(row.matter_id),
      outcome: 'done',
      detail: { consentId: id, kind: row.kind, forgottenCount },
    });
    return forgottenCount;
  });
  if (value === null)
    throw new HttpFailure('NOT_FOUND', 'There is nothing here under this id, or it is not yours to see.');
  return { id, forgottenCount: value };
}

/** @returns how many answers and texts there were */
async function forget(db: Parameters<typeof asSystem>[0], { clientId, matterId }: Concerned): Promise<number> {
  return asSystem(db, async () => {
    const about = sql<boolean>`client_id = ${clientId} AND (${matterId}::uuid IS NULL OR matter_id = ${matterId})`;
    const answers = await sql`DELETE FROM opinion_answers WHERE ${about}`.execute(db);
    const texts = await sql`UPDATE opinion_calls SET sent_text = NULL, answer_text = NULL
      WHERE ${about} AND (sent_text IS NOT NULL OR answer_text IS NOT NULL)`.execute(db);
    return Number(answers.numAffectedRows ?? 0n) + Number(texts.numAffectedRows ?? 0n);
  });
}
