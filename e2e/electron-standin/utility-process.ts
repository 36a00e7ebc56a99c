import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StandinPort } from './ports.ts';
import { strict } from './strict.ts';

/** What travels between the two processes; ports by number. */
export type AcrossProcesses =
  | { readonly type: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly type: 'portMessage'; readonly port: number; readonly data: unknown }
  | { readonly type: 'portClosed'; readonly port: number };

const REGISTER = fileURLToPath(new URL('./register.ts', import.meta.url));

/** `utilityProcess.fork`: a Node process of its own, with the same stand-in for `electron` and a `process.parentPort`. */
export const utilityProcess = strict('utilityProcess', {
  fork(file: string, args: readonly string[] = [], options: { serviceName?: string; stdio?: string } = {}) {
    const events = new EventEmitter();
    const ports = new Map<number, { received(data: unknown): void; ended(): void }>();
    let nextPort = 1;
    const child = fork(file, args, {
      execArgv: ['--import', REGISTER],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, LAIT_STANDIN_ROLE: 'utility' },
    });
    const post = (message: AcrossProcesses) => {
      if (child.connected) child.send(message);
    };
    child.on('message', (message: AcrossProcesses) => {
      switch (message.type) {
        case 'message':
          events.emit('message', message.data);
          break;
        case 'portMessage':
          ports.get(message.port)?.received(message.data);
          break;
        case 'portClosed':
          ports.get(message.port)?.ended();
          ports.delete(message.port);
          break;
      }
    });
    child.on('spawn', () => events.emit('spawn'));
    child.on('exit', (code) => {
      for (const port of ports.values()) port.ended();
      ports.clear();
      events.emit('exit', code ?? 1);
    });
    process.on('exit', () => child.kill('SIGKILL'));
    return strict(
      'UtilityProcess',
      Object.assign(events, {
        pid: child.pid,
        serviceName: options.serviceName,
        kill: () => child.kill(),
        postMessage(data: unknown, transfer: readonly StandinPort[] = []) {
          const numbers = transfer.map((port) => {
            const id = nextPort;
            nextPort += 1;
            const ends = port.handOver({
              post: (each) => post({ type: 'portMessage', port: id, data: each }),
              close: () => post({ type: 'portClosed', port: id }),
            });
            ports.set(id, ends);
            return id;
          });
          post({ type: 'message', data, ports: numbers });
        },
      }),
    );
  },
});
