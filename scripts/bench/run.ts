import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { projectRoot } from '../process/project-root.ts';
import type { BenchModule, BenchResult } from './budget.ts';

const command = new Command('bench')
  .description('Measures every budget against its floor, taken in the same run. Exits 1 when one is missed.')
  .option('--only <name>', 'run one budget')
  .option('--json', 'print one JSON object a budget')
  .option('--seconds <count>', 'how long each load on the server lasts', wholeSeconds, 60)
  .parse();
const { only, json, seconds } = command.opts<{ only?: string; json?: true; seconds: number }>();

const folder = join(projectRoot, 'scripts', 'bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .filter((name) => only === undefined || name === only);
if (names.length === 0) {
  process.stderr.write(`There is no benchmark "${only}".\n`);
  process.exit(2);
}

const results: BenchResult[] = [];
for (const name of names) {
  const module = (await import(join(folder, `${name}.bench.ts`))) as BenchModule;
  const result = await module.run({ seconds });
  results.push(result);
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    const { value, floor, unit, ratio, budget, ok, detail } = result;
    process.stdout.write(
      `${ok ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(3)} ${unit}, floor ${floor.toFixed(3)} ${unit}, ` +
        `ratio ${ratio.toFixed(2)} (${budget})\n       ${detail}\n`,
    );
  }
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

function wholeSeconds(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A whole number of seconds, 1 to 9999.');
  return Number(text);
}
