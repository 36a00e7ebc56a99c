import { type Kysely, sql } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { Database } from '../db/database.ts';

/** One person and one matter, as somebody who reviews access must judge them. */
export interface ReviewedAccess {
  readonly matterId: string;
  readonly clientNumber: string;
  readonly matterNumber: string;
  readonly matterName: string;
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly state: string;
  /** `walled`: kept out, whatever grants say. */
  readonly access: 'may_see' | 'walled';
  /** By a grant of this matter, of every matter, or both; for a wall its reason. */
  readonly because: string;
  readonly since: string;
  /** Who gave the grant or raised the wall; null where it was not a person, or it is a grant of every matter too. */
  readonly by: string | null;
  /** When they last did something in it, by the audit log. */
  readonly lastActedAt: string | null;
}

interface Row {
  readonly matter_id: string;
  readonly client_number: string;
  readonly matter_number: string;
  readonly matter_name: string;
  readonly user_id: string;
  readonly display_name: string;
  readonly role: string;
  readonly state: string;
  readonly access: 'may_see' | 'walled';
  readonly because: string;
  readonly since: Date;
  readonly by_name: string | null;
  readonly last_acted_at: Date | null;
}

/**
 * Who may see a matter, and who is walled off from it, with why, since when, by whom, and when they last did something
 * there: what a quarterly review of access is made from. Reads past the walls, for whoever keeps the database.
 * @param matterId null for every matter
 */
export async function accessReview(
  database: Kysely<Database>,
  { matterId }: { readonly matterId: string | null },
): Promise<readonly ReviewedAccess[]> {
  const { rows } = await readAs({ database }, SYSTEM, (db) =>
    sql<Row>`
    WITH wanted AS (
      SELECT m.id, m.number, m.name, m.scope_id, c.number AS client_number
      FROM matters m JOIN clients c ON c.id = m.client_id
      WHERE m.deleted_at IS NULL AND (${matterId}::uuid IS NULL OR m.id = ${matterId}::uuid)
    ), acted AS (
      SELECT scope_id, actor_id, max(at) AS at FROM audit_log
      WHERE scope_id IN (SELECT scope_id FROM wanted) AND outcome = 'done' GROUP BY scope_id, actor_id
    ), judged AS (
      SELECT w.id AS matter_id, a.user_id, 'may_see' AS access, a.granted_at AS since,
        concat_ws(' and ',
          CASE WHEN own.id IS NOT NULL THEN 'grant of this matter' END,
          CASE WHEN every.id IS NOT NULL THEN 'grant of every matter' END) AS because,
        coalesce(own.granted_by, every.granted_by) AS by_user
      FROM wanted w
      JOIN scope_access a ON a.scope_id = w.scope_id AND a.revoked_at IS NULL
      LEFT JOIN grants own ON own.user_id = a.user_id AND own.matter_id = w.id
      LEFT JOIN grants every ON every.user_id = a.user_id AND every.matter_id IS NULL
      UNION ALL
      SELECT w.id, l.user_id, 'walled', l.raised_at, l.reason, l.raised_by
      FROM wanted w JOIN walls l ON l.matter_id = w.id AND l.lifted_at IS NULL
    )
    SELECT j.matter_id, w.client_number, w.number AS matter_number, w.name AS matter_name, j.user_id, u.display_name,
      u.role, u.state, j.access, j.because, j.since, giver.display_name AS by_name, acted.at AS last_acted_at
    FROM judged j
    JOIN wanted w ON w.id = j.matter_id
    JOIN users u ON u.id = j.user_id
    LEFT JOIN users giver ON giver.id = j.by_user
    LEFT JOIN acted ON acted.scope_id = w.scope_id AND acted.actor_id = j.user_id
    ORDER BY w.client_number, w.number, j.access, u.display_name, u.id`.execute(db),
  );
  return rows.map((row) => ({
    matterId: row.matter_id,
    clientNumber: row.client_number,
    matterNumber: row.matter_number,
    matterName: row.matter_name,
    userId: row.user_id,
    name: row.display_name,
    role: row.role,
    state: row.state,
    access: row.access,
    because: row.because,
    since: row.since.toISOString(),
    by: row.by_name,
    lastActedAt: row.last_acted_at?.toISOString() ?? null,
  }));
}

/** Matters of this number, or the one of this id. */
export function mattersNamed(
  database: Kysely<Database>,
  text: string,
): Promise<readonly { readonly id: string; readonly number: string; readonly client_number: string }[]> {
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  return readAs({ database }, SYSTEM, (db) =>
    db
      .selectFrom('matters')
      .innerJoin('clients', 'clients.id', 'matters.client_id')
      .select(['matters.id', 'matters.number', 'clients.number as client_number'])
      .$if(isId, (query) => query.where('matters.id', '=', text))
      .$if(!isId, (query) => query.where('matters.number', '=', text))
      .orderBy('clients.number')
      .execute(),
  );
}
