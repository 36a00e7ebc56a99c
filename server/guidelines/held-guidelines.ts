import { type Kysely, type RawBuilder, sql } from 'kysely';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { Database } from '../db/database.ts';

/** What holds where neither matter nor client has a guideline of its own. */
export const STANDARD = 'standard';

/** The highest version under a name, saved or built in; a saved one beats a built-in of the same number. Null: none. */
export async function latestGuideline(db: Kysely<Database>, name: string): Promise<Guideline | null> {
  const saved = await db
    .selectFrom('guidelines')
    .select('body')
    .where('name', '=', name)
    .where('deleted_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Sound: read by the shared reader, or checked by `guidelineShape`, when it was saved.
  return higher(saved === undefined ? null : (saved.body as Guideline), builtIn(name));
}

/**
 * One version. A built-in one of another release of LAIT is stood in for by the one of this release.
 * @returns null where nothing is held under the name
 */
export async function guidelineHeld(db: Kysely<Database>, name: string, version: number): Promise<Guideline | null> {
  const saved = await db
    .selectFrom('guidelines')
    .select('body')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return saved === undefined ? builtIn(name) : (saved.body as Guideline);
}

/** What an invoice is checked by: the latest version of the name assigned, `standard` where there is none or it is not held. */
export async function guidelineToUse(db: Kysely<Database>, assigned: string | null): Promise<Guideline> {
  const guideline =
    (assigned === null ? null : await latestGuideline(db, assigned)) ?? (await latestGuideline(db, STANDARD));
  if (guideline === null) throw new Error('The standard guideline is missing.');
  return guideline;
}

/** In SQL: the name assigned to a matter, else to its client, else `standard`. */
export function nameAssigned(matterId: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`coalesce((
    SELECT coalesce(m.guideline_name, c.guideline_name) FROM matters m JOIN clients c ON c.id = m.client_id
    WHERE m.id = ${matterId}), ${STANDARD})`;
}

function builtIn(name: string): Guideline | null {
  return builtInGuidelines.find((each) => each.name === name) ?? null;
}

function higher(saved: Guideline | null, shipped: Guideline | null): Guideline | null {
  if (saved === null || shipped === null) return saved ?? shipped;
  return saved.version >= shipped.version ? saved : shipped;
}
