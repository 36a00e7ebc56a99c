import { Command } from 'commander';
import { runNodeTool } from './process/run-command.ts';
import { toolEntry } from './process/tools.ts';

export interface CheckOutcome {
  readonly name: string;
  readonly ok: boolean;
}

const TYPE_PROJECTS = ['shared/tsconfig.json', 'renderer/tsconfig.json', 'tsconfig.json'];

/** Format, lint (with the direction of dependencies) and types; stops at nothing, so that all faults show. */
export async function runChecks(): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  const biome = await runNodeTool(toolEntry('@biomejs/biome', 'biome'), ['ci', '--colors=off', '.'], {
    output: 'show',
  });
  outcomes.push({ name: 'format and lint', ok: biome.code === 0 });
  for (const project of TYPE_PROJECTS) {
    const types = await runNodeTool(toolEntry('typescript', 'tsc'), ['-p', project], { output: 'show' });
    outcomes.push({ name: `types ${project}`, ok: types.code === 0 });
  }
  return outcomes;
}

if (import.meta.main) {
  const command = new Command('check')
    .description('Checks format, lint, the direction of dependencies, and types.')
    .option('--json', 'print one JSON object as the last line')
    .parse();
  const outcomes = await runChecks();
  for (const { name, ok } of outcomes) process.stderr.write(`${ok ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (command.opts<{ json?: true }>().json) process.stdout.write(`${JSON.stringify({ checks: outcomes })}\n`);
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
}
