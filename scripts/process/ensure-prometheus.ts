import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';
import { runCommand } from './run-command.ts';

export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

const CACHE = join(projectRoot, 'node_modules', '.cache', 'lait-prometheus');

/**
 * Makes sure that Prometheus and its tool are there: of this machine, else out of Debian's package, which is unpacked beside
 * the libraries and not installed, because installing it would start a service.
 * @returns null after saying on stderr what is missing and how to get it
 */
export async function ensurePrometheus(): Promise<PrometheusPrograms | null> {
  const found = () => ['/usr/bin', join(CACHE, 'usr', 'bin')].map(programsIn).find((programs) => programs !== null);
  const present = found();
  if (present !== undefined) return present;
  if (existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg')) await unpack();
  const unpacked = found();
  if (unpacked === undefined)
    process.stderr.write('Missing: prometheus. Install with: sudo apt-get install prometheus\n');
  return unpacked ?? null;
}

function programsIn(folder: string): PrometheusPrograms | null {
  const programs = { prometheus: join(folder, 'prometheus'), promtool: join(folder, 'promtool') };
  return existsSync(programs.prometheus) && existsSync(programs.promtool) ? programs : null;
}

async function unpack(): Promise<void> {
  mkdirSync(join(CACHE, '..'), { recursive: true });
  const folder = mkdtempSync(`${CACHE}-`);
  try {
    const download = () => runCommand('apt-get', ['download', '-qq', 'prometheus'], { output: 'keep', cwd: folder });
    let done = await download();
    if (done.code !== 0 && process.getuid?.() === 0) {
      await runCommand('apt-get', ['update', '-qq'], { output: 'keep' });
      done = await download();
    }
    const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
    if (archive === undefined) {
      process.stderr.write(done.output);
      return;
    }
    await runCommand('dpkg', ['-x', archive, 'unpacked'], { output: 'keep', cwd: folder });
    try {
      renameSync(join(folder, 'unpacked'), CACHE);
    } catch (error) {
      // Somebody else was first: both have the same.
      if (!existsSync(CACHE)) throw error;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
