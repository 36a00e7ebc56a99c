import { existsSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Command } from 'commander';
import { createLogger } from '#server/ops/logger.ts';
import { stopOnSignals } from '#server/ops/stop-on-signals.ts';
import { SERVER_NOT_STARTED } from '#shared/api/firm.ts';
import { writeDemo } from './cli/demo/write-demo.ts';
import { type OpenedDesktop, openDesktop } from './desktop/open-desktop.ts';
import { projectRoot } from './process/project-root.ts';
import { type DemoServer, startDemoServer } from './start-demo-server.ts';
import { buildWeb, webFolder } from './web/build-web.ts';
import { serveWeb } from './web/serve-web.ts';

// Fixed, because a browser keeps its files per address: another port would show an empty application.
const DEFAULT_PORT = 4810;
const WITHOUT_IT =
  'Everything else works on this device alone. The terminal in which LAIT was started says more; start it again once that is mended.';

const command = new Command('start')
  .description('Starts LAIT on this machine only: opens the desktop application, and prints its address for a browser.')
  .option('--port <number>', 'the port on 127.0.0.1; the browser keeps its data per port', String(DEFAULT_PORT))
  .option('--no-server', 'the application alone, without the demo server')
  .option('--no-desktop', 'only in the browser')
  .parse();
const options = command.opts<{ port: string; server: boolean; desktop: boolean }>();
const port = Number(options.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('The port must be a whole number from 0 to 65535.\n');
  process.exit(2);
}

process.stderr.write('Building the application ...\n');
if (!(await buildWeb())) process.exit(1);

const demoFolder = join(projectRoot, 'out', 'demo');
if (!existsSync(demoFolder)) await writeDemo({ folder: demoFolder, invoices: 5, linesPerInvoice: null, seed: 1 });

let demo: DemoServer | null = null;
/** Why it is not there, once that is known. */
let absence: string | null = null;
let closeDesktop = () => {};
// The port is ours before a database is started for it; whoever asks meanwhile is told to wait.
const web = await listen();
const stopAll = async () => {
  closeDesktop();
  web.close();
  web.closeAllConnections();
  await demo?.server.stop();
};
stopOnSignals({ stop: stopAll }, createLogger('WARN', process.stderr));
if (options.server) {
  process.stderr.write('Starting the demo server ...\n');
  const started = await startDemoServer(join(projectRoot, '.lait'));
  if (typeof started === 'string') absence = `${started} ${WITHOUT_IT}`;
  else demo = started;
}
const address = web.address();
const actual = typeof address === 'object' && address !== null ? address.port : port;
const desktop = options.desktop
  ? await openDesktop(
      demo === null ? (absence === null ? null : { absence }) : { url: `http://127.0.0.1:${actual}` },
      () => process.stderr.write('The desktop window was closed. The browser can go on; Ctrl+C ends everything.\n'),
    )
  : null;
if (desktop?.kind === 'opened') closeDesktop = desktop.close;
process.stdout.write(
  `\n  LAIT  http://127.0.0.1:${actual}/\n\n` +
    desktopLines(desktop) +
    "  Everything stays on this machine; the browser's own storage is not encrypted.\n" +
    `  Made-up invoices to try it with: ${demoFolder}\n` +
    demoLines(demo) +
    '  Ctrl+C ends it.\n\n',
);

async function listen(): Promise<Server> {
  try {
    return await serveWeb(webFolder, port, options.server ? answerApi : undefined);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    process.stderr.write(
      `Port ${port} is taken, perhaps by LAIT itself: try http://127.0.0.1:${port}/ or name another with ` +
        '`npm start -- --port N`. Data is kept per port.\n',
    );
    process.exit(1);
  }
}

/** Hands requests to the demo server once it is there. */
function answerApi(request: IncomingMessage, response: ServerResponse): void {
  const app = demo?.server.app ?? null;
  if (app !== null) {
    app.routing(request, response);
    return;
  }
  response.writeHead(503, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '2' });
  const [code, message] =
    absence === null ? ['UNAVAILABLE', 'The demo server is not up yet.'] : [SERVER_NOT_STARTED, absence];
  response.end(JSON.stringify({ error: { code, message, request_id: '' } }));
}

function desktopLines(opened: OpenedDesktop | null): string {
  const same = '  Open this address in Chrome, Edge or Chromium, and drop invoices on the window.\n';
  if (opened === null) return same;
  if (opened.kind === 'opened') {
    return '  The desktop window is open: drop invoices on it. The same application is in the browser at this address.\n';
  }
  return `${same}  (No desktop window: ${opened.reason} This is the same application in the browser.)\n`;
}

function demoLines(running: DemoServer | null): string {
  if (running === null) return '';
  const accounts = running.accounts.map(({ email, role }) => `    ${email.padEnd(24)} ${role}\n`).join('');
  return (
    "  Sign in (button at the top) to the demo firm's server, which has bills of three matters for all of these:\n" +
    `${accounts}    password for each:       ${running.password}\n`
  );
}
