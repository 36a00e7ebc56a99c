import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Database } from '../db/database.ts';

/** An upload that is not read after this long has met a difficulty. */
const PATIENCE_MS = 2 * 60_000;

/** Files that were sent and could not be read, or are not read after a while or at the second attempt. */
export function isStuck(eb: ExpressionBuilder<Database, 'uploads'>, nowMs: number): Expression<SqlBool> {
  return eb.or([
    eb('uploads.state', '=', 'needs_attention'),
    eb.and([
      eb('uploads.state', '=', 'received'),
      eb.or([eb('uploads.attempts', '>', 1), eb('uploads.received_at', '<', new Date(nowMs - PATIENCE_MS))]),
    ]),
  ]);
}
