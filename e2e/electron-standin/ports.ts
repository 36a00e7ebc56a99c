import { EventEmitter } from 'node:events';

/** Where the other end of a transferred port lives: a page, or a utility process. */
export interface FarSide {
  post(data: unknown): void;
  close(): void;
}

/**
 * `MessagePortMain`: two ends in this process, each of which may be handed over to a page or a utility process. What
 * arrives is kept until `start`.
 */
export class StandinPort extends EventEmitter {
  peer: StandinPort | null = null;
  private far: FarSide | null = null;
  private isStarted = false;
  private isClosed = false;
  private kept: unknown[] = [];

  postMessage(message: unknown, transfer: readonly StandinPort[] = []): void {
    if (transfer.length > 0)
      throw new Error('The Electron stand-in transfers ports by webContents and processes alone.');
    this.peer?.receive(structuredClone(message));
  }

  start(): void {
    this.isStarted = true;
    for (const data of this.kept) this.emit('message', { data, ports: [] });
    this.kept = [];
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.peer?.end();
  }

  /** This end now lives elsewhere. @returns what is to be called when something comes back from there */
  handOver(far: FarSide): { received(data: unknown): void; ended(): void } {
    this.far = far;
    for (const data of this.kept) far.post(data);
    this.kept = [];
    return { received: (data) => this.peer?.receive(data), ended: () => this.close() };
  }

  private receive(data: unknown): void {
    if (this.isClosed) return;
    if (this.far !== null) this.far.post(data);
    else if (this.isStarted) this.emit('message', { data, ports: [] });
    else this.kept.push(data);
  }

  private end(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.far !== null) this.far.close();
    else this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1 = new StandinPort();
  readonly port2 = new StandinPort();

  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}
