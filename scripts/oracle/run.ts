import { Command } from 'commander';
import { neverHappened } from './oracle-counts.ts';
import { runOracle } from './run-oracle.ts';

const command = new Command('oracle')
  .description(
    'Lets devices with the real workspace work through two API processes that are killed and restarted again and again, and compares each device with what its person may SELECT.',
  )
  .option('--minutes <n>', 'how long they work', '1')
  .option('--seed <n>', 'of what is done', '1')
  .option(
    '--json',
    'print {"minutes", "devices", "people", "processes", "comparisons", "pushes", "mutations", "bills", "restarts", "perAction", "perAccess", "perFault", "mismatches"} as the last line',
  )
  .parse();
const options = command.opts<{ minutes: string; seed: string; json?: true }>();
const [minutes, seed] = [Number(options.minutes), Number(options.seed)];
if (!(minutes > 0) || !Number.isInteger(seed)) {
  process.stderr.write('--minutes takes a number above 0, --seed a whole number.\n');
  process.exit(2);
}

const DEVICES = 6;
/** From so long on, everything that can happen must have. */
const MINUTES_FOR_ALL = 2;

const report = await runOracle({
  minutes,
  minutesBetween: 1,
  seed,
  devices: DEVICES,
  isDurable: true,
  pauseMs: 60,
  say: (line) => process.stderr.write(`${line}\n`),
});
const { counts, faults } = report;
const { perAction, perAccess, perFault, pushes, mutations, bills } = counts;
const restarts =
  perFault.kill + 2 * perFault.killBoth + perFault.killWorker + perFault.restart + 2 * perFault.rollingRestart;
const unused = neverHappened(counts);
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (unused.length > 0) process.stderr.write(`Never happened: ${unused.join(', ')}\n`);
process.stderr.write(
  `${minutes} min, ${DEVICES} devices, ${mutations} mutations in ${pushes} pushes, ${restarts} restarts, ${faults.length} mismatches.\n`,
);
if (options.json) {
  const figures = { minutes, devices: DEVICES, people: report.people, processes: 2, comparisons: report.comparisons };
  const done = { pushes, mutations, bills, restarts, perAction, perAccess, perFault };
  process.stdout.write(`${JSON.stringify({ ...figures, ...done, mismatches: faults.length })}\n`);
}
const isWhole = minutes < MINUTES_FOR_ALL || unused.length === 0;
process.exitCode = faults.length === 0 && mutations > 0 && restarts > 0 && isWhole ? 0 : 1;
