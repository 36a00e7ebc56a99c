import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { builtInGuideline } from '#shared/rules/built-in-guidelines.ts';
import { checkFiles, checkToJson } from '../cli/check-command.ts';
import { projectRoot } from '../process/project-root.ts';
import type { CheckJson } from './check-json.ts';
import { courtlistenerPromises } from './courtlistener-samples.ts';
import { EXPECTATIONS } from './expectations.ts';

const command = new Command('samples')
  .description(
    'Checks real sample files (DIR/ledes, DIR/courtlistener) against what is known of them. Exits 1 when one falls short.',
  )
  .argument('[dir]', 'folder with the sample files', join(projectRoot, '..', 'shared', 'data'))
  .option('--json', 'print one JSON object as the last line')
  .parse();
const data = resolve(process.env.INIT_CWD ?? '.', command.args[0] ?? join(projectRoot, '..', 'shared', 'data'));
const folder = join(data, 'ledes');
const asJson = command.opts<{ json?: true }>().json === true;

let passed = 0;
const failures: string[] = [];
if (!existsSync(folder)) failures.push(`${folder} is not there: nothing was checked.`);
else for (const { file, promises } of EXPECTATIONS) checkOne(file, promises);
// Samples of an interface, where there are any.
if (existsSync(join(data, 'courtlistener'))) checkCourtListener(join(data, 'courtlistener'));

process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
for (const failure of failures) process.stderr.write(`FAILED ${failure}\n`);
if (asJson) process.stdout.write(`${JSON.stringify({ passed, failed: failures.length, failures })}\n`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;

function checkCourtListener(from: string): void {
  for (const { says, holds } of courtlistenerPromises(from)) {
    let isKept = false;
    try {
      isKept = holds();
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : 'it cannot be read'}\n`);
    }
    if (isKept) passed += 1;
    else failures.push(`courtlistener: ${says}`);
    process.stderr.write(`${isKept ? 'ok    ' : 'FAILED'} courtlistener: ${says}\n`);
  }
}

function checkOne(file: string, promises: (typeof EXPECTATIONS)[number]['promises']): void {
  const guideline = builtInGuideline('standard');
  if (guideline === undefined) throw new Error('the standard guideline is missing');
  const checked = checkFiles([join(folder, file)], guideline, { today: '2026-11-01' });
  if (checked.kind === 'usage') {
    failures.push(checked.message);
    return;
  }
  const [result] = (JSON.parse(JSON.stringify(checkToJson(checked.files))) as CheckJson).files;
  for (const { says, holds } of promises) {
    const isKept = result !== undefined && holds(result);
    if (isKept) passed += 1;
    else failures.push(`${file}: ${says}`);
    process.stderr.write(`${isKept ? 'ok    ' : 'FAILED'} ${file}: ${says}\n`);
  }
}
