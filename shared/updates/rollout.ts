import { compareVersions, isBelow } from './version.ts';

/** From the smallest circle to the largest; a release published to one reaches the smaller ones too. */
export const RINGS = ['it', 'pilot', 'everyone'] as const;
export type Ring = (typeof RINGS)[number];

export interface Rollout {
  readonly releaseId: string;
  readonly version: string;
  readonly minimumServer: string;
  /** The largest circle it is published to. */
  readonly ring: Ring;
  /** Of that circle, 0 to 100; the smaller circles have it whole. */
  readonly percentage: number;
  readonly isPaused: boolean;
}

export interface UpdatingDevice {
  readonly deviceId: string;
  readonly ring: Ring;
  /** What runs on it now. */
  readonly version: string;
}

/** `bucketOf(releaseId, deviceId)`: from 0 to 9,999, evenly, the same each time (SHA-256 at the edge). */
export type BucketOf = (releaseId: string, deviceId: string) => number;

/**
 * Whether a rollout has reached a device. A wider percentage keeps everybody whom a narrower one had: the
 * bucket does not depend on it. A percentage that is no number lets nobody in.
 */
export function isReached(rollout: Rollout, device: Pick<UpdatingDevice, 'deviceId' | 'ring'>, bucketOf: BucketOf) {
  if (rollout.isPaused) return false;
  const [ofDevice, ofRollout] = [RINGS.indexOf(device.ring), RINGS.indexOf(rollout.ring)];
  if (ofDevice === -1 || ofDevice > ofRollout) return false;
  if (ofDevice < ofRollout) return true;
  return bucketOf(rollout.releaseId, device.deviceId) < rollout.percentage * 100;
}

/**
 * What a device is offered: the newest version that has reached it, is above its own and works with this server.
 * A device below the minimum is offered the newest published and unpaused one, whatever its ring and bucket: it
 * may no longer work as it is. @returns null where it has all it should have
 */
export function offerFor(
  device: UpdatingDevice,
  rollouts: readonly Rollout[],
  server: { readonly version: string; readonly minimumClient: string },
  bucketOf: BucketOf,
): Rollout | null {
  const isTooOld = isBelow(device.version, server.minimumClient);
  const offers = rollouts.filter(
    (rollout) =>
      !rollout.isPaused &&
      compareVersions(rollout.version, device.version) > 0 &&
      !isBelow(server.version, rollout.minimumServer) &&
      (isTooOld || isReached(rollout, device, bucketOf)),
  );
  return offers.reduce<Rollout | null>(
    (best, each) => (best === null || compareVersions(each.version, best.version) > 0 ? each : best),
    null,
  );
}
