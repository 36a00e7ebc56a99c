import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreCheck } from '#electron/workspace/desktop-files.ts';
import type { UpdateState } from '#shared/api/update-state.ts';
import type { QueryName, Reply } from '#shared/api/workspace.ts';
import type { ShownToasts } from '../notifications/shown-toasts.ts';
import type { KeyProtection } from '../secrets/secret-store.ts';
import type { DiagnosticFacts } from './run-steps.ts';

export interface FactParts {
  origin(): string | null;
  fetch(url: string, init: RequestInit): Promise<Response>;
  nowMs(): number;
  keyProtection(): Promise<KeyProtection>;
  readonly userData: string;
  query(name: QueryName, input: unknown): Promise<Reply<unknown>>;
  checkStores(): Promise<StoreCheck | null>;
  readonly appVersion: string;
  updateState(): UpdateState;
  readonly shown: ShownToasts;
  areNotificationsOn(): boolean;
}

const DEADLINE_MS = 8_000;

/** What diagnostics look at, from this machine and the server as they are now. */
export function gatherFacts(parts: FactParts): DiagnosticFacts {
  const { origin, fetch, nowMs, userData, query } = parts;
  // Two steps ask; one question is enough.
  let server: ReturnType<DiagnosticFacts['server']> | null = null;

  async function reachServer(): ReturnType<DiagnosticFacts['server']> {
    const base = origin();
    if (base === null) return null;
    const before = nowMs();
    const answer = await fetch(`${base}/api/health`, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const latencyMs = nowMs() - before;
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    if (!answer.ok || Number.isNaN(theirs)) throw new Error('What answers there is no LAIT server.');
    // The header names whole seconds; its moment lies half way between the question and the answer.
    const skewMs = theirs + 500 - (before + latencyMs / 2);
    return { latencyMs, clockSkewMs: Math.abs(skewMs) < 1_000 ? 0 : Math.round(skewMs) };
  }

  async function answerOf<Value>(name: QueryName): Promise<Value> {
    const reply = await query(name, {});
    if (!reply.ok) throw new Error('The workspace does not answer.');
    // Sound: the workspace answers each name with that name's output.
    return reply.value as Value;
  }

  return {
    server() {
      server ??= reachServer();
      return server;
    },
    keyStore: parts.keyProtection,
    async disk() {
      const { bavail, bsize } = await statfs(userData);
      return { freeBytes: bavail * bsize, usedBytes: await sizeOf(userData) };
    },
    workspace: () => answerOf('getStatus'),
    sync: () => answerOf('getSyncStatus'),
    async stores() {
      const found = await parts.checkStores();
      if (found === null) throw new Error('No workspace is open.');
      return found;
    },
    async update() {
      const { trouble, mustUpdate } = parts.updateState();
      return { version: parts.appVersion, trouble, mustUpdate };
    },
    async notifications() {
      const results = parts.shown.results();
      const count = (kinds: readonly string[]) => results.filter(({ result }) => kinds.includes(result)).length;
      return {
        shown: count(['shown', 'clicked', 'replaced']),
        failed: count(['failed']),
        isOn: parts.areNotificationsOn(),
      };
    },
  };
}

/** Of all files below a folder; one that goes away meanwhile counts nothing. */
async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    total += await stat(join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return total;
}
