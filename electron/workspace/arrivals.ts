import { open } from 'node:fs/promises';
import type { ArrivedFiles } from '#shared/api/shell.ts';
import { type FoundFile, WALK_LIMITS, walkPaths } from './walk-paths.ts';

/** What became of reading a file that arrived. */
export type ArrivedBytes =
  | { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'gone' };

/** Holds the paths of files that came in, so that a page can name them without ever knowing or choosing a path. */
export interface Arrivals {
  arrive(paths: readonly string[]): Promise<ArrivedFiles>;
  read(token: string, index: number): Promise<ArrivedBytes>;
}

const KEPT_ARRIVALS = 50;

/** @param newToken cannot be guessed */
export function arrivals(maximumFileBytes: number, newToken: () => string): Arrivals {
  const known = new Map<string, readonly FoundFile[]>();
  return {
    async arrive(paths) {
      const { files, isCapped, unreadableCount } = await walkPaths(paths);
      const token = newToken();
      known.set(token, files);
      const [oldest] = known.keys();
      if (known.size > KEPT_ARRIVALS && oldest !== undefined) known.delete(oldest);
      const remarks: string[] = [];
      if (isCapped) {
        remarks.push(
          `This was more than LAIT takes at once (${WALK_LIMITS.files.toLocaleString('en-US')} files). The first ${files.length.toLocaleString('en-US')} are read; drop the rest in parts.`,
        );
      }
      if (unreadableCount > 0) {
        const things = unreadableCount === 1 ? 'One thing in it' : `${unreadableCount} things in it`;
        remarks.push(
          `${things} could not be looked at (no permission, or no ordinary file) and ${unreadableCount === 1 ? 'was' : 'were'} left out.`,
        );
      }
      return { token, files: files.map(({ name, size }) => ({ name, size })), remarks };
    },
    async read(token, index) {
      const file = known.get(token)?.[index];
      return file === undefined ? { kind: 'unknown' } : readWhole(file, maximumFileBytes);
    },
  };
}

async function readWhole({ path, name }: FoundFile, maximumBytes: number): Promise<ArrivedBytes> {
  try {
    const file = await open(path, 'r');
    try {
      const { size, isFile } = await file.stat().then((found) => ({ size: found.size, isFile: found.isFile() }));
      if (!isFile) return { kind: 'gone' };
      if (size > maximumBytes) return { kind: 'too_large' };
      const bytes = new Uint8Array(size);
      let filled = 0;
      while (filled < size) {
        const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      // Shorter than a moment ago: somebody is writing it, and half a bill is no bill.
      return filled === size ? { kind: 'read', name, bytes } : { kind: 'gone' };
    } finally {
      await file.close();
    }
  } catch {
    return { kind: 'gone' };
  }
}
