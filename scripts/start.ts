import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { writeDemo } from './cli/demo/write-demo.ts';
import { projectRoot } from './process/project-root.ts';
import { startDemoServer } from './start-demo-server.ts';
import { buildWeb, webFolder } from './web/build-web.ts';
import { serveWeb } from './web/serve-web.ts';

// Fixed, because a browser keeps its files per address: another port would show an empty application.
const DEFAULT_PORT = 4810;

const command = new Command('start')
  .description('Builds LAIT, serves it on this machine only, and prints its address.')
  .option('--port <number>', 'the port on 127.0.0.1; the browser keeps its data per port', String(DEFAULT_PORT))
  .option('--no-server', 'the application alone, without the demo server')
  .parse();
const options = command.opts<{ port: string; server: boolean }>();
const port = Number(options.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('The port must be a whole number from 0 to 65535.\n');
  process.exit(2);
}

process.stderr.write('Building the application ...\n');
if (!(await buildWeb())) process.exit(1);

const demoFolder = join(projectRoot, 'out', 'demo');
if (!existsSync(demoFolder)) await writeDemo({ folder: demoFolder, invoices: 5, linesPerInvoice: null, seed: 1 });

if (options.server) process.stderr.write('Starting the demo server ...\n');
const demo = options.server ? await startDemoServer(join(projectRoot, '.lait')) : null;
const app = demo?.server.app ?? null;

try {
  const server = await serveWeb(
    webFolder,
    port,
    app === null ? undefined : (asked, answer) => app.routing(asked, answer),
  );
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  process.stdout.write(
    `\n  LAIT  http://127.0.0.1:${actual}/\n\n` +
      '  Open this address in Chrome, Edge or Chromium, and drop invoices on the window.\n' +
      '  The desktop window is not part of this version; this is the same application in the browser.\n' +
      "  Everything stays on this machine, in the browser's own storage, which is not encrypted.\n" +
      `  Made-up invoices to try it with: ${demoFolder}\n` +
      demoLines() +
      '  Ctrl+C ends it.\n\n',
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
      void demo?.server.stop();
    });
  }
} catch (error) {
  await demo?.server.stop();
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) throw error;
  process.stderr.write(
    `Port ${port} is taken, perhaps by LAIT itself: try http://127.0.0.1:${port}/ or name another with ` +
      '`npm start -- --port N`. Data is kept per port.\n',
  );
  process.exit(1);
}

function demoLines(): string {
  if (demo === null) return '';
  const accounts = demo.accounts.map(({ email, role }) => `    ${email}  ${role}\n`).join('');
  return `  Demo accounts of the firm's server (one password: ${demo.password}):\n${accounts}`;
}
