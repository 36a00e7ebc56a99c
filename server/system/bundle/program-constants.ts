import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A constant between two quotes of the same kind, without a placeholder. */
const CONSTANT = /'((?:[^'\\\n]|\\.){1,200})'|"((?:[^"\\\n]|\\.){1,200})"/g;
/** What only tests say is nobody's message. */
const OF_TESTS = /\.(?:test|testing)\.tsx?$|[\\/]testing[\\/]/;

/**
 * Every text that stands in the server's own sources as a constant. A log line's message that is one of them was written by
 * us and quotes nobody; any other might. The server runs its sources as they are, so they are always at hand.
 * @throws where the sources cannot be read
 */
export function programConstants(folder: string): ReadonlySet<string> {
  const constants = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !entry.name.endsWith('.ts') || OF_TESTS.test(path)) continue;
    for (const [, single, double] of readFileSync(path, 'utf8').matchAll(CONSTANT)) {
      constants.add((single ?? double ?? '').replace(/\\(['"])/g, '$1'));
    }
  }
  return constants;
}
