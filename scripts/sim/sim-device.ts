import type { ModelServer, ModelUser } from '#shared/sync/simulation/model-server.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import type { FaultKind } from './sim-commands.ts';
import { type SimDisk, simDisk } from './sim-disk.ts';
import { type SimNetwork, simNetwork } from './sim-network.ts';
import { simRandom } from './sim-random.ts';

/** One laptop: a disk that stays, a process that comes and goes, a clock of its own, a way to the server. */
export interface SimDevice {
  readonly index: number;
  readonly user: ModelUser;
  readonly disk: SimDisk;
  readonly network: SimNetwork;
  /** `null` while the process is down. */
  workspace: Workspace | null;
  /** How far its wall clock is off the true time. */
  wallOffsetMs: number;
  /** How long it slept: its monotonic clock stood still. */
  sleptMs: number;
  appVersion: string;
  /** How far off its wall clock was when it last reached the server. */
  offsetAtContact: number;
  /** Every action that was ever on its disk, by mutation id. */
  readonly ledger: Map<string, { readonly clientSeq: number; readonly name: string }>;
  /** Highest cursor sent, by scope and epoch, since its copy was begun or reset. */
  readonly cursors: Map<string, number>;
  /** Matters it has been shown, and bills it has read itself. */
  readonly seenScopes: Set<string>;
  readonly imported: Set<number>;
  /** Starts the process. @returns why it did not start; `null` when it did */
  start(): string | null;
  stop(): void;
}

export interface DeviceOptions {
  readonly index: number;
  readonly seed: number;
  readonly user: ModelUser;
  readonly server: ModelServer;
  nowMs(): number;
  onFault(fault: FaultKind): void;
  onViolation(invariant: string, message: string): void;
}

export const BASE_URL = 'https://lait.firm.example';

export function simDevice(options: DeviceOptions): SimDevice {
  const { index, user, server, nowMs } = options;
  const random = simRandom(options.seed * 31 + index);
  const disk = simDisk(
    () => device.cursors.clear(),
    (fault) => options.onFault(fault === 'full' ? 'diskFull' : fault === 'busy' ? 'diskBusy' : 'crash'),
  );
  const network = simNetwork(
    server,
    () => ({ deviceId: '', userId: user.userId }),
    options.onFault,
    (kind, scopes) => {
      device.offsetAtContact = Math.max(device.offsetAtContact, device.wallOffsetMs);
      if (kind === 'reset') device.cursors.clear();
      for (const { scopeId, epoch, cursor } of scopes) {
        device.seenScopes.add(scopeId);
        const key = `${scopeId} ${epoch}`;
        const known = device.cursors.get(key) ?? 0;
        if (cursor < known) {
          options.onViolation('I6', `The cursor of ${scopeId} went back from ${known} to ${cursor}.`);
        }
        device.cursors.set(key, Math.max(known, cursor));
      }
    },
  );
  const device: SimDevice = {
    index,
    user,
    disk,
    network,
    workspace: null,
    wallOffsetMs: 0,
    sleptMs: 0,
    appVersion: '0.2.0',
    offsetAtContact: 0,
    ledger: new Map(),
    cursors: new Map(),
    seenScopes: new Set(),
    imported: new Set(),
    start() {
      try {
        device.workspace = openWorkspace({
          openDatabase: disk.openDatabase,
          deleteDatabase: disk.deleteDatabase,
          clock: { nowMs: () => nowMs() + device.wallOffsetMs },
          randomBytes: random.bytes,
          pause: async () => {},
          maximumFileBytes: 1_000_000,
          storage: 'durable',
          isEncrypted: true,
          network: {
            appVersion: device.appVersion,
            connect: () => ({ transport: network.transport }),
            monotonicMs: () => nowMs() - device.sleptMs,
            random: random.next,
            after: () => () => {},
          },
        });
        return null;
      } catch (error) {
        device.workspace = null;
        return error instanceof Error ? error.message : String(error);
      }
    },
    stop() {
      try {
        device.workspace?.close();
      } catch {
        // A disk that refuses the last write makes it an end like that of a crash.
        disk.reboot();
      }
      device.workspace = null;
    },
  };
  return device;
}
