import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The JavaScript file behind a package's command (`tsc`, `biome`, `vitest`, `vite`), so that it runs under
 * the project's Node on every platform; shell wrappers in node_modules/.bin would not.
 */
export function toolEntry(packageName: string, command: string): string {
  const manifest = findManifest(packageName);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(dirname(manifest), file);
}

// `package.json` is not always among a package's exports, so it is looked for on the search path itself.
function findManifest(packageName: string): string {
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const file = join(folder, packageName, 'package.json');
    try {
      readFileSync(file);
      return file;
    } catch {
      // Not in this node_modules; the next one up may have it.
    }
  }
  throw new Error(`${packageName} is not installed; run npm ci`);
}
