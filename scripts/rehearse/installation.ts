import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../process/project-root.ts';
import { previousReleaseOf, type SchemaOfCommit } from './previous-release.ts';
import type { PreviousRelease } from './rehearsal.ts';
import { runLine } from './shell.ts';

const STEPS = 'server/db/migrations';
/** What an installation cannot do without; commits that lack one are no release. */
const NEEDED = ['deploy-production-final.sh', 'scripts/restore-drill.sh'];

/** A clone of what is committed, in a folder of its own. */
export interface Installation {
  readonly folder: string;
  readonly current: string;
  readonly previous: PreviousRelease;
  /** Puts the folder at a version, as `git pull` does; settings and secrets stay. */
  take(version: 'current' | 'previous'): Promise<void>;
  remove(): void;
}

/** @throws where there is no earlier commit to upgrade from */
export async function cloneInstallation(options: {
  readonly images: string;
  readonly settings: Readonly<Record<string, string>>;
}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'lait-rehearsal-'));
  const git = async (line: string) => {
    const { code, output } = await runLine(`git ${line}`, folder);
    if (code !== 0) throw new Error(`git ${line}: ${output.slice(-300)}`);
    return output;
  };
  await git(`clone --quiet --no-hardlinks '${projectRoot}' .`);
  const current = (await git('rev-parse --short HEAD')).trim();
  const commits = (await git(`log --format=%h -- ${STEPS}`)).trim().split('\n');
  const earlier: SchemaOfCommit[] = [];
  let previous: PreviousRelease | null = null;
  for (const changed of commits) {
    const commit = (await git(`rev-parse --short ${changed}^`)).trim();
    if (!(await hasAll(commit))) break;
    earlier.push({ commit, steps: await stepsOf(commit) });
    previous = previousReleaseOf(await stepsOf('HEAD'), earlier);
    if (previous !== null) break;
  }
  if (previous === null) throw new Error('No earlier commit with an older schema can be deployed: nothing to upgrade.');
  const found = previous;
  return {
    folder,
    current,
    previous: found,
    async take(version) {
      await git(`checkout --quiet --force ${version === 'current' ? current : found.commit}`);
      if (version === 'previous') {
        const paths = found.editedSteps.map((name) => `${STEPS}/${name}.ts`);
        if (paths.length > 0) await git(`checkout --quiet ${current} -- ${paths.join(' ')}`);
        renameImages();
      }
      editExample();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };

  async function hasAll(commit: string): Promise<boolean> {
    const listed = (await git(`ls-tree -r --name-only ${commit} -- ${NEEDED.join(' ')}`)).trim().split('\n');
    return NEEDED.every((path) => listed.includes(path));
  }

  async function stepsOf(commit: string): Promise<ReadonlyMap<string, string>> {
    const listed = (await git(`ls-tree -r ${commit} -- ${STEPS}`)).trim().split('\n');
    const files = listed.map((line) => /^\d+ blob ([0-9a-f]+)\t.*\/(\d{4}-[a-z-]+)\.ts$/.exec(line));
    return new Map(files.flatMap((file) => (file === null ? [] : [[file[2] ?? '', file[1] ?? ''] as const])));
  }

  /** Versions of before images could be named otherwise: they must not take the place of somebody else's. */
  function renameImages(): void {
    for (const name of ['docker-compose.production.yml', 'docker-compose.drill.yml', 'deploy-production-final.sh']) {
      const path = join(folder, name);
      const text = readFileSync(path, 'utf8');
      if (text.includes('LAIT_IMAGES')) continue;
      writeFileSync(path, text.replaceAll(/\blait-(backend|frontend|postgres)(?=[:) ])/g, `${options.images}-$1`));
    }
  }

  function editExample(): void {
    const path = join(folder, '.env.example');
    const settings = Object.entries(options.settings).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n# Of the rehearsal.\n${settings.join('')}`);
  }
}
