import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import type { PersonActor } from './actor.ts';
import { asSystem } from './as-system.ts';

/** What somebody asked for by its id and was not shown. */
export interface AskedFor {
  readonly objectType:
    | 'matter'
    | 'invoice'
    | 'line'
    | 'finding'
    | 'upload'
    | 'timekeeper'
    | 'rate'
    | 'discount'
    | 'search'
    | 'verification'
    | 'saved_result'
    | 'opinion_request';
  readonly objectId: string;
}

/**
 * The answer to whatever a person may not see, the same as for what is not there: 404. Both are audited as
 * `access.denied`, so that neither the answer nor the time it takes tells one from the other; the entry does
 * (`scopeId` is set where a wall or a missing grant hid something).
 */
export async function notVisible(context: ServerContext, actor: PersonActor, asked: AskedFor): Promise<never> {
  await withChanges(context, actor, async (batch) => {
    const scopeId = await asSystem(batch.db, () => scopeOf(batch.db, asked));
    batch.audit({
      action: 'access.denied',
      objectType: asked.objectType,
      objectId: asked.objectId,
      scopeId,
      outcome: 'denied',
      detail: { exists: scopeId !== null },
    });
  });
  throw new HttpFailure('NOT_FOUND', 'There is nothing here under this id, or it is not yours to see.');
}

/** Of masters only those of one matter have its scope. */
const MASTERS = { timekeeper: 'timekeepers', rate: 'rates', discount: 'discounts' } as const;
const HELD_IN = {
  invoice: 'invoices',
  line: 'line_items',
  finding: 'findings',
  saved_result: 'legal_saved',
  opinion_request: 'opinion_requests',
} as const;
/** The matter's where they name one, else the person's own. */
const ASKED_BY = { search: 'legal_searches', verification: 'attorney_verifications' } as const;

async function scopeOf(db: Parameters<typeof asSystem>[0], { objectType, objectId }: AskedFor): Promise<string | null> {
  if (objectType === 'matter') {
    const matter = await db.selectFrom('matters').select('scope_id').where('id', '=', objectId).executeTakeFirst();
    return matter?.scope_id ?? null;
  }
  if (objectType === 'upload') {
    const upload = await db
      .selectFrom('uploads')
      .select(['matter_id', 'user_id'])
      .where('id', '=', objectId)
      .executeTakeFirst();
    if (upload === undefined) return null;
    return upload.matter_id === null ? `user:${upload.user_id}` : `matter:${upload.matter_id}`;
  }
  if (objectType === 'timekeeper' || objectType === 'rate' || objectType === 'discount') {
    const master = await db
      .selectFrom(MASTERS[objectType])
      .select('matter_id')
      .where('id', '=', objectId)
      .executeTakeFirst();
    return master === undefined || master.matter_id === null ? null : `matter:${master.matter_id}`;
  }
  if (objectType === 'search' || objectType === 'verification') {
    const asked = await db
      .selectFrom(ASKED_BY[objectType])
      .select(['matter_id', 'user_id'])
      .where('id', '=', objectId)
      .executeTakeFirst();
    if (asked === undefined) return null;
    return asked.matter_id === null ? `user:${asked.user_id}` : `matter:${asked.matter_id}`;
  }
  const row = await db.selectFrom(HELD_IN[objectType]).select('scope_id').where('id', '=', objectId).executeTakeFirst();
  return row?.scope_id ?? null;
}
