import { existsSync } from 'node:fs';
import { runCommand } from './run-command.ts';

/**
 * Makes sure a program that npm cannot bring is there: installs its Debian package where this process may.
 * @param paths where the program may lie already
 * @returns the path, or null after saying on stderr what is missing and how to get it
 */
export async function ensureDebianPackage(
  packages: readonly string[],
  paths: readonly string[],
): Promise<string | null> {
  const found = () => paths.find((path) => existsSync(path)) ?? null;
  const present = found();
  if (present !== null) return present;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`Installing ${packages.join(', ')} with apt-get ...\n`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const update = await runCommand('apt-get', ['update', '-qq'], { output: 'keep', env });
    const install = await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      output: 'keep',
      env,
    });
    if (install.code !== 0) process.stderr.write(`${update.output}${install.output}`);
  }
  const installed = found();
  if (installed === null) {
    process.stderr.write(`Missing: ${packages.join(', ')}. Install with: sudo apt-get install ${packages.join(' ')}\n`);
  }
  return installed;
}
