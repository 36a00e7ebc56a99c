import { sql } from 'kysely';
import type { PersonActor } from '../access/actor.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import { matterScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { ChainedEntry } from './audit-chain.ts';
import { entryOf } from './read-log.ts';

export interface LogFilter {
  /** What this person did, and what was done about them. */
  readonly userId?: string | undefined;
  readonly matterId?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
}

export interface LogPosition {
  readonly order: 'asc' | 'desc';
  /** Beyond this entry, in the order of reading. */
  readonly beyond?: number | undefined;
  readonly limit: number;
}

export interface NamedEntry {
  readonly entry: ChainedEntry;
  readonly actorName: string | null;
}

/** Entries that fit, but for those about matters that a wall hides from the reader. */
export function queryAuditLog(
  context: ServerContext,
  reader: PersonActor,
  filter: LogFilter,
  position: LogPosition,
): Promise<NamedEntry[]> {
  return readAs(context, reader, (db) => select(db, reader, filter, position));
}

async function select(
  db: ReadTransaction,
  reader: PersonActor,
  { userId, matterId, action, outcome }: LogFilter,
  { order, beyond, limit }: LogPosition,
): Promise<NamedEntry[]> {
  const rows = await db
    .selectFrom('audit_log')
    .leftJoin('users', 'users.id', 'audit_log.actor_id')
    .selectAll('audit_log')
    .select('users.display_name')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('walls')
            .select('walls.id')
            .where('walls.user_id', '=', reader.userId)
            .where('walls.lifted_at', 'is', null)
            .where(sql<boolean>`audit_log.scope_id = 'matter:' || walls.matter_id`),
        ),
      ),
    )
    .$if(userId !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('audit_log.actor_id', '=', userId ?? ''),
          eb.and([eb('audit_log.object_type', '=', 'user'), eb('audit_log.object_id', '=', userId ?? '')]),
          // Grants, walls, devices and sessions name whom they concern.
          sql<boolean>`audit_log.detail ->> 'userId' = ${userId}`,
        ]),
      ),
    )
    .$if(matterId !== undefined, (query) => query.where('audit_log.scope_id', '=', matterScope(matterId ?? '')))
    .$if(action !== undefined, (query) => query.where('audit_log.action', '=', action ?? ''))
    .$if(outcome !== undefined, (query) => query.where('audit_log.outcome', '=', outcome ?? ''))
    .$if(beyond !== undefined, (query) => query.where('audit_log.seq', order === 'asc' ? '>' : '<', beyond ?? 0))
    .orderBy('audit_log.seq', order)
    .limit(limit)
    .execute();
  return rows.map((row) => ({ entry: entryOf(row), actorName: row.display_name }));
}
