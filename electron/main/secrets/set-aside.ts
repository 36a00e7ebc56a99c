import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Moves files that can no longer be opened out of the way, together with the key that belongs to them. Put back in
 * the same places they open again, should the key store be restored.
 * @param paths files or folders; those that are not there are passed over
 * @param at ISO 8601
 * @returns the folder in which they lie
 */
export async function setAside(parent: string, paths: readonly string[], at: string): Promise<string> {
  const folder = join(parent, 'set-aside', at.replaceAll(':', '-'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const path of paths) {
    await rename(path, join(folder, basename(path))).catch((error: unknown) => {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isAbsent) throw error;
    });
  }
  return folder;
}
