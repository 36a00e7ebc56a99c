import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { databasesInFolder } from '#electron/workspace/better-sqlite3-driver.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { httpConnection } from '#shared/workspace/sync/http-transport.ts';
import type { SimRandom } from '../sim/sim-random.ts';
import type { OracleCounts } from './oracle-counts.ts';
import type { OraclePerson } from './oracle-firm.ts';
import { oracleLine } from './oracle-line.ts';

/** A laptop: the real workspace on real files, reaching whichever API process answers. */
export interface OracleDevice {
  readonly person: OraclePerson;
  readonly folder: string;
  readonly workspace: Workspace;
  /** Invoices its person brought in themselves, which stay theirs until the server has them. */
  readonly imported: Set<string>;
  /** The process ends and a new one opens the same files; now and then an older copy of them. */
  restart(): void;
  /** @returns what the person is told of it */
  sync(): Promise<string>;
  close(): void;
}

export interface OracleDeviceOptions {
  readonly folder: string;
  readonly person: OraclePerson;
  readonly origins: readonly string[];
  readonly counts: OracleCounts;
  readonly random: SimRandom;
  /** False: the network does only what the killed servers do to it. */
  isNetworkBad(): boolean;
}

const BASE_URL = 'http://lait.firm.example';
const APP_VERSION = '0.2.0';

export async function oracleDevice(options: OracleDeviceOptions): Promise<OracleDevice> {
  const { folder, person, random, counts } = options;
  const copy = `${folder}-copy`;
  let hasCopy = false;
  mkdirSync(folder, { recursive: true });
  const connection = httpConnection({
    baseUrl: BASE_URL,
    line: oracleLine({ ...options, baseUrl: BASE_URL }),
    accessToken: async (isRefused) => (isRefused ? null : person.token),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });
  let workspace = open();
  const { userId, displayName, role } = person;
  const signedIn = await workspace.command('signIn', { baseUrl: BASE_URL, userId, displayName, role });
  if (!signedIn.ok) throw new Error(signedIn.error.message);
  return {
    person,
    folder,
    imported: new Set(),
    get workspace() {
      return workspace;
    },
    restart() {
      workspace.close();
      counts.perFault.deviceRestart += 1;
      if (random.chance(0.2)) takeCopy();
      else if (hasCopy && random.chance(0.25)) goBack();
      workspace = open();
    },
    async sync() {
      const done = await workspace.command('syncNow', {});
      if (!done.ok) throw new Error(done.error.message);
      return done.value.message;
    },
    close: () => workspace.close(),
  };

  function open(): Workspace {
    return openWorkspace({
      ...databasesInFolder(folder),
      clock: { nowMs: () => Date.now() },
      randomBytes: (count) => new Uint8Array(randomBytes(count)),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      maximumFileBytes: 1_000_000,
      storage: 'durable',
      isEncrypted: false,
      network: {
        appVersion: APP_VERSION,
        connect: () => ({ transport: connection.transport }),
        monotonicMs: () => performance.now(),
        random: random.next,
        after(milliseconds, work) {
          const timer = setTimeout(work, milliseconds);
          timer.unref();
          return () => clearTimeout(timer);
        },
      },
    });
  }

  function takeCopy(): void {
    rmSync(copy, { recursive: true, force: true });
    cpSync(folder, copy, { recursive: true });
    hasCopy = true;
  }

  function goBack(): void {
    rmSync(folder, { recursive: true, force: true });
    cpSync(copy, folder, { recursive: true });
    counts.perFault.diskRestored += 1;
  }
}
