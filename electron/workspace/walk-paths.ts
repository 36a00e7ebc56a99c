import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** One file that came in by path. */
export interface FoundFile {
  readonly path: string;
  /** With the name of the dropped folder in front where it came from one; parts are joined with `/`. */
  readonly name: string;
  readonly size: number;
}

export interface Walk {
  readonly files: readonly FoundFile[];
  /** Left out because they are more than is taken at once. */
  readonly isCapped: boolean;
  /** Could not be looked at, or are no ordinary files. */
  readonly unreadableCount: number;
}

export interface WalkLimits {
  readonly files: number;
  readonly entries: number;
  /** Folders below the one that was dropped. */
  readonly depth: number;
}

/** A drop of a whole disk must not take the machine with it. */
export const WALK_LIMITS: WalkLimits = { files: 2_000, entries: 20_000, depth: 16 };

/**
 * Every ordinary file below the paths given, in the order given and then by name. Hidden files are left out; links
 * are followed where they were dropped themselves and nowhere else, so that no loop and no way out of a folder exists.
 */
export async function walkPaths(paths: readonly string[], limits = WALK_LIMITS): Promise<Walk> {
  const files: FoundFile[] = [];
  let entryCount = 0;
  let unreadableCount = 0;
  let isCapped = false;

  for (const path of paths) await look(path, basename(path), 0);
  return { files, isCapped, unreadableCount };

  async function look(path: string, name: string, depth: number): Promise<void> {
    entryCount += 1;
    if (files.length >= limits.files || entryCount > limits.entries || depth > limits.depth) {
      isCapped = true;
      return;
    }
    // A link below a dropped folder may lead anywhere; it is no part of what was dropped.
    const found = await (depth === 0 ? stat(path) : lstat(path)).catch(() => null);
    if (found?.isFile() === true) files.push({ path, name, size: found.size });
    else if (found?.isDirectory() === true) await lookInto(path, name, depth);
    else unreadableCount += 1;
  }

  async function lookInto(path: string, name: string, depth: number): Promise<void> {
    const names = await readdir(path).catch(() => null);
    if (names === null) {
      unreadableCount += 1;
      return;
    }
    for (const each of names.toSorted()) {
      if (isCapped) return;
      if (!each.startsWith('.')) await look(join(path, each), `${name}/${each}`, depth + 1);
    }
  }
}
