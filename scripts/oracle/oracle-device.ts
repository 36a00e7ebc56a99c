import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { databasesInFolder } from '#electron/workspace/better-sqlite3-driver.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { type HttpAnswer, type HttpLine, httpConnection } from '#shared/workspace/sync/http-transport.ts';
import type { OraclePerson } from './oracle-firm.ts';

/** A laptop: the real workspace on real files, reaching whichever API process answers. */
export interface OracleDevice {
  readonly person: OraclePerson;
  readonly workspace: Workspace;
  /** The process ends and a new one opens the same files. */
  restart(): void;
  sync(): Promise<void>;
  close(): void;
}

export interface Traffic {
  pushes: number;
  mutations: number;
  lostReplies: number;
  repeated: number;
}

export interface OracleDeviceOptions {
  readonly folder: string;
  readonly person: OraclePerson;
  readonly origins: readonly string[];
  readonly traffic: Traffic;
  /** From 0 to below 1. */
  random(): number;
  /** False: the network does only what the killed servers do to it. */
  isNetworkBad(): boolean;
}

const BASE_URL = 'http://lait.firm.example';
const APP_VERSION = '0.2.0';

export async function oracleDevice(options: OracleDeviceOptions): Promise<OracleDevice> {
  const { folder, person, random } = options;
  mkdirSync(folder, { recursive: true });
  const line: HttpLine = {
    ask: (request) => askOver(options, request),
    stream: () => {
      throw new Error('Devices of the oracle look by themselves.');
    },
  };
  const connection = httpConnection({
    baseUrl: BASE_URL,
    line,
    accessToken: async (isRefused) => (isRefused ? null : person.token),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });
  const open = () =>
    openWorkspace({
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
        random,
        after(milliseconds, work) {
          const timer = setTimeout(work, milliseconds);
          timer.unref();
          return () => clearTimeout(timer);
        },
      },
    });
  let workspace = open();
  const { userId, displayName, role } = person;
  const signedIn = await workspace.command('signIn', { baseUrl: BASE_URL, userId, displayName, role });
  if (!signedIn.ok) throw new Error(signedIn.error.message);
  return {
    person,
    get workspace() {
      return workspace;
    },
    restart() {
      workspace.close();
      workspace = open();
    },
    async sync() {
      const done = await workspace.command('syncNow', {});
      if (!done.ok) throw new Error(done.error.message);
    },
    close: () => workspace.close(),
  };
}

/** One request to some API process; now and then the reply is lost on the way, or the request arrives twice. */
async function askOver(
  { origins, random, traffic, isNetworkBad }: OracleDeviceOptions,
  request: Parameters<HttpLine['ask']>[0],
): Promise<HttpAnswer> {
  const origin = origins[Math.floor(random() * origins.length)] ?? '';
  const url = request.url.replace(BASE_URL, origin);
  const send = () =>
    fetch(url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal: AbortSignal.timeout(request.deadlineMs),
    });
  const chance = isNetworkBad() ? random() : 1;
  if (chance < 0.03) {
    traffic.repeated += 1;
    const twice = await Promise.all([send(), send()]);
    await twice[0].text();
    return counted(twice[1]);
  }
  const answer = await send();
  if (chance < 0.06) {
    traffic.lostReplies += 1;
    await answer.text();
    throw new Error('The reply was lost.');
  }
  return counted(answer);

  function counted(response: Response): HttpAnswer {
    if (url.endsWith('/push') && response.ok && typeof request.body === 'string') {
      traffic.pushes += 1;
      traffic.mutations += (JSON.parse(request.body) as { mutations: unknown[] }).mutations.length;
    }
    return { status: response.status, header: (name) => response.headers.get(name), text: () => response.text() };
  }
}
