import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { toChromium, toElectron } from './address.ts';
import type { Cdp, CdpParams } from './cdp.ts';
import { makeCodec } from './codec.ts';
import { invokeHandlers } from './ipc-main.ts';
import type { StandinPort } from './ports.ts';
import { WAITING_PATH } from './proxy.ts';
import type { StandinSession } from './session.ts';
import { strict } from './strict.ts';
import { bridgeHalf, type FromPreload, pageWorld, preloadWorld, type ToPreload } from './worlds.ts';

const BINDING = '__laitStandin';
const codec = makeCodec();

/** Electron's names of permissions, and those of DevTools. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  'idle-detection': 'idle-detection',
  midi: 'midi',
  'persistent-storage': 'persistent-storage',
};

/** A frame, as `event.senderFrame` shows it. */
export interface StandinFrame {
  url: string;
  readonly origin: string;
  readonly parent: StandinFrame | null;
}

type OpenHandler = (details: { readonly url: string; readonly disposition: string }) => { readonly action: string };

/** The page of a window: real Chromium behind DevTools, with Electron's events and rules around it. */
export class StandinContents extends EventEmitter {
  readonly id: number;
  readonly preferences: Record<string, unknown>;
  readonly session: StandinSession;
  readonly mainFrame: StandinFrame;
  windowOpenHandler: OpenHandler | null = null;
  private isOver = false;
  private cdp: Cdp | null = null;
  private sessionId = '';
  private mainFrameId = '';
  private preloadContext: string | null = null;
  /** A navigation that main itself asked for: no event, and nobody may refuse it. */
  private ownNavigation: string | null = null;
  private kept: string[] = [];
  private ports = new Map<number, { received(data: unknown): void; ended(): void }>();
  private nextPort = 1;
  private whenAttached = Promise.withResolvers<void>();

  constructor(id: number, preferences: Record<string, unknown>, session: StandinSession) {
    super();
    this.id = id;
    this.preferences = preferences;
    this.session = session;
    this.mainFrame = { url: '', origin: '', parent: null };
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.isOver;
  }

  getLastWebPreferences(): Record<string, unknown> {
    return this.preferences;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.windowOpenHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    await this.whenAttached.promise;
    this.ownNavigation = toChromium(url);
    const { errorText } = await this.ask<{ errorText?: string }>('Page.navigate', { url: toChromium(url) });
    if (errorText !== undefined) throw new Error(`${errorText} (loading '${url}')`);
  }

  reload(): void {
    this.ownNavigation = toChromium(this.mainFrame.url);
    this.ask('Page.reload').catch(() => undefined);
  }

  forcefullyCrashRenderer(): void {
    this.ask('Page.crash').catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    this.tell({ type: 'send', channel, args });
  }

  postMessage(channel: string, message: unknown, transfer: readonly StandinPort[] = []): void {
    const ports = transfer.map((port) => {
      const id = this.nextPort;
      this.nextPort += 1;
      const ends = port.handOver({
        post: (data) => this.tell({ type: 'portMessage', port: id, data }),
        close: () => this.tell({ type: 'portClosed', port: id }),
      });
      this.ports.set(id, ends);
      return id;
    });
    this.tell({ type: 'port', channel, message, ports });
  }

  /** Takes over a page that waits at our waiting address. */
  async attach(cdp: Cdp, sessionId: string): Promise<void> {
    this.cdp = cdp;
    this.sessionId = sessionId;
    // Set before any domain is switched on: events begin at once.
    cdp.on(sessionId, (method, params) => this.hear(method, params));
    const { frameTree } = await this.ask<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
    this.mainFrameId = frameTree.frame.id;
    const secret = `lait-${randomBytes(12).toString('hex')}`;
    const quoted = JSON.stringify(secret);
    const preload = readFileSync(String(this.preferences.preload), 'utf8');
    await Promise.all([
      this.ask('Page.enable'),
      this.ask('Runtime.enable'),
      this.ask('Inspector.enable'),
      this.ask('Runtime.addBinding', { name: BINDING, executionContextName: 'preload' }),
      // What a page opens stops before it loads anything, and is closed.
      this.ask('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      this.ask('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] }),
      // The page's half first: the preload exposes to it.
      this.ask('Page.addScriptToEvaluateOnNewDocument', { source: `(${pageWorld})(${bridgeHalf}, ${quoted});` }),
    ]);
    await this.ask('Page.addScriptToEvaluateOnNewDocument', {
      worldName: 'preload',
      source: `(${preloadWorld})(${bridgeHalf}, ${makeCodec}, ${quoted}, '${BINDING}', (require, module, exports) => {\n${preload}\n});`,
    });
    this.session.onPermissionChange = () => void this.applyPermissions();
    await this.applyPermissions();
    this.whenAttached.resolve();
  }

  /** Files can be asked for their path from now on; slows the page a little. */
  async revealPaths(): Promise<void> {
    await this.ask('Debugger.enable');
  }

  destroy(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.dropPorts();
    this.cdp?.off(this.sessionId);
    this.emit('destroyed');
  }

  private ask<Result = Record<string, unknown>>(method: string, params: object = {}): Promise<Result> {
    if (this.cdp === null) return Promise.reject(new Error(`${method}: the window is not there yet.`));
    return this.cdp.send<Result>(method, params, this.sessionId);
  }

  private tell(message: ToPreload): void {
    const text = codec.encode(message);
    if (this.preloadContext === null) this.kept.push(text);
    else this.deliver(text);
  }

  private deliver(text: string): void {
    const expression = `${BINDING}Take(${JSON.stringify(text)})`;
    this.ask('Runtime.evaluate', { expression, uniqueContextId: this.preloadContext }).catch(() => undefined);
  }

  private hear(method: string, params: CdpParams): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const { uniqueId, name, auxData } = params.context;
        if (name !== 'preload' || auxData?.frameId !== this.mainFrameId) break;
        this.preloadContext = uniqueId;
        for (const text of this.kept) this.deliver(text);
        this.kept = [];
        break;
      }
      case 'Runtime.executionContextDestroyed':
        if (params.executionContextUniqueId === this.preloadContext) this.forgetPage();
        break;
      case 'Runtime.executionContextsCleared':
        this.forgetPage();
        break;
      case 'Runtime.bindingCalled':
        if (params.name === BINDING) void this.takeFromPreload(codec.decode(params.payload) as FromPreload);
        break;
      case 'Fetch.requestPaused':
        void this.decideNavigation(params);
        break;
      case 'Page.frameNavigated':
        if (params.frame.parentId === undefined) this.mainFrame.url = toElectron(params.frame.url);
        break;
      case 'Page.navigatedWithinDocument':
        if (params.frameId === this.mainFrameId) this.mainFrame.url = toElectron(params.url);
        break;
      case 'Page.loadEventFired':
        if (!this.mainFrame.url.includes(WAITING_PATH)) this.emit('did-finish-load');
        break;
      case 'Page.windowOpen':
        this.openWindow(toElectron(params.url));
        break;
      case 'Target.attachedToTarget':
        void this.meetTarget(params);
        break;
      case 'Inspector.targetCrashed':
        this.forgetPage();
        this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
        break;
      case 'Debugger.paused':
        void this.answerPath();
        break;
    }
  }

  private forgetPage(): void {
    this.preloadContext = null;
    this.dropPorts();
  }

  private dropPorts(): void {
    for (const port of this.ports.values()) port.ended();
    this.ports.clear();
  }

  private async takeFromPreload(message: FromPreload): Promise<void> {
    switch (message.type) {
      case 'invoke': {
        const answer = await this.answerInvoke(message.channel, message.args);
        this.tell({ type: 'answer', id: message.id, ...answer });
        break;
      }
      case 'portMessage':
        this.ports.get(message.port)?.received(message.data);
        break;
      case 'portClosed':
        this.ports.get(message.port)?.ended();
        this.ports.delete(message.port);
        break;
      case 'windowOpen':
        this.openWindow(toElectron(message.url));
        break;
      case 'preloadError':
        this.emit('preload-error', {}, this.preferences.preload, new Error(message.message));
        process.stderr.write(`preload: ${message.message}\n`);
        break;
    }
  }

  private async answerInvoke(
    channel: string,
    args: readonly unknown[],
  ): Promise<{ value: unknown; error: string | null }> {
    const handler = invokeHandlers.get(channel);
    if (handler === undefined) return { value: null, error: `No handler registered for '${channel}'` };
    const frame = { ...this.mainFrame };
    const event = strict('event', {
      sender: this.exposed,
      senderFrame: frame,
      type: 'frame',
      frameId: 1,
      processId: 1,
    });
    try {
      return { value: await handler(event, ...args), error: null };
    } catch (error) {
      return { value: null, error: `Error invoking remote method '${channel}': ${String(error)}` };
    }
  }

  /** As Electron decides: a page's own wish to go elsewhere may be refused, in main frame and subframes. */
  private async decideNavigation(params: CdpParams): Promise<void> {
    const { requestId, request, frameId } = params;
    const isMainFrame = frameId === this.mainFrameId;
    const url = toElectron(request.url);
    const isWaiting = url.includes(WAITING_PATH);
    const isOwn = isMainFrame && this.ownNavigation === request.url;
    if (isOwn) this.ownNavigation = null;
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    const details = { url, isMainFrame, isSameDocument: false, frame: this.mainFrame, preventDefault };
    if (!isWaiting && !isOwn) {
      if (params.redirectedRequestId !== undefined) this.emit('will-redirect', details);
      else {
        this.emit('will-frame-navigate', details);
        if (isMainFrame) this.emit('will-navigate', details);
      }
    }
    if (!isPrevented && isMainFrame && !isWaiting) this.emit('did-start-navigation', details);
    if (isPrevented) await this.ask('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
    else await this.ask('Fetch.continueRequest', { requestId }).catch(() => undefined);
  }

  /** As Electron does: without a handler, or where it allows it, there is a new window. */
  private openWindow(url: string): void {
    const { action } = this.windowOpenHandler?.({ url, disposition: 'new-window' }) ?? { action: 'allow' };
    if (action === 'allow') this.cdp?.send('Target.createTarget', { url: toChromium(url) }).catch(() => undefined);
  }

  /** Workers and frames of our own go on; a window is no part of LAIT, whose handler has been asked already. */
  private async meetTarget({ sessionId, targetInfo }: CdpParams): Promise<void> {
    if (targetInfo.type === 'page') {
      await this.cdp?.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined);
      return;
    }
    await this.cdp?.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => undefined);
  }

  private async applyPermissions(): Promise<void> {
    const origin = toChromium('lait://app/').replace(/\/$/, '');
    // Asked in the name of the page that will be there.
    const asker = { getURL: () => 'lait://app/' };
    for (const [electronName, name] of Object.entries(PERMISSIONS)) {
      const setting = this.session.isGiven(asker, electronName, 'lait://app/') ? 'granted' : 'denied';
      await this.cdp?.send('Browser.setPermission', { permission: { name }, setting, origin }).catch(() => undefined);
    }
  }

  private async answerPath(): Promise<void> {
    try {
      const file = await this.ask<{ result: { objectId?: string } }>('Runtime.evaluate', {
        expression: `${BINDING}File`,
        uniqueContextId: this.preloadContext,
      });
      const { path } = await this.ask<{ path: string }>('DOM.getFileInfo', { objectId: file.result.objectId });
      await this.ask('Runtime.evaluate', {
        expression: `${BINDING}Path = ${JSON.stringify(path)}`,
        uniqueContextId: this.preloadContext,
      });
    } finally {
      await this.ask('Debugger.resume').catch(() => undefined);
    }
  }

  /** What LAIT gets to see of this. */
  readonly exposed: StandinContents = strict('webContents', this);
}
