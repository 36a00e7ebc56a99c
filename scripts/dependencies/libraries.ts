import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../process/project-root.ts';
import { dependencyDocs, type Judged, wordsOf } from './dependency-docs.ts';
import { judgeDependency, type Registered, readRegistered } from './judge-dependency.ts';
import { KEPT_THOUGH_DEPRECATED, KEPT_THOUGH_QUIET } from './kept-though.ts';
import { askedFor, readLockedPackages, readManifest, SHIPPED_BY_THE_BUILD } from './production-packages.ts';
import { runNpm } from './run-npm.ts';

/** 2 is a mistake in how the verb was called. */
const EXIT = { sound: 0, needsADecision: 1, unreachable: 3 } as const;

const command = new Command('libraries')
  .description(
    'Judges what LAIT depends on: whether package-lock.json marks anything that ships as deprecated, and, asked of the ' +
      'registry about the packages that package.json names, when each was last released. Ends with 0, with 1 where ' +
      'something is deprecated or quiet and nobody has said why it stays, with 3 where the registry was not reached.',
  )
  .option('--write', 'write docs/dependencies.md from what was learned')
  .option('--json', 'print the verdicts as one JSON object as the last line')
  .parse();
const options = command.opts<{ write?: true; json?: true }>();

const manifest = readManifest(projectRoot);
const shipped = readLockedPackages(projectRoot).filter(({ isShipped }) => isShipped);
const all = { ...manifest.dependencies, ...manifest.devDependencies };
const direct = [...Object.keys(manifest.dependencies), ...SHIPPED_BY_THE_BUILD].sort().map((name) => ({
  name,
  asked: askedFor(name, all[name] ?? ''),
}));

const judged: Judged[] = [];
for (const { name, asked } of direct) {
  const registered = await ask(asked.name, asked.version);
  const reason = KEPT_THOUGH_QUIET.find((each) => each.name === name)?.reason ?? null;
  judged.push({ name, version: asked.version, registered, verdict: judgeDependency(registered, reason, Date.now()) });
}
const silent = await registryIsSilent();
const marked = shipped
  .filter(({ deprecated }) => deprecated !== null)
  .filter(({ name, version }) => !KEPT_THOUGH_DEPRECATED.some((kept) => kept.name === name && kept.version === version))
  .map(({ name, version, deprecated }) => `${name}@${version}: ${deprecated}`);

report();

function report(): void {
  for (const { name, version, registered, verdict } of judged) {
    const last = registered?.lastReleaseAt?.slice(0, 10) ?? '';
    process.stdout.write(`${name.padEnd(36)} ${version.padEnd(18)} ${last.padEnd(11)} ${wordsOf(verdict)}\n`);
  }
  for (const each of marked) process.stdout.write(`deprecated in package-lock.json: ${each}\n`);
  if (silent)
    process.stdout.write(
      'This registry does not pass on that a package was deprecated; for that, only the list kept by hand counts here.\n',
    );
  const undecided = judged.filter(({ verdict }) => verdict.kind === 'needs_a_decision');
  const unknown = judged.filter(({ verdict }) => verdict.kind === 'unknown');
  if (options.write && unknown.length === 0) {
    const names = new Set(judged.map(({ name }) => `node_modules/${name}`));
    const below = shipped.filter(({ path }) => !names.has(path)).length;
    const day = new Date().toISOString().slice(0, 10);
    writeFileSync(join(projectRoot, 'docs', 'dependencies.md'), dependencyDocs(judged, below, day));
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ judged, marked, registryIsSilent: silent })}\n`);
  const isSound = undecided.length === 0 && marked.length === 0;
  process.exitCode = isSound ? (unknown.length === 0 ? EXIT.sound : EXIT.unreachable) : EXIT.needsADecision;
}

async function ask(name: string, version: string): Promise<Registered | null> {
  const { code, stdout } = await runNpm(['view', `${name}@${version}`, 'time', 'dist-tags', 'deprecated', '--json']);
  return code === 0 ? readRegistered(stdout, version) : null;
}

/** Asked about a package that is known to be deprecated: a registry that says nothing of it says so of none. */
async function registryIsSilent(): Promise<boolean> {
  const [known] = KEPT_THOUGH_DEPRECATED;
  if (known === undefined) return false;
  const registered = await ask(known.name, known.version);
  return registered !== null && registered.deprecated === null;
}
