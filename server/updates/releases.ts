import { sql } from 'kysely';
import type { ReleaseView } from '#shared/api/updates.ts';
import { releaseDescriptor, type SignedRelease } from '#shared/updates/descriptor.ts';
import { readSignedRelease } from '#shared/updates/trusted-keys.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { isSigned } from './is-signed.ts';
import type { ReleaseRow } from './release-tables.ts';
import { trustedKeys } from './update-keys.ts';

const REFUSED = {
  unknown_key: 'No key of this firm signed this release. Nothing was kept.',
  forged: 'The signature does not belong to this descriptor. Nothing was kept.',
  unreadable: 'The descriptor is signed, but this server does not understand it. Update the server first.',
} as const;

/** Enters a release whose files are to come. @throws 400 for a bad signature, 409 for a version that is there */
export async function addRelease(
  batch: ChangeBatch,
  signed: SignedRelease,
  entry: { readonly id: string; readonly userId: string },
): Promise<void> {
  const { keys } = await trustedKeys({ database: batch.db });
  if (keys === null) {
    throw new HttpFailure('CONFLICT', 'Set the public keys of this firm first: without them no release is trusted.');
  }
  const reading = readSignedRelease(signed, keys, isSigned);
  if (!reading.ok) throw new HttpFailure('BAD_REQUEST', REFUSED[reading.reason]);
  const { version, minimumServer, files } = reading.descriptor;
  const added = await batch.db
    .insertInto('releases')
    .values({
      id: entry.id,
      version,
      minimum_server: minimumServer,
      descriptor: signed.descriptor,
      key_id: signed.keyId,
      signature: signed.signature,
      state: 'incomplete',
      ring: null,
      paused_at: null,
      pause_reason: null,
      added_by: entry.userId,
      added_at: batch.now,
    })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) {
    throw new HttpFailure('CONFLICT', 'This version is there already. A changed one needs a higher number.');
  }
  for (const { name, sha512, size } of files) {
    const file = await batch.db
      .insertInto('release_files')
      .values({ release_id: entry.id, name, sha512, byte_length: size, stored_at: null })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst();
    if (file === undefined) {
      throw new HttpFailure('CONFLICT', 'A file of this name belongs to another release. Name files by their version.');
    }
  }
  auditRelease(batch, 'release.add', entry.id, { version, files: files.length });
}

/** Notes that a file is there; with the last one the release is ready. */
export async function markStored(batch: ChangeBatch, releaseId: string, name: string): Promise<void> {
  await batch.db.selectFrom('releases').select('id').where('id', '=', releaseId).forUpdate().executeTakeFirst();
  await batch.db
    .updateTable('release_files')
    .set({ stored_at: batch.now })
    .where('release_id', '=', releaseId)
    .where('name', '=', name)
    .execute();
  await sql`UPDATE releases SET state = 'ready' WHERE id = ${releaseId} AND state = 'incomplete'
    AND NOT EXISTS (SELECT 1 FROM release_files WHERE release_id = ${releaseId} AND stored_at IS NULL)`.execute(
    batch.db,
  );
  auditRelease(batch, 'release.file', releaseId, { name });
}

/**
 * Changes what is published of a release.
 * @throws 404 for one that is not there, 409 for one that is incomplete or withdrawn
 */
export async function changeRelease(
  batch: ChangeBatch,
  releaseId: string,
  action: 'release.publish' | 'release.pause' | 'release.resume' | 'release.withdraw',
  change: Partial<Pick<ReleaseRow, 'ring' | 'percentage' | 'paused_at' | 'pause_reason' | 'state'>>,
): Promise<void> {
  const release = await batch.db
    .selectFrom('releases')
    .select(['state', 'version'])
    .where('id', '=', releaseId)
    .forUpdate()
    .executeTakeFirst();
  if (release === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such release.');
  if (release.state === 'incomplete' && action !== 'release.withdraw') {
    throw new HttpFailure('CONFLICT', 'Files of this release are still missing. Upload them first.');
  }
  if (release.state === 'withdrawn') {
    throw new HttpFailure('CONFLICT', 'This release was withdrawn. Publish a higher version instead.');
  }
  await batch.db.updateTable('releases').set(change).where('id', '=', releaseId).execute();
  const { ring = null, percentage = null, pause_reason: reason = null } = change;
  auditRelease(batch, action, releaseId, { version: release.version, ring, percentage, reason });
}

/** Newest first, with what became of each on the devices. */
export async function listReleases({ database }: Pick<ServerContext, 'database'>): Promise<ReleaseView[]> {
  const releases = await database
    .selectFrom('releases')
    .selectAll()
    .orderBy('added_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  const files = await database.selectFrom('release_files').selectAll().orderBy('name').execute();
  const reports = await database
    .selectFrom('update_reports')
    .select(({ fn }) => ['version', 'status', fn.countAll<number>().as('count')])
    .groupBy(['version', 'status'])
    .execute();
  return releases.map((row) => {
    const counted = (isWanted: (status: string) => boolean) =>
      reports
        .filter(({ version, status }) => version === row.version && isWanted(status))
        .reduce((total, { count }) => total + Number(count), 0);
    return {
      id: row.id,
      version: row.version,
      minimumServer: row.minimum_server,
      notes: releaseDescriptor.parse(JSON.parse(row.descriptor)).notes,
      keyId: row.key_id,
      state: row.state as ReleaseView['state'],
      ring: row.ring as ReleaseView['ring'],
      percentage: row.percentage,
      pausedAt: row.paused_at?.toISOString() ?? null,
      pauseReason: row.pause_reason,
      addedAt: row.added_at.toISOString(),
      files: files
        .filter(({ release_id }) => release_id === row.id)
        .map(({ name, byte_length, stored_at }) => ({ name, size: byte_length, isStored: stored_at !== null })),
      outcome: {
        downloaded: counted((status) => status === 'downloaded'),
        installed: counted((status) => status === 'installed'),
        failing: counted((status) => !['downloaded', 'installed'].includes(status)),
      },
    };
  });
}

export function auditRelease(
  batch: ChangeBatch,
  action: string,
  releaseId: string,
  detail: Readonly<Record<string, unknown>>,
): void {
  batch.audit({ action, objectType: 'release', objectId: releaseId, scopeId: null, outcome: 'done', detail });
}
