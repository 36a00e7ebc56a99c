import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../scripts/process/project-root.ts';
import { buildWeb } from '../scripts/web/build-web.ts';
import { runEndToEnd } from './run-end-to-end.ts';
import { takeScreenshots } from './screenshots.ts';

const command = new Command('e2e')
  .description('Builds the application and does the whole job in a real Chromium.')
  .argument('[filter...]', 'only specification files whose name contains one of these')
  .option('--screenshots', 'instead, take pictures of every screen into docs/screenshots')
  .option('--json', 'print one JSON object as the last line')
  .parse();
const { json, screenshots } = command.opts<{ json?: true; screenshots?: true }>();

if (screenshots) {
  if (!(await buildWeb())) process.exit(1);
  const taken = await takeScreenshots(join(projectRoot, 'docs', 'screenshots'));
  process.stdout.write(
    json ? `${JSON.stringify({ taken: taken.length })}\n` : `${taken.length} pictures in docs/screenshots\n`,
  );
} else {
  const counts = await runEndToEnd(command.args);
  if (json) process.stdout.write(`${JSON.stringify(counts)}\n`);
  else process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}
