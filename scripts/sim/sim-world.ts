import { type ModelServer, type ModelUser, modelServer } from '#shared/sync/simulation/model-server.ts';
import { run, signIn } from './sim-act.ts';
import { type SimDevice, simDevice } from './sim-device.ts';
import { MATTERS, readSimFile, scopeOfInvoice, simFile } from './sim-files.ts';

/** The first broken promise of a run, and the step that broke it. */
export interface Violation {
  readonly invariant: string;
  readonly message: string;
  readonly step: number;
}

export interface SimWorld {
  readonly server: ModelServer;
  readonly devices: readonly SimDevice[];
  step: number;
  violation: Violation | null;
  readonly perFault: Record<string, number>;
  /** Ways back to earlier moments of the server, newest last. */
  readonly backups: (() => void)[];
  pass(milliseconds: number): void;
  nowMs(): number;
  violate(invariant: string, message: string): void;
  countFault(name: string): void;
}

export const USERS: readonly ModelUser[] = [
  { userId: '00000000-0000-7000-8000-0000000000a1', role: 'reviewer', displayName: 'Ada' },
  { userId: '00000000-0000-7000-8000-0000000000b1', role: 'approver', displayName: 'Ben' },
];

/** Whose the devices are: Ada has two laptops, Ben one. */
const OWNERS = [0, 1, 0] as const;
export const DEVICE_COUNT = OWNERS.length;
export const USER_COUNT = USERS.length;

const LEASE_MS = 7 * 86_400_000;
export const SCOPES = Object.values(MATTERS);

/** A firm of two people on two matters with four bills on the server; the third device has not signed in yet. */
export async function simWorld(seed: number): Promise<SimWorld> {
  let now = Date.UTC(2026, 3, 10, 9);
  let ids = 0;
  const server = modelServer({
    users: USERS,
    newId() {
      ids += 1;
      return `00000000-0000-7000-9000-${ids.toString(16).padStart(12, '0')}`;
    },
    nowMs: () => now,
    leaseMs: LEASE_MS,
    readFile: readSimFile,
    scopeOfInvoice,
  });
  const world: SimWorld = {
    server,
    devices: OWNERS.map((owner, index) => deviceOf(index, USERS[owner])),
    step: 0,
    violation: null,
    perFault: {},
    backups: [],
    pass(milliseconds) {
      now += milliseconds;
    },
    nowMs: () => now,
    violate(invariant, message) {
      world.violation ??= { invariant, message, step: world.step };
    },
    countFault(name) {
      world.perFault[name] = (world.perFault[name] ?? 0) + 1;
    },
  };
  for (const { userId } of USERS) for (const scopeId of SCOPES) server.lowerWall(userId, scopeId);
  for (let number = 1; number <= 4; number += 1) {
    const { bytes, name } = simFile(number);
    server.upload({ deviceId: '', userId: USERS[0]?.userId ?? '' }, bytes, name, `first ${number}`);
  }
  world.backups.push(server.backUp());
  for (const device of world.devices) {
    device.start();
    if (device.index === 2) continue;
    await signIn(device);
    await run(device, 'syncNow', {});
  }
  return world;

  function deviceOf(index: number, user: ModelUser | undefined): SimDevice {
    if (user === undefined) throw new Error('A device has no owner.');
    return simDevice({
      index,
      seed,
      user,
      server,
      nowMs: () => now,
      onFault: (fault) => world.countFault(fault),
      onViolation: (invariant, message) => world.violate(invariant, message),
    });
  }
}
