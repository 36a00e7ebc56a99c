import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../process/project-root.ts';
import { runCommand } from '../process/run-command.ts';
import { toolEntry } from '../process/tools.ts';
import { applyMutation } from './apply-mutation.ts';
import { loadMutations } from './load-mutations.ts';
import type { Mutation } from './mutation.ts';

const command = new Command('sabotage')
  .description('Breaks the product in committed ways, one at a time, in a copy, and proves that a test fails for each.')
  .option('--only <text>', 'only mutations whose name or file contains this')
  .option('--json', 'print {"applied", "caught", "survived"} as the last line')
  .parse();
const { only, json } = command.opts<{ only?: string; json?: true }>();

const mutations = (await loadMutations()).filter(
  ({ name, file }) => only === undefined || name.includes(only) || file.includes(only),
);
// Two at a time, each in its own copy, as the machine this must run on has two cores.
const workshops = [makeCopy(), makeCopy()];
const survived: string[] = [];
let caught = 0;
try {
  const [first] = workshops;
  if (first === undefined || (await testsFail(first, [...new Set(mutations.flatMap(({ tests }) => tests))]))) {
    throw new Error('The tests fail before anything was broken; mend them first.');
  }
  const waiting = [...mutations];
  await Promise.all(workshops.map((workshop) => workThrough(workshop, waiting)));
} finally {
  for (const workshop of workshops) rmSync(workshop, { recursive: true, force: true });
}
process.stderr.write(`${caught} of ${mutations.length} mutations were caught.\n`);
for (const name of survived) process.stderr.write(`survived: ${name}\n`);
if (json) process.stdout.write(`${JSON.stringify({ applied: mutations.length, caught, survived })}\n`);
process.exitCode = survived.length === 0 && mutations.length > 0 ? 0 : 1;

async function workThrough(workshop: string, waiting: Mutation[]): Promise<void> {
  for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
    const outcome = await tryMutation(workshop, mutation);
    if (outcome === 'caught') caught += 1;
    else survived.push(`${mutation.name}${outcome === 'survived' ? '' : ` (${outcome})`}`);
    process.stderr.write(`${outcome === 'caught' ? 'caught  ' : 'SURVIVED'} ${mutation.name}\n`);
  }
}

// A copy, never the checkout itself: an interrupted run must not leave a broken line behind.
function makeCopy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lait-sabotage-'));
  const left = new Set(['node_modules', '.git', 'out', '.cache']);
  for (const entry of readdirSync(projectRoot, { withFileTypes: true })) {
    const [from, to] = [join(projectRoot, entry.name), join(folder, entry.name)];
    if (left.has(entry.name)) continue;
    // `.env` links to what a deployment fills in, and to nothing here.
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else cpSync(from, to, { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

async function tryMutation(workshop: string, mutation: Mutation): Promise<string> {
  const missing = mutation.tests.find((test) => !existsSync(join(workshop, test)));
  // A run that finds no test file also ends in failure, and would pass for a catch.
  if (missing !== undefined || mutation.tests.length === 0)
    return `names a test that is not there: ${missing ?? 'none'}`;
  const file = join(workshop, mutation.file);
  const original = readFileSync(file, 'utf8');
  const mutated = applyMutation(original, mutation);
  if (mutated.kind === 'stale') return mutated.message;
  writeFileSync(file, mutated.text);
  try {
    return (await testsFail(workshop, mutation.tests)) ? 'caught' : 'survived';
  } finally {
    writeFileSync(file, original);
  }
}

async function testsFail(workshop: string, files: readonly string[]): Promise<boolean> {
  const vitest = toolEntry('vitest', 'vitest');
  const { code } = await runCommand(process.execPath, [vitest, 'run', '--root', workshop, '--bail=1', ...files], {
    output: 'keep',
    env: { CI: 'true' },
  });
  return code !== 0;
}
