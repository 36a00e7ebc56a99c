import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnhealthy } from './health-gate.ts';
import { type BucketOf, isReached, offerFor, RINGS, type Rollout, type UpdatingDevice } from './rollout.ts';
import { compareVersions, isBelow } from './version.ts';

const bucketOf: BucketOf = (releaseId, deviceId) =>
  createHash('sha256').update(`${releaseId}\n${deviceId}`).digest().readUInt32BE(0) % 10_000;
const rollout = (more: Partial<Rollout> = {}): Rollout => ({
  releaseId: 'r1',
  version: '1.1.0',
  minimumServer: '1.0.0',
  ring: 'everyone',
  percentage: 100,
  isPaused: false,
  ...more,
});
const device = (more: Partial<UpdatingDevice> = {}): UpdatingDevice => ({
  deviceId: 'd1',
  ring: 'everyone',
  version: '1.0.0',
  ...more,
});
const SERVER = { version: '1.2.0', minimumClient: '0.1.0' };
const fleet = Array.from({ length: 200 }, (_, index) => device({ deviceId: `device ${index}` }));
const reached = (each: Rollout) => fleet.filter((one) => isReached(each, one, bucketOf)).length;

describe('a rollout', () => {
  it('reaches about its percentage of a circle, and never loses whom it reached when it is widened', () => {
    expect(reached(rollout({ percentage: 0 }))).toBe(0);
    expect(reached(rollout({ percentage: 20 }))).toBeGreaterThan(20);
    expect(reached(rollout({ percentage: 20 }))).toBeLessThan(60);
    expect(reached(rollout({ percentage: 100 }))).toBe(200);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.uuid(), (a, b, deviceId) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const one = device({ deviceId });
        return (
          !isReached(rollout({ percentage: less }), one, bucketOf) ||
          isReached(rollout({ percentage: more }), one, bucketOf)
        );
      }),
    );
  });

  it('of a larger circle reaches the smaller ones whole, of a smaller one nobody outside', () => {
    for (const [at, ring] of RINGS.entries()) {
      for (const [of, to] of RINGS.entries()) {
        const one = rollout({ ring: to, percentage: 0 });
        expect([ring, to, isReached(one, device({ ring }), bucketOf)]).toEqual([ring, to, at < of]);
      }
    }
  });

  it('that is paused, or whose percentage is no number, lets nobody in', () => {
    expect(reached(rollout({ isPaused: true }))).toBe(0);
    expect(reached(rollout({ percentage: Number.NaN }))).toBe(0);
  });
});

describe('what a device is offered', () => {
  it('is the newest that reached it, above its own, that works with this server', () => {
    const rollouts = [
      rollout(),
      rollout({ releaseId: 'r2', version: '1.10.0', ring: 'pilot' }),
      rollout({ releaseId: 'r3', version: '2.0.0', minimumServer: '1.3.0' }),
    ];
    const offered = (one: UpdatingDevice) => offerFor(one, rollouts, SERVER, bucketOf)?.version ?? null;
    expect(offered(device())).toBe('1.1.0');
    expect(offered(device({ ring: 'pilot' }))).toBe('1.10.0');
    expect(offered(device({ version: '1.1.0' }))).toBeNull();
    expect(offered(device({ version: '1.9.0', ring: 'it' }))).toBe('1.10.0');
  });

  it('below the minimum is the newest published one, whatever ring and bucket, but no paused one', () => {
    const server = { ...SERVER, minimumClient: '1.1.0' };
    const rollouts = [rollout({ percentage: 0 }), rollout({ releaseId: 'r2', version: '1.2.0', isPaused: true })];
    expect(offerFor(device(), rollouts, server, bucketOf)?.version).toBe('1.1.0');
    expect(offerFor(device({ version: '1.1.0' }), rollouts, server, bucketOf)).toBeNull();
  });
});

it('versions are compared by number, and what is none is below every one', () => {
  expect(isBelow('1.9.0', '1.10.0')).toBe(true);
  expect(isBelow('1.10.0', '1.10.0')).toBe(false);
  expect(isBelow('nonsense', '0.0.1')).toBe(true);
  const version = fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999));
  fc.assert(
    fc.property(version, version, (a, b) => {
      const order = Math.sign(compareVersions(a.join('.'), b.join('.')));
      expect(order).toBe(-Math.sign(compareVersions(b.join('.'), a.join('.'))) + 0);
    }),
  );
});

it('a rollout pauses by itself at three failing devices and more than one in twenty', () => {
  expect(isUnhealthy({ reached: 2, failing: 2 })).toBe(false);
  expect(isUnhealthy({ reached: 3, failing: 3 })).toBe(true);
  expect(isUnhealthy({ reached: 60, failing: 3 })).toBe(false);
  expect(isUnhealthy({ reached: 59, failing: 3 })).toBe(true);
  expect(isUnhealthy({ reached: 0, failing: 0 })).toBe(false);
});
