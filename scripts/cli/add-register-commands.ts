import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';

/** `lait registers …`: registers of attorneys (docs/legal.md). Its parts are loaded when called. */
export function addRegisterCommands(program: Command): void {
  const registers = program
    .command('registers')
    .description("registers of attorneys on the firm's server (docs/legal.md)");
  registers
    .command('import')
    .description('import an exported register in place of the one before')
    .argument('<file>', "the state's own CSV file")
    .requiredOption('--as-of <day>', 'the day it was exported (YYYY-MM-DD)')
    .option('--kind <kind>', 'which register', 'new-york')
    .option('--json', 'print one JSON document')
    .action(async (path: string, options: { asOf: string; kind: string; json?: true }) => {
      const config = await configured();
      if (config === null) return;
      const { importRegisterFile } = await import('./registers-command.ts');
      const imported = await importRegisterFile(config, { kind: options.kind, path, asOf: options.asOf });
      if (imported.kind === 'usage') return fail(imported.message);
      const { register, leftOutCount, tookMs } = imported.outcome;
      process.stdout.write(
        options.json
          ? `${JSON.stringify(imported.outcome)}\n`
          : `${register.title} of ${register.asOf}: ${register.rowCount} rows in ${Math.round(tookMs / 100) / 10} s; ${leftOutCount} could not be compared with anything.\n`,
      );
    });
  registers
    .command('list')
    .description('which registers are held, and of which day')
    .option('--json', 'print one JSON document')
    .action(async (options: { json?: true }) => {
      const config = await configured();
      if (config === null) return;
      const { registersHeld } = await import('./registers-command.ts');
      const held = await registersHeld(config);
      if (options.json) process.stdout.write(`${JSON.stringify({ registers: held })}\n`);
      else
        for (const { title, asOf, rowCount } of held) process.stdout.write(`${title} of ${asOf}: ${rowCount} rows\n`);
    });
}

async function configured() {
  const { serverConfig } = await import('./server-command.ts');
  const reading = serverConfig(process.env, { mode: 'all' });
  if (reading.kind === 'config') return reading.config;
  fail(reading.message);
  return null;
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = EXIT.badUsage;
}
