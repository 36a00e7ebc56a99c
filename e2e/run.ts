import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../scripts/process/project-root.ts';
import type { TestCounts } from '../scripts/process/run-vitest.ts';
import { buildWeb } from '../scripts/web/build-web.ts';
import { runDesktop } from './desktop/run-desktop.ts';
import { takeDesktopScreenshots } from './desktop-screenshots.ts';
import { runEndToEnd } from './run-end-to-end.ts';
import { takeScreenshots } from './screenshots.ts';

const command = new Command('e2e')
  .description('Builds LAIT and does the whole job: in a real Chromium, and in the desktop application.')
  .argument('[filter...]', 'only specification files whose name contains one of these')
  .option('--desktop', 'only the desktop application')
  .option('--browser', 'only the browser')
  .option('--screenshots', 'instead, take pictures of every screen into docs/screenshots')
  .option('--json', 'print one JSON object as the last line')
  .parse();
const { json, screenshots, desktop, browser } = command.opts<{
  json?: true;
  screenshots?: true;
  desktop?: true;
  browser?: true;
}>();

if (screenshots) {
  if (!(await buildWeb())) process.exit(1);
  const folder = join(projectRoot, 'docs', 'screenshots');
  const ofTheDesktop = await takeDesktopScreenshots(folder);
  if (ofTheDesktop === null) process.exit(1);
  const taken = [...(await takeScreenshots(folder)), ...ofTheDesktop];
  process.stdout.write(
    json ? `${JSON.stringify({ taken: taken.length })}\n` : `${taken.length} pictures in docs/screenshots\n`,
  );
} else {
  const counts = sumOf([
    ...(desktop !== true && hasSpecification('e2e') ? [await runEndToEnd(command.args)] : []),
    ...(browser !== true && hasSpecification('e2e/desktop') ? [await runDesktop(command.args)] : []),
  ]);
  if (json) process.stdout.write(`${JSON.stringify(counts)}\n`);
  else process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

/** Whether the names asked for leave anything of this folder; a run without a file would count as a failure. */
function hasSpecification(folder: string): boolean {
  const files = readdirSync(join(projectRoot, folder)).filter((name) => name.endsWith('.e2e.test.ts'));
  return command.args.length === 0 || files.some((name) => command.args.some((filter) => name.includes(filter)));
}

function sumOf(runs: readonly TestCounts[]): TestCounts {
  const add = (field: 'passed' | 'failed' | 'skipped') => runs.reduce((total, counts) => total + counts[field], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}
