import { EventEmitter } from 'node:events';
import { toChromium } from './address.ts';
import { app, shutDown } from './app.ts';
import type { Cdp, CdpParams } from './cdp.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { downloadsOf } from './downloads.ts';
import { WAITING_PATH } from './proxy.ts';
import { sessionOf, showPagesOf } from './session.ts';
import { strict } from './strict.ts';
import { tellTest } from './tell-test.ts';
import { StandinContents } from './web-contents.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const windows: BrowserWindow[] = [];
let chromium: Promise<Chromium> | null = null;
let nextId = 1;
const waitingForTarget = new Map<number, (targetId: string) => void>();
/** Pages that are windows of ours, by target. */
const targets = new Map<string, BrowserWindow>();

/** A window of LAIT: one Chromium window with the page of its web contents. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  readonly id: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly contents: StandinContents;
  private state: 'normal' | 'minimized' | 'maximized' = 'normal';
  private isShown = false;
  private isOver = false;
  private bounds: Bounds;
  private target: string | null = null;
  private cdp: Cdp | null = null;

  constructor(options: Record<string, unknown> = {}) {
    super();
    this.id = nextId;
    nextId += 1;
    this.options = options;
    const preferences = options.webPreferences as Record<string, unknown>;
    const session = sessionOf(String(preferences.partition ?? ''));
    showPagesOf(session);
    this.contents = new StandinContents(this.id, preferences, session);
    const number = (name: string, otherwise: number) => (typeof options[name] === 'number' ? options[name] : otherwise);
    this.bounds = {
      x: number('x', 40),
      y: number('y', 40),
      width: number('width', 800),
      height: number('height', 600),
    };
    this.contents.once('did-finish-load', () => this.emit('ready-to-show'));
    windows.push(this);
    this.open().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      app.exit(1);
    });
  }

  get webContents(): StandinContents {
    return this.contents.exposed;
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  show(): void {
    this.isShown = true;
    this.emit('show');
  }

  isVisible(): boolean {
    return this.isShown;
  }

  focus(): void {
    if (this.target !== null) this.cdp?.send('Target.activateTarget', { targetId: this.target }).catch(() => undefined);
    this.isInFront = true;
    this.emit('focus');
  }

  blur(): void {
    this.isInFront = false;
    this.emit('blur');
  }

  /** No system says so here: a window that is shown is in front until a test says otherwise. */
  isFocused(): boolean {
    return this.isInFront;
  }
  isInFront = true;

  setProgressBar(progress: number): void {
    this.progress = progress;
  }
  progress = -1;

  setOverlayIcon(_image: object | null, _description: string): void {}

  isDestroyed(): boolean {
    return this.isOver;
  }

  isMinimized(): boolean {
    return this.state === 'minimized';
  }

  isMaximized(): boolean {
    return this.state === 'maximized';
  }

  minimize(): void {
    this.change('minimized', 'minimize');
  }

  maximize(): void {
    this.change('maximized', 'maximize');
  }

  restore(): void {
    this.change('normal', 'restore');
  }

  getNormalBounds(): Bounds {
    return this.bounds;
  }

  getBounds(): Bounds {
    return this.bounds;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    void this.applyBounds();
    this.emit('resize');
    this.emit('move');
  }

  /** @returns false when somebody refused it */
  close(): boolean {
    if (this.isOver) return true;
    let isRefused = false;
    this.emit('close', {
      preventDefault: () => {
        isRefused = true;
      },
    });
    if (isRefused) return false;
    this.destroy();
    return true;
  }

  destroy(): void {
    if (this.isOver) return;
    this.isOver = true;
    windows.splice(windows.indexOf(this), 1);
    this.contents.destroy();
    if (this.target !== null) {
      targets.delete(this.target);
      this.cdp?.send('Target.closeTarget', { targetId: this.target }).catch(() => undefined);
    }
    this.emit('closed');
    // Electron does not say so while it is quitting.
    if (windows.length === 0 && !app.isQuitting()) app.emit('window-all-closed');
  }

  private async open(): Promise<void> {
    chromium ??= begin();
    const { cdp, openWindow } = await chromium;
    const found = new Promise<string>((resolve) => waitingForTarget.set(this.id, resolve));
    await openWindow(waitingAddress(this.id));
    const targetId = await found;
    this.cdp = cdp;
    this.target = targetId;
    targets.set(targetId, this);
    const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    await this.applyBounds();
    await this.contents.attach(cdp, sessionId);
  }

  private async applyBounds(): Promise<void> {
    if (this.cdp === null || this.target === null) return;
    const targetId = this.target;
    const { windowId } = await this.cdp.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId });
    const { x: left, y: top, width, height } = this.bounds;
    await this.cdp.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
  }

  private change(state: 'normal' | 'minimized' | 'maximized', event: string): void {
    if (this.state === 'maximized' && state === 'normal') this.emit('unmaximize');
    this.state = state;
    this.emit(event);
  }
}

async function begin(): Promise<Chromium> {
  const started = await startChromium(app.getPath('userData'));
  started.cdp.on('', (method, params) => hear(started, method, params));
  await started.cdp.send('Target.setDiscoverTargets', { discover: true });
  await downloadsOf.begin(started.cdp);
  tellTest({ type: 'chromium', endpoint: started.endpoint });
  return started;
}

function hear(started: Chromium, method: string, params: CdpParams): void {
  downloadsOf.hear(started.cdp, method, params);
  if (method === 'Target.targetDestroyed') {
    // Somebody closed the window from outside: by its button, or a test.
    targets.get(params.targetId)?.destroy();
    return;
  }
  if (method !== 'Target.targetCreated' && method !== 'Target.targetInfoChanged') return;
  const { targetId, type, url, openerId } = params.targetInfo;
  if (type !== 'page') return;
  if (openerId !== undefined && targets.has(openerId)) {
    // Whatever a page of ours opened: LAIT's handler was asked already, and Electron would have made nothing.
    started.cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
    return;
  }
  for (const [id, found] of waitingForTarget) {
    if (url !== waitingAddress(id)) continue;
    waitingForTarget.delete(id);
    found(targetId);
  }
}

function waitingAddress(id: number): string {
  return toChromium(`lait://app${WAITING_PATH}?window=${id}`);
}

shutDown.closeWindows = () => [...windows].every((window) => window.close());
shutDown.quitChromium = async () => {
  if (chromium !== null) await (await chromium).quit();
};

/** As LAIT sees it: windows that fail loudly on what is not here. */
export const ExposedBrowserWindow = new Proxy(BrowserWindow, {
  construct: (target, args) => strict('BrowserWindow', Reflect.construct(target, args)),
});
