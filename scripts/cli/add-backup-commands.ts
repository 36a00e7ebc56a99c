import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';

/** `lait backup …`: what the host's scripts call inside the containers (docs/operations.md). */
export function addBackupCommands(program: Command): void {
  const backup = program.command('backup').description('backups of the file store, and what follows a restore');
  backup
    .command('files <folder>')
    .description(
      'copy what is new in the file store into a folder of backups (BACKUP_ENCRYPTION_KEY, LAIT_DATA_DIRECTORY)',
    )
    .option('--again', 'copy every file once more in place of its copy, after JWT_SECRET_KEY was changed')
    .option('--removed-on-purpose', 'many files are gone from the store, and that is meant')
    .action(async (folder: string, options: { readonly again?: boolean; readonly removedOnPurpose?: boolean }) => {
      const { saveFiles } = await import('./backup-command.ts');
      await say(() => saveFiles(process.env, folder, options));
    });
  const parts = [
    ['restore-files <folder>', 'put back what the file store lacks', 'bringFilesBack'],
    ['check-files <folder>', 'read every copy to its end; ends with 2 where one is broken', 'checkFiles'],
  ] as const;
  for (const [name, description, work] of parts) {
    backup
      .command(name)
      .description(`${description} (BACKUP_ENCRYPTION_KEY, LAIT_DATA_DIRECTORY)`)
      .action(async (folder: string) => {
        const command = await import('./backup-command.ts');
        await say(() => command[work](process.env, folder));
      });
  }
  backup
    .command('after-restore')
    .description('begin a new generation of the record, so that every laptop takes a fresh image (DATABASE_URL)')
    .action(async () => {
      const command = await import('./backup-command.ts');
      await say(async () => command.beginAfterRestore(await ownerUrl()));
    });
  backup
    .command('describe')
    .description('counts, checksums and the newest mark of the record, as one JSON document (DATABASE_URL)')
    .action(async () => {
      const { describeRecord } = await import('#server/backups/describe-record.ts');
      await say(async () => JSON.stringify(await describeRecord(await ownerUrl())));
    });
  backup
    .command('mark <point>')
    .description('name a point of the log and describe the record as it stands there (DATABASE_URL)')
    .action(async (point: string) => {
      const { markRecord } = await import('#server/backups/describe-record.ts');
      await say(async () => JSON.stringify(await markRecord(await ownerUrl(), point)));
    });
}

async function ownerUrl(): Promise<string> {
  const { readEnvironment } = await import('#server/config/read-environment.ts');
  const reading = readEnvironment(process.env, 'migrate');
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  if (reading.config.database.adminUrl === null)
    throw new Error('DATABASE_URL, the connection of the owner, is needed.');
  return reading.config.database.adminUrl;
}

async function say(work: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = EXIT.badUsage;
  }
}
