import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { EXIT } from './exit-codes.ts';

/** `lait release …`: made where the private key is, away from the server (docs/updates.md). */
export function addReleaseCommands(program: Command): void {
  const release = program.command('release').description('sign new versions of the desktop application');
  release
    .command('keygen')
    .description('make a signing key; keep it off every server, and make two')
    .requiredOption('--out <file>', 'the private key; the public one is written beside it')
    .action(async ({ out }: { out: string }) => {
      const { makeReleaseKey } = await import('./sign-release.ts');
      try {
        const { keyId } = await makeReleaseKey(out);
        process.stdout.write(`Key ${keyId}: ${out}, and ${out}.public.json for the server.\n`);
      } catch (error) {
        fail(`No key was made: ${error instanceof Error ? error.message : 'the file cannot be written'}`);
      }
    });
  release
    .command('sign')
    .description('describe the installers of a folder and sign the description')
    .argument('<folder>', 'with LAIT-<version>-<os>-<arch>.<ending>')
    .requiredOption('--key <file>', 'the private key')
    .requiredOption('--release-version <version>', 'as in the names of the files')
    .requiredOption('--minimum-server <version>', 'the oldest server this version works with')
    .requiredOption('--out <file>', 'the signed descriptor, for the administrator')
    .option('--notes <text>', 'what changed, for those who are asked to restart', '')
    .option('--json', 'print one JSON document')
    .action(
      async (
        folder: string,
        options: {
          key: string;
          releaseVersion: string;
          minimumServer: string;
          out: string;
          notes: string;
          json?: true;
        },
      ) => {
        const { signRelease } = await import('./sign-release.ts');
        const signed = await signRelease({
          folder,
          keyFile: options.key,
          version: options.releaseVersion,
          minimumServer: options.minimumServer,
          notes: options.notes,
        });
        if (signed.kind === 'usage') return fail(signed.message);
        writeFileSync(options.out, `${JSON.stringify(signed.release)}\n`);
        const names = signed.files.map(({ name }) => name);
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ version: options.releaseVersion, keyId: signed.release.keyId, files: names })}\n`
            : `Signed with key ${signed.release.keyId}: ${options.out}\n${names.map((name) => `  ${name}\n`).join('')}`,
        );
      },
    );
  release
    .command('rotate-keys')
    .description('sign a statement that other public keys are trusted from now on')
    .argument('<public keys...>', 'one or two files that keygen wrote')
    .requiredOption('--key <file>', 'a private key that is trusted now')
    .requiredOption('--sequence <number>', 'one more than the last statement had; 1 for the first', wholeNumber)
    .requiredOption('--out <file>', 'the statement, for the administrator')
    .action(async (publicKeyFiles: string[], options: { key: string; sequence: number; out: string }) => {
      const { signKeyStatement } = await import('./sign-release.ts');
      try {
        const signed = await signKeyStatement({ keyFile: options.key, sequence: options.sequence, publicKeyFiles });
        if (signed.kind === 'usage') return fail(signed.message);
        writeFileSync(options.out, `${JSON.stringify(signed.statement)}\n`);
        process.stdout.write(`Signed: ${options.out}\n`);
      } catch (error) {
        fail(`Nothing was signed: ${error instanceof Error ? error.message : 'a file cannot be read'}`);
      }
    });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a whole number from 1');
  return Number(text);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = EXIT.badUsage;
}
