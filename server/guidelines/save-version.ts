import { sql } from 'kysely';
import type { Guideline } from '#shared/rules/guideline.ts';
import { readGuideline } from '#shared/rules/read-guideline.ts';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { latestGuideline } from './held-guidelines.ts';

/** "guid" for advisory locks: two versions of one name are saved one after the other. */
const GUIDELINE_LOCK = 0x67756964;

/**
 * Keeps a new version of a guideline, read with the same reader as a laptop's. Earlier versions stay: findings
 * and decisions name the one they rest on.
 * @throws BAD_REQUEST with every problem and its place; CONFLICT where the version is not higher than the latest
 */
export async function saveVersion(
  context: ServerContext,
  actor: PersonActor,
  text: string,
): Promise<{ readonly name: string; readonly version: number }> {
  const guideline = readToSave(text);
  await withChanges(context, actor, (batch) => saveVersionIn(batch, actor, guideline));
  return { name: guideline.name, version: guideline.version };
}

/** @throws BAD_REQUEST with every problem and its place */
export function readToSave(text: string): Guideline {
  const read = readGuideline(text);
  if (read.kind === 'invalid') {
    const [first] = read.problems;
    const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : '';
    const what = first === undefined ? '' : ` ${first.path === '' ? '' : `${first.path}: `}${first.message}${more}`;
    throw new HttpFailure('BAD_REQUEST', `This guideline cannot be used as it is; nothing was saved.${what}`, {
      details: { problems: read.problems },
    });
  }
  return read.guideline;
}

/** The same, as a part of something larger. */
export async function saveVersionIn(batch: ChangeBatch, actor: PersonActor, guideline: Guideline): Promise<void> {
  const { name, version } = guideline;
  await sql`SELECT pg_advisory_xact_lock(${GUIDELINE_LOCK}, hashtext(${name}))`.execute(batch.db);
  const latest = await latestGuideline(batch.db, name);
  if (latest !== null && latest.version >= version) throw notHigher(name, latest.version);
  const { numInsertedOrUpdatedRows } = await batch.db
    .insertInto('guidelines')
    .values({
      name,
      version,
      body: JSON.stringify(guideline),
      saved_by: actor.userId,
      saved_at: batch.now,
      scope_id: 'firm',
      updated_seq: null,
      deleted_at: null,
    })
    // A laptop may save the same version at the same moment; it does not wait for our lock.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw notHigher(name, version);
  const rowId = `${name}:${version}`;
  batch.change({ scopeId: 'firm', table: 'guideline', rowId, op: 'put', rowVersion: 1, previousVersion: 0 });
  batch.audit({
    action: 'guideline.save',
    objectType: 'guideline',
    objectId: rowId,
    scopeId: null,
    outcome: 'done',
    detail: { previousVersion: latest?.version ?? null },
  });
}

function notHigher(name: string, held: number): HttpFailure {
  const message = `Guideline ${name} is held in version ${held}. Give the new one a higher version; nothing was saved.`;
  return new HttpFailure('CONFLICT', message);
}
