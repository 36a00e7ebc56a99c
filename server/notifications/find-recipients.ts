import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.ts';
import type { EventType } from '../sync/change-batch.ts';
import type { ToldEvent } from './group-events.ts';

/** Of the people who may see the matter, who is told. */
interface Audience {
  /** Whoever sent the file. */
  readonly sender: 'too' | 'not';
  /** Approvers, even where others look after the matter. */
  readonly approvers: boolean;
}

/**
 * Who is told of what happened in a matter: its people, that is whoever has a grant for that very matter and, where
 * nobody else has, the approvers and administrators who may see it; whom an invoice is assigned to always. A grant for
 * all matters alone makes nobody responsible for one.
 */
const AUDIENCES: Readonly<Record<EventType, Audience>> = {
  'invoice.uploaded': { sender: 'not', approvers: false },
  'invoice.processed': { sender: 'too', approvers: false },
  'invoice.flagged': { sender: 'too', approvers: true },
  'legal.search_complete': { sender: 'too', approvers: false },
  'legal.verification_complete': { sender: 'too', approvers: false },
  // Never of a matter: administrators alone.
  'system.startup': { sender: 'too', approvers: false },
  'system.shutdown': { sender: 'too', approvers: false },
  'system.error': { sender: 'too', approvers: false },
};

export interface Recipient {
  readonly event: ToldEvent;
  readonly userId: string;
}

const MATTER = 'matter:';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Active people to be told, as access stands in this transaction (`holdAccess` before, row security aside): nobody
 * behind a wall, nobody without access. Events without a scope go to administrators, those of a person's own scope
 * to that person, those of the whole firm into nobody's inbox.
 * @param actorId who caused the events; null for the server itself
 * @returns in the order of the events
 */
export async function findRecipients(
  db: Transaction<Database>,
  told: readonly ToldEvent[],
  actorId: string | null,
): Promise<readonly Recipient[]> {
  const events = told.map(({ type, scopeId, firstSubjectId }, place) => ({
    place,
    scope_id: scopeId,
    matter_id: scopeId?.startsWith(MATTER) === true ? scopeId.slice(MATTER.length) : null,
    subject_id: firstSubjectId !== null && UUID.test(firstSubjectId) ? firstSubjectId : null,
    tells_sender: AUDIENCES[type].sender === 'too',
    tells_approvers: AUDIENCES[type].approvers,
  }));
  const { rows } = await sql<{ place: number; user_id: string }>`
    WITH told AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        AS e (place integer, scope_id text, matter_id uuid, subject_id uuid, tells_sender boolean, tells_approvers boolean)
    ), known AS (
      -- The subject is an invoice, or the upload of a file that is none.
      SELECT told.*, i.assigned_to, coalesce(u.user_id, s.user_id, v.user_id, ${actorId}::uuid) AS sender_id
      FROM told
      LEFT JOIN invoices i ON i.id = told.subject_id
      LEFT JOIN uploads u ON u.id = coalesce(i.upload_id, told.subject_id)
      -- Or a search or a check, whose answer comes from the server itself.
      LEFT JOIN legal_searches s ON s.id = told.subject_id
      LEFT JOIN attorney_verifications v ON v.id = told.subject_id
    ), seeing AS (
      SELECT k.*, p.id AS user_id, p.role, p.id IS NOT DISTINCT FROM k.sender_id AS is_sender,
        EXISTS (
          SELECT 1 FROM grants g
          -- As the index has it.
          WHERE g.user_id = p.id
            AND coalesce(g.matter_id, '00000000-0000-0000-0000-000000000000') = k.matter_id) AS is_named
      FROM known k
      JOIN scope_access a ON a.scope_id = k.scope_id AND a.revoked_at IS NULL
      JOIN users p ON p.id = a.user_id AND p.state = 'active'
      WHERE k.scope_id <> 'firm'
    ), people AS (
      SELECT s.*, bool_or(s.is_named AND NOT s.is_sender) OVER (PARTITION BY s.place) AS is_looked_after
      FROM seeing s
    )
    SELECT place, user_id FROM people
    WHERE scope_id LIKE 'user:%'
      OR CASE WHEN is_sender THEN tells_sender ELSE
        is_named
        OR user_id IS NOT DISTINCT FROM assigned_to
        OR (role = 'approver' AND tells_approvers)
        OR (role IN ('approver', 'administrator') AND NOT is_looked_after) END
    UNION ALL
    SELECT told.place, p.id FROM told
    -- As lait_is_administrator().
    JOIN users p ON p.role = 'administrator' AND p.state = 'active' AND (p.totp_confirmed_at IS NOT NULL OR p.is_demo)
    WHERE told.scope_id IS NULL
    ORDER BY place, user_id`.execute(db);
  return rows.flatMap(({ place, user_id }) => {
    const event = told[place];
    return event === undefined ? [] : [{ event, userId: user_id }];
  });
}
