import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { writeDemo } from './cli/demo/write-demo.ts';
import { projectRoot } from './process/project-root.ts';
import { buildWeb, webFolder } from './web/build-web.ts';
import { serveWeb } from './web/serve-web.ts';

// Fixed, because a browser keeps its files per address: another port would show an empty application.
const DEFAULT_PORT = 4810;

const command = new Command('start')
  .description('Builds LAIT, serves it on this machine only, and prints its address.')
  .option('--port <number>', 'the port on 127.0.0.1; the browser keeps its data per port', String(DEFAULT_PORT))
  .parse();
const port = Number(command.opts<{ port: string }>().port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('The port must be a whole number from 0 to 65535.\n');
  process.exit(2);
}

process.stderr.write('Building the application ...\n');
if (!(await buildWeb())) process.exit(1);

const demoFolder = join(projectRoot, 'out', 'demo');
if (!existsSync(demoFolder)) await writeDemo({ folder: demoFolder, invoices: 5, linesPerInvoice: null, seed: 1 });

try {
  const server = await serveWeb(webFolder, port);
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  process.stdout.write(
    `\n  LAIT  http://127.0.0.1:${actual}/\n\n` +
      '  Open this address in Chrome, Edge or Chromium, and drop invoices on the window.\n' +
      '  The desktop window is not part of this version; this is the same application in the browser.\n' +
      "  Everything stays on this machine, in the browser's own storage, which is not encrypted.\n" +
      `  Made-up invoices to try it with: ${demoFolder}\n` +
      '  Ctrl+C ends it.\n\n',
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) throw error;
  process.stderr.write(
    `Port ${port} is taken, perhaps by LAIT itself: try http://127.0.0.1:${port}/ or name another with ` +
      '`npm start -- --port N`. Data is kept per port.\n',
  );
  process.exit(1);
}
