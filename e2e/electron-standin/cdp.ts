/** A line to Chromium's DevTools, with one session for each page it is attached to. */
export interface Cdp {
  send<Result = Record<string, unknown>>(method: string, params?: object, sessionId?: string): Promise<Result>;
  /** @param sessionId empty for the browser itself */
  on(sessionId: string, listener: (method: string, params: CdpParams) => void): void;
  off(sessionId: string): void;
  close(): void;
}

/** Parameters of an event. Each is looked at right where it is known from the protocol what it is. */
// biome-ignore lint/suspicious/noExplicitAny: the protocol has hundreds of shapes, and this is a test support
export type CdpParams = any;

export async function connectCdp(endpoint: string): Promise<Cdp> {
  const socket = new WebSocket(endpoint);
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void; method: string }>();
  const listeners = new Map<string, (method: string, params: CdpParams) => void>();
  let nextId = 1;
  let isOver = false;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('Chromium does not answer.')));
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      id?: number;
      result?: never;
      error?: { message: string };
      method?: string;
      params?: CdpParams;
      sessionId?: string;
    };
    if (message.id === undefined) {
      listeners.get(message.sessionId ?? '')?.(message.method ?? '', message.params);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.result as never);
    else call?.reject(new Error(`${call.method}: ${message.error.message}`));
  });
  const end = () => {
    isOver = true;
    for (const call of waiting.values()) call.reject(new Error(`${call.method}: Chromium has gone.`));
    waiting.clear();
  };
  socket.addEventListener('close', end);
  return {
    send(method, params = {}, sessionId) {
      if (isOver) return Promise.reject(new Error(`${method}: Chromium has gone.`));
      const id = nextId;
      nextId += 1;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, method });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
      });
    },
    on: (sessionId, listener) => void listeners.set(sessionId, listener),
    off: (sessionId) => void listeners.delete(sessionId),
    close: () => socket.close(),
  };
}
