/**
 * The two halves of Electron's context bridge, injected into a page as text: the page's own world and the preload's.
 * They talk through events of a secret name on `document`, which cross worlds synchronously and clone what they carry.
 * Each function stands on nothing outside itself, and keeps the built-ins it needs before a page can replace them.
 */

/** What crosses from one world to the other; functions travel as numbers. */
type Message =
  | { readonly type: 'expose'; readonly key: string; readonly value: unknown }
  | { readonly type: 'call'; readonly from: number; readonly fn: number; readonly args: readonly unknown[] }
  | { readonly type: 'return' | 'throw' | 'promise'; readonly to: number; readonly value: unknown }
  | { readonly type: 'resolve' | 'reject'; readonly to: number; readonly value: unknown };

/** One half; `expose` is only ever used by the preload's. */
export interface Half {
  expose(key: string, value: unknown): void;
}

/** @param side which half this is @param secret of the event names */
export function bridgeHalf(side: 'page' | 'preload', secret: string): Half {
  const other = side === 'page' ? 'preload' : 'page';
  const scope = globalThis as unknown as Record<string, unknown>;
  const { document, CustomEvent, Object: O, Promise: P, Error: E, Map: M, Array: A } = globalThis;
  const { isArray } = A;
  const { entries, fromEntries, getPrototypeOf, freeze, defineProperty } = O;
  const map = A.prototype.map;
  const dispatch = document.dispatchEvent.bind(document);
  const mapGet = M.prototype.get;
  const mapSet = M.prototype.set;
  const functions = new M<number, (...args: unknown[]) => unknown>();
  const settles = new M<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const answers = new M<number, { type: string; value: unknown }>();
  const get = <Value>(from: Map<number, Value>, key: number) => mapGet.call(from, key) as Value | undefined;
  const set = <Value>(to: Map<number, Value>, key: number, value: Value) => mapSet.call(to, key, value);
  let next = 1;

  const send = (message: Message): void => {
    dispatch(new CustomEvent(`${secret}-to-${other}`, { detail: message }));
  };
  const isPlain = (value: object): boolean => {
    const prototype = getPrototypeOf(value) as unknown;
    return prototype === null || prototype === O.prototype;
  };
  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const fn = next;
      next += 1;
      set(functions, fn, value as (...args: unknown[]) => unknown);
      return { $function: fn };
    }
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return map.call(value, pack);
    if (isPlain(value)) return fromEntries(entries(value).map(([key, each]) => [key, pack(each)]));
    return value;
  };
  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return map.call(value, unpack);
    if (!isPlain(value)) return value;
    const fn = (value as { $function?: number }).$function;
    if (typeof fn === 'number') return (...args: unknown[]) => callOther(fn, args);
    return fromEntries(entries(value).map(([key, each]) => [key, unpack(each)]));
  };
  const callOther = (fn: number, args: readonly unknown[]): unknown => {
    const from = next;
    next += 1;
    send({ type: 'call', from, fn, args: map.call(args, pack) as unknown[] });
    const answer = get(answers, from);
    if (answer === undefined) throw new E('An object could not be cloned.');
    answers.delete(from);
    if (answer.type === 'throw') throw new E(String(answer.value));
    if (answer.type === 'return') return unpack(answer.value);
    return new P((resolve, reject) => set(settles, from, { resolve, reject }));
  };
  const answerCall = ({ from, fn, args }: Extract<Message, { type: 'call' }>): void => {
    try {
      const value = get(functions, fn)?.(...(map.call(args, unpack) as unknown[]));
      if (!(value instanceof P)) {
        send({ type: 'return', to: from, value: pack(value) });
        return;
      }
      send({ type: 'promise', to: from, value: null });
      value.then(
        (result) => send({ type: 'resolve', to: from, value: pack(result) }),
        (error: unknown) => send({ type: 'reject', to: from, value: String(error) }),
      );
    } catch (error) {
      send({ type: 'throw', to: from, value: error instanceof E ? error.message : String(error) });
    }
  };

  document.addEventListener(`${secret}-to-${side}`, (event) => {
    // What cannot be cloned arrives as null; the caller then finds no answer, and throws.
    const message = (event as CustomEvent<Message | null>).detail;
    if (message === null) return;
    switch (message.type) {
      case 'expose':
        defineProperty(scope, message.key, { value: freeze(unpack(message.value)), enumerable: true });
        break;
      case 'call':
        answerCall(message);
        break;
      case 'return':
      case 'throw':
      case 'promise':
        set(answers, message.to, { type: message.type, value: message.value });
        break;
      case 'resolve':
        get(settles, message.to)?.resolve(unpack(message.value));
        settles.delete(message.to);
        break;
      case 'reject':
        get(settles, message.to)?.reject(new E(String(message.value)));
        settles.delete(message.to);
        break;
    }
  });
  return { expose: (key, value) => send({ type: 'expose', key, value: pack(value) }) };
}

/**
 * The page's world: its half of the bridge, and no windows: whatever would open one asks LAIT's handler instead. The address of
 * a frame is translated as every other one is.
 */
export function pageWorld(makeHalf: typeof bridgeHalf, secret: string): void {
  if (window !== window.top) return;
  makeHalf('page', secret);
  const { document, CustomEvent, URL, Element: AnyElement, HTMLIFrameElement: Frame } = globalThis;
  const setAttribute = AnyElement.prototype.setAttribute;
  AnyElement.prototype.setAttribute = function (this: Element, name: string, value: string) {
    const isPreview = this instanceof Frame && name === 'src' && /^lait-doc:\/\//.test(value);
    const shown = isPreview ? value.replace(/^lait-doc:\/\/([^/]*)/, 'http://$1.lait-doc.localhost') : value;
    setAttribute.call(this, name, shown);
  };
  const dispatch = document.dispatchEvent.bind(document);
  const open = (url: string | URL | undefined): void => {
    const address = new URL(String(url ?? 'about:blank'), document.baseURI).href;
    dispatch(new CustomEvent(`${secret}-open`, { detail: address }));
  };
  window.open = (url) => {
    open(url);
    return null;
  };
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (event.defaultPrevented || link === null || !/^(?!_self|_top|_parent)./.test(link.target)) return;
    event.preventDefault();
    open(link.href);
  });
}

/** What the preload hears from Node. */
export type ToPreload =
  | { readonly type: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown; readonly error: string | null }
  | { readonly type: 'port'; readonly channel: string; readonly message: unknown; readonly ports: readonly number[] }
  | { readonly type: 'portMessage'; readonly port: number; readonly data: unknown }
  | { readonly type: 'portClosed'; readonly port: number };

/** What it says to Node, through the binding. */
export type FromPreload =
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'portMessage'; readonly port: number; readonly data: unknown }
  | { readonly type: 'portClosed'; readonly port: number }
  | { readonly type: 'windowOpen'; readonly url: string }
  | { readonly type: 'preloadError'; readonly message: string };

/** The preload's world: `electron` as a sandboxed preload may have it, then the preload itself. */
export function preloadWorld(
  makeHalf: typeof bridgeHalf,
  makeCodec: () => { encode(value: unknown): string; decode(text: string): unknown },
  secret: string,
  binding: string,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  if (window !== window.top) return;
  const scope = globalThis as unknown as Record<string, unknown>;
  const half = makeHalf('preload', secret);
  const codec = makeCodec();
  const say = (message: FromPreload) => (scope[binding] as (text: string) => void)(codec.encode(message));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();
  const ports = new Map<number, MessagePort>();
  let nextId = 1;

  const emit = (channel: string, event: object, args: readonly unknown[]) => {
    for (const listener of [...(listeners.get(channel) ?? [])]) listener(event, ...args);
  };
  const makePort = (id: number): MessagePort => {
    const channel = new MessageChannel();
    ports.set(id, channel.port2);
    channel.port2.onmessage = ({ data }) => say({ type: 'portMessage', port: id, data });
    channel.port2.addEventListener('close', () => say({ type: 'portClosed', port: id }));
    return channel.port1;
  };

  document.addEventListener(`${secret}-open`, (event) => {
    say({ type: 'windowOpen', url: String((event as CustomEvent<unknown>).detail) });
  });
  scope[`${binding}Take`] = (text: string) => {
    const message = codec.decode(text) as ToPreload;
    switch (message.type) {
      case 'send':
        emit(message.channel, { ports: [] }, message.args);
        break;
      case 'port':
        emit(message.channel, { ports: message.ports.map(makePort) }, [message.message]);
        break;
      case 'answer':
        if (message.error === null) waiting.get(message.id)?.resolve(message.value);
        else waiting.get(message.id)?.reject(new Error(message.error));
        waiting.delete(message.id);
        break;
      case 'portMessage':
        ports.get(message.port)?.postMessage(message.data);
        break;
      case 'portClosed':
        ports.get(message.port)?.close();
        ports.delete(message.port);
        break;
    }
  };

  const loud = <T extends object>(name: string, object: T): T =>
    new Proxy(object, {
      get(target, key) {
        if (key in target || typeof key === 'symbol' || key === '__esModule') return Reflect.get(target, key);
        throw new Error(`The Electron stand-in has no ${name}.${key} in a preload.`);
      },
    });
  const add = (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
    const known = listeners.get(channel) ?? new Set();
    listeners.set(channel, known.add(listener));
  };
  const electron = loud('electron', {
    contextBridge: loud('contextBridge', {
      exposeInMainWorld: (key: string, value: unknown) => half.expose(key, value),
    }),
    ipcRenderer: loud('ipcRenderer', {
      invoke(channel: string, ...args: unknown[]) {
        const id = nextId;
        nextId += 1;
        return new Promise((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          say({ type: 'invoke', id, channel, args });
        });
      },
      on: add,
      off: (channel: string, listener: never) => void listeners.get(channel)?.delete(listener),
    }),
    webUtils: loud('webUtils', {
      // Chromium tells DevTools alone where a file lies: execution stops here until the answer has been put in place.
      getPathForFile(file: File): string {
        if (!(file instanceof File)) throw new TypeError('getPathForFile: not a File');
        scope[`${binding}File`] = file;
        scope[`${binding}Path`] = '';
        // biome-ignore lint/suspicious/noDebugger: the only synchronous way to ask DevTools
        debugger;
        return String(scope[`${binding}Path`]);
      },
    }),
  });

  try {
    const module = { exports: {} };
    preload(
      (name) => {
        if (name === 'electron') return electron;
        // A sandboxed preload has no modules of its own and none of Node's.
        throw new Error(`module not found: ${name}`);
      },
      module,
      module.exports,
    );
  } catch (error) {
    say({ type: 'preloadError', message: String(error) });
  }
}
