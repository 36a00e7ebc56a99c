import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, _electron as electronDriver, type Page } from 'playwright-core';
import { desktopEntry } from '../scripts/desktop/build-desktop.ts';
import { electronFile } from '../scripts/desktop/open-desktop.ts';
import { projectRoot } from '../scripts/process/project-root.ts';
import type { FromTest } from './electron-standin/control.ts';
import type { ToTest } from './electron-standin/tell-test.ts';

/** Electron's module, as a function run in the main process gets it. */
export type ElectronModule = typeof import('electron');

export interface DesktopOptions {
  /** Further arguments: links, files. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Another main script in place of LAIT's own, for a comparison. */
  readonly main?: string;
  /** Data to begin with: another run's folder, of which a copy is taken. */
  readonly copyOf?: string;
}

/** A running LAIT, on the real Electron where there is one, else on the stand-in. The same specifications run on both. */
export interface RunningDesktop {
  readonly driver: 'electron' | 'standin';
  readonly page: Page;
  readonly userData: string;
  /** Everything the page complained about: uncaught errors, console errors, policy violations. */
  readonly complaints: readonly string[];
  /** Runs a function in the main process; it stands on nothing outside itself. */
  evaluate<Arg, Result>(
    run: (electron: ElectronModule, arg: Arg) => Result | Promise<Result>,
    arg: Arg,
  ): Promise<Result>;
  /** Drops files and folders on the window, with their paths, as a file manager does. */
  dropPaths(paths: readonly string[]): Promise<void>;
  /** Starts LAIT a second time on the same data. @returns its exit code */
  startAgain(args: readonly string[]): Promise<number>;
  /** What pages asked of any network; on the real Electron nobody listens, and there is none to tell of. */
  foreignRequests(): Promise<readonly { readonly url: string; readonly isCancelled: boolean }[]>;
  /** Ends as a person ends it; the data stays. */
  quit(): Promise<void>;
  /** Starts again on the same data. */
  reopen(options?: DesktopOptions): Promise<RunningDesktop>;
  /** Ends it and deletes the data. */
  end(): Promise<void>;
}

const REGISTER = join(projectRoot, 'e2e', 'electron-standin', 'register.ts');
const PATIENCE_MS = 30_000;

/** The real binary: named, or fetched into node_modules; null where the stand-in has to do. */
export const electronBinary = electronFile;

export function launchDesktop(options: DesktopOptions = {}): Promise<RunningDesktop> {
  const userData = mkdtempSync(join(tmpdir(), 'lait-desktop-'));
  if (options.copyOf !== undefined) cpSync(options.copyOf, userData, { recursive: true, filter: isOurs });
  return open(userData, options);
}

/** Chromium's own files are made anew. */
function isOurs(path: string): boolean {
  return !path.includes('standin-chromium') && !path.includes('standin-instance');
}

function open(userData: string, options: DesktopOptions): Promise<RunningDesktop> {
  const binary = electronBinary();
  return binary === null ? openStandin(userData, options) : openElectron(binary, userData, options);
}

function environment(userData: string, options: DesktopOptions): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    LAIT_USER_DATA: userData,
    NODE_NO_WARNINGS: '1',
    ...options.env,
  };
}

async function openElectron(binary: string, userData: string, options: DesktopOptions): Promise<RunningDesktop> {
  const env = environment(userData, options);
  const args = [options.main ?? projectRoot, ...(options.args ?? [])];
  const app = await electronDriver.launch({ executablePath: binary, args, env, cwd: projectRoot });
  const page = await app.firstWindow();
  const shared = await sharedParts(page, userData, (again) => runToEnd(binary, [projectRoot, ...again], env));
  return {
    ...shared,
    driver: 'electron',
    evaluate: (run, arg) => app.evaluate(run as never, arg),
    foreignRequests: async () => [],
    quit: () => app.close(),
    async end() {
      await app.close().catch(() => undefined);
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

async function openStandin(userData: string, options: DesktopOptions): Promise<RunningDesktop> {
  const env = environment(userData, options);
  const node = (args: readonly string[]) => ['--import', REGISTER, options.main ?? desktopEntry, ...args];
  const child = spawn(process.execPath, node(options.args ?? []), {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const line = testLine(child);
  const endpoint = await line.chromium;
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no window.');
  const page = await applicationPage(context);
  const shared = await sharedParts(page, userData, (args) => runToEnd(process.execPath, node(args), env));
  const quit = async () => {
    const isGone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode !== null) return;
    await line.evaluate(({ app }) => app.quit(), null).catch(() => undefined);
    await isGone;
    await browser.close().catch(() => undefined);
  };
  return {
    ...shared,
    driver: 'standin',
    evaluate: line.evaluate,
    async dropPaths(paths) {
      await line.ask({ type: 'revealPaths' });
      await shared.dropPaths(paths);
    },
    foreignRequests: () => line.ask({ type: 'foreignRequests' }) as never,
    quit,
    async end() {
      await quit();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

/** What needs no driver: Playwright's page, drops through DevTools, a second process, the same data again. */
async function sharedParts(
  page: Page,
  userData: string,
  startAgain: (args: readonly string[]) => Promise<number>,
): Promise<Pick<RunningDesktop, 'page' | 'userData' | 'complaints' | 'dropPaths' | 'startAgain' | 'reopen'>> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  return {
    page,
    userData,
    complaints,
    startAgain,
    reopen: (options = {}) => open(userData, options),
    async dropPaths(paths) {
      const session = await page.context().newCDPSession(page);
      const data = { items: [], files: [...paths], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
      }
      await session.detach();
    },
  };
}

/** The window's page once it shows the application, and not the address at which it waited. */
async function applicationPage(context: BrowserContext): Promise<Page> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const found = context
      .pages()
      .find((page) => page.url().startsWith('http://app.lait.localhost/') && !page.url().includes('standin-waiting'));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(
    `No window showed the application: ${context
      .pages()
      .map((page) => page.url())
      .join(', ')}`,
  );
}

function testLine(child: ChildProcess) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const started = Promise.withResolvers<string>();
  let nextId = 1;
  child.on('message', (message: ToTest) => {
    if (message.type === 'chromium') started.resolve(message.endpoint);
    else {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) call?.resolve(message.value);
      else call?.reject(new Error(message.error));
    }
  });
  child.once('exit', (code) => {
    const error = new Error(`The application ended with ${code}.`);
    started.reject(error);
    for (const call of waiting.values()) call.reject(error);
  });
  started.promise.catch(() => undefined);
  const ask = (question: Omit<Extract<FromTest, { type: FromTest['type'] }>, 'id'> & object): Promise<unknown> => {
    const id = nextId;
    nextId += 1;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ ...question, id });
    });
  };
  return {
    chromium: started.promise,
    ask,
    evaluate: <Arg, Result>(run: (electron: ElectronModule, arg: Arg) => Result | Promise<Result>, arg: Arg) =>
      ask({ type: 'evaluate', source: String(run), arg } as never) as Promise<Result>,
  };
}

function runToEnd(file: string, args: readonly string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args], { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
