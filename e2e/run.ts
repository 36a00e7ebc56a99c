import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../scripts/process/project-root.ts';
import type { TestCounts } from '../scripts/process/run-vitest.ts';
import { runDesktop } from './desktop/run-desktop.ts';
import { runEndToEnd } from './run-end-to-end.ts';

const command = new Command('e2e')
  .description('Builds LAIT and does the whole job: in a real Chromium, and in the desktop application.')
  .argument('[filter...]', 'only specification files whose name contains one of these')
  .option('--desktop', 'only the desktop application')
  .option('--browser', 'only the browser')
  .option('--json', 'print one JSON object as the last line')
  .parse();
const { json, desktop, browser } = command.opts<{ json?: true; desktop?: true; browser?: true }>();

const counts = sumOf([
  ...(desktop !== true && hasSpecification('e2e') ? [await runEndToEnd(command.args)] : []),
  ...(browser !== true && hasSpecification('e2e/desktop') ? [await runDesktop(command.args)] : []),
]);
if (json) process.stdout.write(`${JSON.stringify(counts)}\n`);
else process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

/** Whether the names asked for leave anything of this folder; a run without a file would count as a failure. */
function hasSpecification(folder: string): boolean {
  const files = readdirSync(join(projectRoot, folder)).filter((name) => name.endsWith('.e2e.test.ts'));
  return command.args.length === 0 || files.some((name) => command.args.some((filter) => name.includes(filter)));
}

function sumOf(runs: readonly TestCounts[]): TestCounts {
  const add = (field: 'passed' | 'failed' | 'skipped') => runs.reduce((total, counts) => total + counts[field], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}
