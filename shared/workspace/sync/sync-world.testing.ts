import { randomUUID } from 'node:crypto';
import type { SyncStatus } from '#shared/api/sync-status.ts';
import { readInvoiceFileInSteps } from '#shared/formats/read-file.ts';
import { type ModelServer, type ModelUser, modelServer } from '#shared/sync/simulation/model-server.ts';
import { openWorkspace, type Workspace } from '../open-workspace.ts';
import { answerOf, temporaryFolder, testEnvironment } from '../workspace.testing.ts';
import type { WorkspaceEnvironment } from '../workspace-environment.ts';
import type { Sent, SyncTransport, TransportFailure } from './transport.ts';

export const MATTER = 'matter:00000000-0000-4000-8000-000000000711';
export const OTHER_MATTER = 'matter:00000000-0000-4000-8000-000000000712';

export const ADA: ModelUser = { userId: '00000000-0000-4000-8000-00000000000a', role: 'reviewer', displayName: 'Ada' };
export const BEN: ModelUser = { userId: '00000000-0000-4000-8000-00000000000b', role: 'approver', displayName: 'Ben' };

export type Call = 'push' | 'pull' | 'bootstrap' | 'upload';

/** One laptop: real files, a switchable line to the model server. */
export interface Laptop {
  readonly workspace: Workspace;
  readonly folder: string;
  /** `off` loses requests, `deaf` loses the replies of what the server did. */
  line: 'on' | 'off' | 'deaf';
  /** Called before each call; what it returns takes the call's place. */
  fault: ((call: Call) => TransportFailure | null) | null;
  readonly calls: Call[];
  sync(): Promise<SyncStatus>;
  /** Closes and opens again, as at the next start. */
  restart(): void;
}

export interface SyncWorld {
  readonly server: ModelServer;
  readonly clock: { nowMs: number };
  /** @param changes to its usual environment */
  laptop(user: ModelUser, changes?: (usual: WorkspaceEnvironment) => Partial<WorkspaceEnvironment>): Promise<Laptop>;
  close(): void;
}

export const LEASE_MS = 7 * 24 * 3_600_000;

export function syncWorld(): SyncWorld {
  const clock = { nowMs: Date.UTC(2026, 3, 10, 9) };
  const server = modelServer({
    users: [ADA, BEN],
    newId: randomUUID,
    nowMs: () => clock.nowMs,
    leaseMs: LEASE_MS,
    readFile(bytes, fileName) {
      const steps = readInvoiceFileInSteps(bytes, { fileName, maximumBytes: 10_000_000 });
      for (;;) {
        const next = steps.next();
        if (next.done === true) return next.value;
      }
    },
    scopeOfInvoice: (invoice) => (invoice.invoiceNumber?.startsWith('OTHER') === true ? OTHER_MATTER : MATTER),
  });
  for (const { userId } of [ADA, BEN]) server.lowerWall(userId, MATTER);
  const open: { workspace: Workspace }[] = [];
  const folders: { remove(): void }[] = [];

  return {
    server,
    clock,
    async laptop(user, changes = () => ({})) {
      const temporary = temporaryFolder();
      folders.push(temporary);
      const laptop: Laptop & { workspace: Workspace } = {
        folder: temporary.folder,
        line: 'on',
        fault: null,
        calls: [],
        workspace: undefined as unknown as Workspace,
        sync: () => answerOf(laptop.workspace.command('syncNow', {})),
        restart() {
          laptop.workspace.close();
          laptop.workspace = openAgain();
        },
      };
      const openAgain = () => {
        const environment = testEnvironment(temporary.folder);
        const deviceId = () => {
          const outbox = environment.openDatabase('outbox');
          const id = String(outbox.prepare('SELECT device_id FROM device').get()?.device_id);
          outbox.close();
          return id;
        };
        return openWorkspace({
          ...environment,
          clock: { nowMs: () => (clock.nowMs += 1) },
          network: {
            appVersion: '1.0.0',
            connect: () => ({ transport: transportOf(server, laptop, user.userId, deviceId) }),
            monotonicMs: () => clock.nowMs,
            random: () => 0.5,
            after: () => () => {},
          },
          ...changes(environment),
        });
      };
      laptop.workspace = openAgain();
      open.push(laptop);
      await answerOf(
        laptop.workspace.command('signIn', {
          baseUrl: 'https://lait.test',
          userId: user.userId,
          displayName: user.displayName,
          role: user.role === 'alone' ? 'reviewer' : user.role,
        }),
      );
      await laptop.sync();
      return laptop;
    },
    close() {
      for (const { workspace } of open) workspace.close();
      for (const folder of folders) folder.remove();
    },
  };
}

function transportOf(server: ModelServer, laptop: Laptop, userId: string, deviceId: () => string): SyncTransport {
  const device = () => ({ deviceId: deviceId(), userId });
  const ask = async <Value>(call: Call, work: () => Value): Promise<Sent<Value>> => {
    laptop.calls.push(call);
    const failure = laptop.fault?.(call) ?? null;
    if (failure !== null) return { ok: false, failure };
    if (laptop.line === 'off') return { ok: false, failure: { kind: 'offline' } };
    const value = work();
    return laptop.line === 'deaf' ? { ok: false, failure: { kind: 'offline' } } : { ok: true, value };
  };
  return {
    push: (request) => ask('push', () => server.push(device(), structuredClone(request))),
    pull: (request) => ask('pull', () => server.pull(device(), structuredClone(request))),
    bootstrap: (request) => ask('bootstrap', () => server.bootstrap(device(), structuredClone(request))),
    uploadInvoice: (bytes, name, key) =>
      ask('upload', () => {
        server.upload(device(), bytes, name, key);
        return { kind: 'accepted' } as const;
      }),
    markRead: (ids) =>
      ask('push', () => {
        server.markRead(userId, ids);
        return null;
      }),
  };
}
