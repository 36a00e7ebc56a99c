import { Command } from 'commander';
import { runEndToEnd } from './run-end-to-end.ts';

const command = new Command('e2e')
  .description('Builds the application and does the whole job in a real Chromium.')
  .argument('[filter...]', 'only specification files whose name contains one of these')
  .option('--json', 'print one JSON object as the last line')
  .parse();
const counts = await runEndToEnd(command.args);
if (command.opts<{ json?: true }>().json) process.stdout.write(`${JSON.stringify(counts)}\n`);
else process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
