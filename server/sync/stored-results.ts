import { sql, type Transaction } from 'kysely';
import type { GroupResult, MutationOutcome, MutationResult, PushedMutation, RefusalCode } from '#shared/api/sync.ts';
import type { PersonActor } from '../access/actor.ts';
import type { Database } from '../db/database.ts';
import type { ChangeBatch } from './change-batch.ts';
import type { KnownDevice } from './devices.ts';

/** What these mutations of a device were answered, by their number. */
export async function storedResults(
  db: Transaction<Database>,
  deviceId: string,
  clientSeqs: readonly number[],
): Promise<Map<number, MutationResult>> {
  if (clientSeqs.length === 0) return new Map();
  const rows = await db
    .selectFrom('mutation_result')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('client_seq', 'in', [...clientSeqs])
    .execute();
  return new Map(
    rows.map((row) => [
      row.client_seq,
      asAnswered({
        clientSeq: row.client_seq,
        mutationId: row.mutation_id,
        // Sound: written from a MutationResult, in closed sets.
        outcome: row.outcome as MutationOutcome,
        code: row.code as RefusalCode | null,
        message: row.message,
        appliedSeq: row.applied_seq,
        groups: row.groups as readonly GroupResult[],
      }),
    ]),
  );
}

/**
 * Keeps under these new numbers what the same mutations were answered under their old ones, of this device or of
 * another of the same person. They take no effect again.
 */
export async function repeatAnswers(
  batch: ChangeBatch,
  actor: PersonActor,
  { deviceId }: KnownDevice,
  mutations: readonly PushedMutation[],
): Promise<void> {
  const idOf = new Map(mutations.map(({ clientSeq, mutationId }) => [clientSeq, mutationId]));
  await sql`INSERT INTO mutation_result
      (device_id, client_seq, mutation_id, outcome, code, message, groups, applied_seq, at, is_repeat)
    SELECT ${deviceId}, n.client_seq, r.mutation_id, r.outcome, r.code, r.message, r.groups, r.applied_seq,
      ${batch.now}, true
    FROM unnest(${[...idOf.keys()]}::bigint[], ${[...idOf.values()]}::uuid[]) AS n (client_seq, mutation_id)
    JOIN mutation_result r ON r.user_id = ${actor.userId} AND r.mutation_id = n.mutation_id AND NOT r.is_repeat`.execute(
    batch.db,
  );
}

/** With its members in one order: a repeated mutation is answered byte for byte as the first time. */
export function asAnswered(result: MutationResult): MutationResult {
  const { clientSeq, mutationId, outcome, code, message, appliedSeq, groups } = result;
  return {
    clientSeq,
    mutationId,
    outcome,
    code,
    message,
    appliedSeq,
    groups: groups.map((each) => ({
      group: each.group,
      outcome: each.outcome,
      code: each.code,
      message: each.message,
      version: each.version,
    })),
  };
}
