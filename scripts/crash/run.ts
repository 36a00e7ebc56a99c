import { Command } from 'commander';
import { runCrash } from './run-crash.ts';

const command = new Command('crash')
  .description(
    'Kills a process that works and syncs, at random moments, and looks after each for every confirmed action and at what is shown.',
  )
  .option('--points <n>', 'how often', '100')
  .option('--json', 'print {"points", "confirmed", "perState", "violations"} as the last line')
  .parse();
const { points: pointsText, json } = command.opts<{ points: string; json?: true }>();
const points = Number(pointsText);
if (!Number.isInteger(points) || points < 1) {
  process.stderr.write('--points takes a whole number of at least 1.\n');
  process.exit(2);
}

const LONGEST_MS = 250;

const report = await runCrash({ points, longestMs: LONGEST_MS, say: (line) => process.stderr.write(`${line}\n`) });
const { confirmed, perState, faults } = report;
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stderr.write(`${report.points} kills, ${confirmed} confirmed actions, ${faults.length} violations.\n`);
if (json) {
  process.stdout.write(
    `${JSON.stringify({ points: report.points, confirmed, perState, violations: faults.length })}\n`,
  );
}
process.exitCode = faults.length === 0 && report.points === points ? 0 : 1;
