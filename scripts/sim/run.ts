import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { runOnProcesses } from './run-on-processes.ts';
import { shrunk } from './shrink.ts';
import { COMMAND_KINDS, commandsOf, FAULT_KINDS, type SimCommand } from './sim-commands.ts';
import { runCommands } from './sim-run.ts';
import { DEVICE_COUNT, USER_COUNT } from './sim-world.ts';

const command = new Command('sim')
  .description(
    'Runs devices with the real workspace against a model of the server, with everything that can go wrong, and checks the invariants I1 to I10 after each step.',
  )
  .option('--runs <n>', 'how many runs', '100')
  .option('--seed <n>', 'of the first run; the next runs count up from it', '1')
  .option('--steps <n>', 'commands a run', '420')
  .option('--replay <file>', 'run one command list (JSON, as printed for a failing seed) and stop')
  .option(
    '--json',
    'print {"runs", "steps", "devices", "users", "perCommand", "perFault", "violations"} as the last line',
  )
  .parse();
const options = command.opts<{ runs: string; seed: string; steps: string; replay?: string; json?: true }>();
const [runs, seed, steps] = [options.runs, options.seed, options.steps].map(Number);
if (![runs, seed, steps].every((each) => each !== undefined && Number.isInteger(each) && each >= 1)) {
  process.stderr.write('--runs, --seed and --steps take whole numbers of at least 1.\n');
  process.exit(2);
}

if (options.replay !== undefined) await replay(options.replay);
else await runAll(runs ?? 1, seed ?? 1, steps ?? 1);

async function replay(file: string): Promise<void> {
  const { seed: its, commands } = JSON.parse(readFileSync(file, 'utf8')) as { seed: number; commands: SimCommand[] };
  const { violation } = await runCommands(its, commands);
  process.stderr.write(
    violation === null ? 'No invariant was broken.\n' : `${violation.invariant}: ${violation.message}\n`,
  );
  process.exitCode = violation === null ? 0 : 1;
}

async function runAll(count: number, first: number, length: number): Promise<void> {
  const began = performance.now();
  const total = await runOnProcesses(count, first, length);
  const unused = [...COMMAND_KINDS, ...FAULT_KINDS].filter(
    (kind) => (total.perCommand[kind] ?? 0) + (total.perFault[kind] ?? 0) === 0,
  );
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stderr.write(
    `${total.runs} runs, ${total.steps} steps in ${seconds} s, ${total.failed.length} violations.\n`,
  );
  if (unused.length > 0) process.stderr.write(`Never happened: ${unused.join(', ')}\n`);
  for (const { seed: failing, invariant, message } of total.failed) {
    process.stderr.write(`seed ${failing}: ${invariant}: ${message}\n`);
  }
  const [worst] = total.failed;
  if (worst !== undefined) {
    const commands = commandsOf(worst.seed, length, DEVICE_COUNT);
    const short = await shrunk(
      commands.slice(0, worst.step + 1),
      async (candidate) => (await runCommands(worst.seed, candidate)).violation?.invariant === worst.invariant,
      400,
    );
    process.stderr.write(`Shrunken to ${short.length} commands; save it in scripts/sim/regressions:\n`);
    process.stderr.write(`${JSON.stringify({ seed: worst.seed, invariant: worst.invariant, commands: short })}\n`);
  }
  if (options.json) {
    const { perCommand, perFault } = total;
    const figures = { runs: total.runs, steps: total.steps, devices: DEVICE_COUNT, users: USER_COUNT };
    process.stdout.write(`${JSON.stringify({ ...figures, perCommand, perFault, violations: total.failed.length })}\n`);
  }
  process.exitCode = total.failed.length === 0 && (count < 100 || unused.length === 0) ? 0 : 1;
}
