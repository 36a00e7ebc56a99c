#!/usr/bin/env node
/**
 * The way in for every verb of package.json. Runs on Node 20 or later with nothing installed: installs the
 * project when needed, then runs the verb under the project's own Node (the npm package `node`), which
 * executes TypeScript directly. The only JavaScript file of the project.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERBS = {
  start: 'scripts/start.ts',
  test: 'scripts/test.ts',
  check: 'scripts/check.ts',
  bench: 'scripts/bench/run.ts',
  sabotage: 'scripts/sabotage/run.ts',
  samples: 'scripts/samples/run.ts',
  eval: 'scripts/evaluate/run.ts',
  crash: 'scripts/crash/run.ts',
  sim: 'scripts/sim/run.ts',
  oracle: 'scripts/oracle/run.ts',
  load: 'scripts/load/run.ts',
  capacity: 'scripts/capacity/run.ts',
  rehearse: 'scripts/rehearse/run.ts',
  e2e: 'e2e/run.ts',
  ui: 'e2e/ui.ts',
  'package:check': 'scripts/package/run.ts',
  sbom: 'scripts/dependencies/sbom.ts',
  audit: 'scripts/dependencies/audit.ts',
  libraries: 'scripts/dependencies/libraries.ts',
  lait: 'scripts/cli/lait.ts',
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// `npm run VERB` names the verb; the `lait` bin is called without one.
const isVerb = Object.hasOwn(VERBS, process.argv[2] ?? '');
const verb = isVerb ? process.argv[2] : 'lait';
const args = process.argv.slice(isVerb ? 3 : 2);

installWhenNeeded();
runUnderOwnNode();

/** Installs exactly what package-lock.json says, once per lock file. Everything it prints goes to stderr. */
function installWhenNeeded() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.lait-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(ownNode())) return;
  process.stderr.write('lait: installing (first run, or the dependencies changed) ...\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    process.stderr.write('lait: npm ci failed; see its lines above. Nothing else was started.\n');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

function ownNode() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function runUnderOwnNode() {
  const child = spawn(ownNode(), [join(root, VERBS[verb]), ...args], {
    // Files named on the command line are relative to where the person stands, which npm keeps in INIT_CWD.
    cwd: verb === 'lait' ? (process.env.INIT_CWD ?? process.cwd()) : root,
    stdio: 'inherit',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
