import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';

/** `lait server …` and `lait db …`. Their parts are loaded when called: the other commands need no server. */
export function addServerCommands(program: Command): void {
  const server = program.command('server').description("the firm's server (docs/configuration.md)");
  server
    .command('start')
    .description('serve until a signal; without DATABASE_URL with a PostgreSQL of its own')
    .option('--mode <mode>', 'all, api, worker or migrate')
    .option('--port <number>', 'otherwise HTTP_PORT, else 4810')
    .action(async (options: { mode?: string; port?: string }) => {
      const command = await import('./server-command.ts');
      const configured = command.serverConfig(process.env, options);
      if (configured.kind === 'usage') return fail(configured.message);
      const failure = await command.runServer(configured.config);
      if (failure !== null) fail(failure.message);
    });
  server
    .command('check')
    .description('read the settings and say what is wrong with them; starts nothing, reaches nothing')
    .action(async () => {
      const command = await import('./server-command.ts');
      const configured = command.serverConfig(process.env);
      if (configured.kind === 'usage') fail(configured.message);
    });
  server
    .command('first-administrator')
    .description('print a one-time token with which the first administrator sets a password')
    .option('--json', 'print one JSON document')
    .action(async (options: { json?: true }) => {
      const command = await import('./server-command.ts');
      const configured = command.serverConfig(process.env, { mode: 'all' });
      if (configured.kind === 'usage') return fail(configured.message);
      try {
        const { token, expiresAt } = await command.firstAdministrator(configured.config);
        const until = expiresAt.toISOString();
        process.stdout.write(
          options.json ? `${JSON.stringify({ token, until })}\n` : `${token}\nGood until ${until}.\n`,
        );
      } catch (error) {
        fail(`No token was made: ${command.wordsOf(error)}`);
      }
    });

  server
    .command('encrypt-anew')
    .description('put what depends on LAIT_PREVIOUS_JWT_SECRET_KEY under JWT_SECRET_KEY; safe to stop and to repeat')
    .action(async () => {
      const command = await import('./server-command.ts');
      const configured = command.serverConfig(process.env, { mode: 'all' });
      if (configured.kind === 'usage') return fail(configured.message);
      try {
        const { secondFactors, deviceKeys, files } = await command.encryptAllAnew(configured.config);
        process.stdout.write(
          `Encrypted anew: ${secondFactors} second factors, ${deviceKeys} keys of laptops, ${files} files. What was there before can be read with JWT_SECRET_KEY alone.\n`,
        );
      } catch (error) {
        fail(`Not everything was encrypted anew; keep LAIT_PREVIOUS_JWT_SECRET_KEY. ${command.wordsOf(error)}`);
      }
    });

  const db = program.command('db').description("the server's database");
  for (const [name, description] of [
    ['migrate', 'bring the schema up to date, forward only; safe to repeat and to run twice at once'],
    ['status', 'say which steps were applied and which are to come; changes nothing'],
  ] as const) {
    db.command(name)
      .description(description)
      .option('--json', 'print one JSON document')
      .action(async (options: { json?: true }) => {
        const command = await import('./server-command.ts');
        const configured = command.serverConfig(process.env, { mode: 'migrate' });
        if (configured.kind === 'usage') return fail(configured.message);
        try {
          const work = name === 'migrate' ? command.migrateDatabase : command.databaseStatus;
          const { applied, pending } = await work(configured.config);
          process.stdout.write(
            options.json
              ? `${JSON.stringify({ applied, pending })}\n`
              : `${applied.length} steps applied, ${pending.length} to come.\n${pending.map((step) => `  ${step}\n`).join('')}`,
          );
        } catch (error) {
          fail(`The database was not ${name === 'migrate' ? 'brought up to date' : 'read'}: ${command.wordsOf(error)}`);
        }
      });
  }
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = EXIT.badUsage;
}
