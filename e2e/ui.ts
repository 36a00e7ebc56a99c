import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { projectRoot } from '../scripts/process/project-root.ts';
import { buildWeb } from '../scripts/web/build-web.ts';
import { takeDesktopScreenshots } from './desktop-screenshots.ts';
import { takeFirmScreenshots } from './firm-screenshots.ts';
import { takeLegalScreenshots } from './legal-screenshots.ts';
import { takeScreenshots } from './screenshots.ts';

/** Parts of the application, each photographed by itself; what may fail answers `null` after saying why. */
const PARTS: Readonly<Record<string, (folder: string) => Promise<readonly string[] | null>>> = {
  desktop: takeDesktopScreenshots,
  machine: takeScreenshots,
  firm: takeFirmScreenshots,
  legal: takeLegalScreenshots,
};

const command = new Command('ui')
  .description('Builds LAIT and takes a picture of every screen with real work in it: light and dark, at two sizes.')
  .addOption(new Option('--only <part>', 'only this part of the application').choices(Object.keys(PARTS)))
  .option('--into <folder>', 'where the pictures go', join(projectRoot, 'docs', 'screenshots'))
  .option('--json', 'print one JSON object as the last line')
  .parse();
const { only, into, json } = command.opts<{ only?: string; into: string; json?: true }>();

const folder = resolve(into);
mkdirSync(folder, { recursive: true });
if (!(await buildWeb())) process.exit(1);
const taken: string[] = [];
const failed: string[] = [];
for (const [part, take] of Object.entries(PARTS)) {
  if (only !== undefined && only !== part) continue;
  const pictures = await take(folder);
  if (pictures === null) failed.push(part);
  else taken.push(...pictures);
}
process.stdout.write(
  json
    ? `${JSON.stringify({ taken: taken.length, folder, failed })}\n`
    : `${taken.length} pictures in ${folder}${failed.length === 0 ? '' : `; none of: ${failed.join(', ')}`}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
