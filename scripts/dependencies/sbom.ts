import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../process/project-root.ts';
import { readLockedPackages, readManifest } from './production-packages.ts';
import { productionSbom } from './production-sbom.ts';
import { runNpm } from './run-npm.ts';

const command = new Command('sbom')
  .description(
    'Writes the bill of materials (CycloneDX, JSON) of everything that runs in production, by package-lock.json: each ' +
      'package with its version, SHA-512 and licence. Ends with 1, and writes nothing, where one is missing from it.',
  )
  .option('--out <file>', 'write it there instead of to standard output')
  .option('--json', 'print what was written as one JSON object as the last line; needs --out')
  .parse();
const options = command.opts<{ out?: string; json?: true }>();

// Nothing is fetched: the lock file says it all.
const npm = await runNpm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']);
if (npm.code === 0) write(npm.stdout);
else fail(`npm could not read the lock file:\n${npm.stderr}`);

function write(npmSbom: string): void {
  const { sbom, missing } = productionSbom(npmSbom, readLockedPackages(projectRoot), readManifest(projectRoot));
  if (missing.length > 0) {
    fail(`Not in npm's own bill, so nothing was written: ${missing.join(', ')}`);
    return;
  }
  const text = `${JSON.stringify(sbom, null, 2)}\n`;
  if (options.out === undefined) {
    process.stdout.write(text);
    return;
  }
  const out = resolve(process.env.INIT_CWD ?? process.cwd(), options.out);
  writeFileSync(out, text);
  const components = sbom.components.length;
  process.stdout.write(options.json ? `${JSON.stringify({ out, components })}\n` : `${components} packages: ${out}\n`);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
