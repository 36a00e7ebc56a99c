import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cdp, connectCdp } from './cdp.ts';
import { startProxy } from './proxy.ts';

/** The running Chromium that shows LAIT's windows. */
export interface Chromium {
  readonly cdp: Cdp;
  /** For a test to attach to as well. */
  readonly endpoint: string;
  /** Opens a window of its own at the address. */
  openWindow(url: string): Promise<void>;
  /** Resolves once everything it keeps is written. */
  quit(): Promise<void>;
}

const PATIENCE_MS = 20_000;

/** With a display each window is a real one, without address bar; without one they are drawn unseen. */
const isHeaded = (process.env.DISPLAY ?? '') !== '';

function argumentsFor(profile: string, proxyPort: number): readonly string[] {
  return [
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    `--proxy-server=http://127.0.0.1:${proxyPort}`,
    // Loopback too goes through the proxy: that is where our pages are.
    '--proxy-bypass-list=<-loopback>',
    '--no-sandbox',
    '--test-type',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--password-store=basic',
    '--disable-features=Translate,MediaRouter,OptimizationHints',
    ...(isHeaded ? ['--no-startup-window'] : ['--headless=new']),
  ];
}

export async function startChromium(userData: string): Promise<Chromium> {
  const profile = join(userData, 'standin-chromium');
  mkdirSync(profile, { recursive: true });
  writePreferences(join(profile, 'Default'));
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const proxy = await startProxy();
  const file = process.env.LAIT_CHROMIUM ?? '/usr/bin/chromium';
  const args = argumentsFor(profile, proxy.port);
  // A group of its own, so that everything it starts can be ended with it.
  const child = spawn(file, [...args, ...(isHeaded ? [] : ['about:blank'])], { detached: true, stdio: 'ignore' });
  process.on('exit', () => killGroup(child));
  const endpoint = await readEndpoint(portFile, child);
  const cdp = await connectCdp(endpoint);
  return {
    cdp,
    endpoint,
    async openWindow(url) {
      if (!isHeaded) {
        await cdp.send('Target.createTarget', { url, newWindow: true });
        await closeFirstPage(cdp);
        return;
      }
      // A second call on the same profile hands its window over to the running one and ends.
      const opener = spawn(file, [...args.filter((arg) => arg !== '--no-startup-window'), `--app=${url}`], {
        stdio: 'ignore',
      });
      opener.unref();
    },
    async quit() {
      const isGone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      await cdp.send('Browser.close').catch(() => undefined);
      await Promise.race([isGone, new Promise((resolve) => setTimeout(resolve, 3_000))]);
      proxy.close();
      killGroup(child);
    },
  };
}

/** Without a display Chromium begins with a page of its own; it goes once there is one of ours. */
async function closeFirstPage(cdp: Cdp): Promise<void> {
  const { targetInfos } = await cdp.send<{ targetInfos: { targetId: string; type: string; url: string }[] }>(
    'Target.getTargets',
  );
  for (const { targetId, type, url } of targetInfos) {
    if (type === 'page' && url === 'about:blank') await cdp.send('Target.closeTarget', { targetId });
  }
}

/** No looking ahead: Chromium would otherwise connect to wherever a link points before anybody follows it. */
function writePreferences(folder: string): void {
  const path = join(folder, 'Preferences');
  if (existsSync(path)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, JSON.stringify({ net: { network_prediction_options: 2 } }));
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    return; // It has ended by itself.
  }
}

async function readEndpoint(portFile: string, child: ChildProcess): Promise<string> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    try {
      const [port, path] = readFileSync(portFile, 'utf8').split('\n');
      if (port !== undefined && path !== undefined && path !== '') return `ws://127.0.0.1:${port}${path}`;
    } catch {
      if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode} before it was ready.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('Chromium did not start in time.');
}
