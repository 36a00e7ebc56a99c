import { createHash } from 'node:crypto';
import { type BucketOf, offerFor, type Ring } from '#shared/updates/rollout.ts';
import type { ServerContext } from '../context.ts';
import { SERVER_VERSION } from '../ops/server-version.ts';
import type { AskingDevice } from './device-tokens.ts';
import { minimumClientOf } from './minimum-client.ts';
import type { ReleaseRow } from './release-tables.ts';

/** Even, and the same for a device and release each time. */
const bucketOf: BucketOf = (releaseId, deviceId) =>
  createHash('sha256').update(`${releaseId}\n${deviceId}`).digest().readUInt32BE(0) % 10_000;

export interface Offer {
  readonly release: ReleaseRow | null;
  readonly minimumClient: string;
}

/** What a device is to have, by what is published at this moment. */
export async function offerTo(context: ServerContext, device: AskingDevice, version: string): Promise<Offer> {
  const minimumClient = await minimumClientOf(context);
  const rows = await context.database
    .selectFrom('releases')
    .selectAll()
    .where('state', '=', 'ready')
    .where('ring', 'is not', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  const rollouts = rows.map((row) => ({
    releaseId: row.id,
    version: row.version,
    minimumServer: row.minimum_server,
    ring: row.ring as Ring,
    percentage: row.percentage,
    isPaused: row.paused_at !== null,
  }));
  const offer = offerFor({ ...device, version }, rollouts, { version: SERVER_VERSION, minimumClient }, bucketOf);
  return { release: rows.find(({ id }) => id === offer?.releaseId) ?? null, minimumClient };
}
