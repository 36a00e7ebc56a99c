import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { demoFile } from '../demo-files.ts';

export interface DemoFolder {
  readonly path: string;
  /** Writes a made-up bill. @param name below the folder; with `/` for folders in it @returns its path */
  bill(name: string, seed: number, ordinal: number, lines: number): string;
  remove(): void;
}

/** Made-up bills on the disk, to be dropped by path. */
export function demoFolder(): DemoFolder {
  const path = mkdtempSync(join(tmpdir(), 'lait-bills-'));
  return {
    path,
    bill(name, seed, ordinal, lines) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, demoFile(seed, ordinal, lines).buffer);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
