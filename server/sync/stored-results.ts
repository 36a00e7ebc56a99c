import type { Transaction } from 'kysely';
import type { GroupResult, MutationOutcome, MutationResult, RefusalCode } from '#shared/api/sync.ts';
import type { Database } from '../db/database.ts';

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
