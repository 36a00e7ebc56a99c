import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';

/** `lait support-bundle`: what whoever helps needs to know of a server, and nothing of its clients (docs/system.md). */
export function addSupportCommand(program: Command): void {
  program
    .command('support-bundle')
    .description('write a redacted archive (.tar.gz) of how the server stands, to hand to whoever helps')
    .option('--out <file>', 'write here instead of stdout')
    .option('--log <file>', 'take along the last lines of this log, redacted; - reads them from stdin')
    .action(async (options: { out?: string; log?: string }) => {
      if (options.out === undefined && process.stdout.isTTY) {
        fail('A bundle is no text: say where it goes with --out FILE, or > FILE. Nothing was made.');
        return;
      }
      const command = await import('./support-command.ts');
      try {
        const { bytes, fileName } = await command.supportBundle(process.env, options.log ?? null);
        if (options.out === undefined) process.stdout.write(bytes);
        else {
          writeFileSync(options.out, bytes, { mode: 0o600 });
          process.stderr.write(`${options.out} holds ${fileName}. Look through it before you send it on.\n`);
        }
      } catch (error) {
        fail(`No bundle was made: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = EXIT.badUsage;
}
