import type { z } from 'zod';
import type { clientCap } from '#shared/api/opinions.ts';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';

/** Gives a client a limit of its own for each month, or (null) the one that holds for all. */
export async function changeClientCap(
  context: ServerContext,
  actor: PersonActor,
  { clientId, capMicro }: z.infer<typeof clientCap>,
): Promise<z.infer<typeof clientCap>> {
  await withChanges(context, actor, async (batch) => {
    const client = await batch.db.selectFrom('clients').select('id').where('id', '=', clientId).executeTakeFirst();
    if (client === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such client.');
    if (capMicro === null) await batch.db.deleteFrom('opinion_client_caps').where('client_id', '=', clientId).execute();
    else {
      await batch.db
        .insertInto('opinion_client_caps')
        .values({ client_id: clientId, cap_micro: capMicro })
        .onConflict((conflict) => conflict.column('client_id').doUpdateSet({ cap_micro: capMicro }))
        .execute();
    }
    batch.audit({
      action: 'opinion.change_cap',
      objectType: 'client',
      objectId: clientId,
      scopeId: null,
      outcome: 'done',
      detail: { capMicro },
    });
  });
  return { clientId, capMicro };
}
