import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databasesInFolder } from '../../electron/workspace/better-sqlite3-driver.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import type { WorkspaceEnvironment } from './workspace-environment.ts';

/** 2026-04-10T09:00:00Z; each look at the clock is a millisecond later. */
const START = Date.UTC(2026, 3, 10, 9);

/** Real files in a folder of their own, as on a desktop; `keyHex` encrypts them. */
export function testEnvironment(folder: string, changes: Partial<WorkspaceEnvironment> = {}, keyHex?: string): WorkspaceEnvironment {
  let now = START;
  return {
    ...databasesInFolder(folder, keyHex),
    clock: { nowMs: () => (now += 1) },
    randomBytes: (count) => randomBytes(count),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    maximumFileBytes: 200 * 1024 * 1024,
    storage: 'durable',
    isEncrypted: keyHex !== undefined,
    sha256Hex: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    ...changes,
  };
}

export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lait-workspace-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function openTestWorkspace(folder: string, changes: Partial<WorkspaceEnvironment> = {}): Workspace {
  return openWorkspace(testEnvironment(folder, changes));
}
