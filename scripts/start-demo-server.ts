import { DEMO_ACCOUNTS, seedDemoAccounts } from '#server/auth/seed-demo-accounts.ts';
import { developmentSecrets } from '#server/config/development-secrets.ts';
import { readEnvironment } from '#server/config/read-environment.ts';
import { createLogger } from '#server/ops/logger.ts';
import { type RunningServer, startServer } from '#server/ops/start-server.ts';
import { seedDemoWork } from './seed-demo-work.ts';

export interface DemoServer {
  readonly server: RunningServer;
  readonly accounts: readonly { readonly email: string; readonly role: string }[];
  readonly password: string;
}

/**
 * The firm's server with its own PostgreSQL, demo accounts and work, and no port of its own: requests are handed
 * over. What is there from an earlier start stays as it is.
 * @returns why it did not start, as a sentence, which is on stderr as well; the application works without it, alone on this
 *   machine
 */
export async function startDemoServer(dataDirectory: string): Promise<DemoServer | string> {
  let server: RunningServer | null = null;
  try {
    const reading = readEnvironment({ LAIT_DATA_DIRECTORY: dataDirectory, LAIT_DEMO: 'on', LOG_LEVEL: 'WARN' }, 'all');
    if (!reading.ok) throw new Error(reading.problems.join(' '));
    // The log goes to stderr here: stdout is for the person at the terminal.
    const log = createLogger(reading.config.logLevel, process.stderr);
    server = await startServer(reading.config, log, { isListening: false });
    const { demoPassword } = developmentSecrets(dataDirectory);
    await seedDemoAccounts(server.context, demoPassword);
    await seedDemoWork(server.context);
    return { server, accounts: DEMO_ACCOUNTS, password: demoPassword };
  } catch (error) {
    await server?.stop();
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = `The demo server did not start: ${reason}`;
    process.stderr.write(`${sentence}\nThe application works without it, on its own.\n`);
    return sentence;
  }
}
