import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InstanceLock, takeInstanceLock } from './instance-lock.ts';
import { strict } from './strict.ts';

/** Closes every window and what shows them; set by the windows, which know `app` but not the other way round. */
export const shutDown: { closeWindows: () => boolean; quitChromium: () => Promise<void> } = {
  closeWindows: () => true,
  quitChromium: async () => {},
};

const packageFile = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};

class StandinApp extends EventEmitter {
  isPackaged = false;
  private paths = new Map<string, string>();
  private lock: InstanceLock | null = null;
  private isUp = false;
  private ready = Promise.withResolvers<void>();
  private quitStep: 'running' | 'quitting' | 'gone' = 'running';

  constructor() {
    super();
    // Ready once the main script has run to its end, as in Electron.
    setImmediate(() => {
      if (this.quitStep !== 'running') return;
      this.isUp = true;
      this.ready.resolve();
      this.emit('ready');
    });
  }

  isReady(): boolean {
    return this.isUp;
  }

  whenReady(): Promise<void> {
    return this.ready.promise;
  }

  isQuitting(): boolean {
    return this.quitStep !== 'running';
  }

  getVersion(): string {
    // What a package says of itself; on the stand-in a test names it.
    return process.env.LAIT_STANDIN_VERSION ?? packageFile.version;
  }

  getName(): string {
    return packageFile.name;
  }

  getAppPath(): string {
    return process.cwd();
  }

  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.paths.set(name, path);
  }

  getPath(name: string): string {
    const known = this.paths.get(name);
    if (known !== undefined) return known;
    if (name === 'userData') return join(homedir(), '.config', packageFile.name);
    if (name === 'temp') return tmpdir();
    if (name === 'exe') return process.execPath;
    throw new Error(`Failed to get '${name}' path`);
  }

  setAppUserModelId(_id: string): void {}

  enableSandbox(): void {
    if (this.isUp) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.isSandboxed = true;
  }
  isSandboxed = false;

  setAsDefaultProtocolClient(_scheme: string): boolean {
    return true;
  }

  requestSingleInstanceLock(data?: object): boolean {
    this.lock = takeInstanceLock(this.getPath('userData'), data ?? {}, (message) => {
      this.emit('second-instance', {}, message.argv, message.folder, message.data);
    });
    return this.lock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.lock?.release();
    this.lock = null;
  }

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count;
    return true;
  }

  getBadgeCount(): number {
    return this.badgeCount;
  }
  private badgeCount = 0;

  /** Started once this one has ended. */
  relaunch(options: { execPath?: string; args?: string[] } = {}): void {
    const [file = process.execPath, args = [...process.execArgv, ...process.argv.slice(1)]] = [
      options.execPath,
      options.args,
    ];
    this.after = () => void spawn(file, args, { detached: true, stdio: 'ignore' }).unref();
  }
  private after: () => void = () => {};

  /** before-quit, close of each window, will-quit, quit; each but the last may be refused. */
  quit(): void {
    if (this.quitStep !== 'running') return;
    if (this.isRefused('before-quit')) return;
    this.quitStep = 'quitting';
    if (!shutDown.closeWindows() || this.isRefused('will-quit')) {
      this.quitStep = 'running';
      return;
    }
    this.exit(0);
  }

  exit(code = 0): void {
    if (this.quitStep === 'gone') return;
    this.quitStep = 'gone';
    this.emit('quit', {}, code);
    this.lock?.release();
    void shutDown.quitChromium().finally(() => {
      this.after();
      process.exit(code);
    });
  }

  private isRefused(event: string): boolean {
    let isRefused = false;
    this.emit(event, {
      preventDefault: () => {
        isRefused = true;
      },
    });
    return isRefused;
  }
}

export const app = strict('app', new StandinApp());
