import { EventEmitter } from 'node:events';
import { StandinPort } from './ports.ts';
import { strict } from './strict.ts';
import type { AcrossProcesses } from './utility-process.ts';

/** `process.parentPort` in a utility process. Messages wait until somebody listens. */
export function makeParentPort(): object {
  const events = new EventEmitter();
  const ports = new Map<number, StandinPort>();
  let kept: { data: unknown; ports: StandinPort[] }[] = [];
  const post = (message: AcrossProcesses) => void process.send?.(message);

  const makePort = (id: number): StandinPort => {
    const [near, far] = [new StandinPort(), new StandinPort()];
    near.peer = far;
    far.peer = near;
    far.handOver({
      post: (data) => post({ type: 'portMessage', port: id, data }),
      close: () => post({ type: 'portClosed', port: id }),
    });
    ports.set(id, far);
    return near;
  };

  process.on('message', (message: AcrossProcesses) => {
    switch (message.type) {
      case 'message': {
        const event = { data: message.data, ports: message.ports.map(makePort) };
        if (events.listenerCount('message') === 0) kept.push(event);
        else events.emit('message', event);
        break;
      }
      case 'portMessage':
        ports.get(message.port)?.postMessage(message.data);
        break;
      case 'portClosed':
        ports.get(message.port)?.close();
        ports.delete(message.port);
        break;
    }
  });
  // The application has gone: so does everything it started.
  process.on('disconnect', () => process.exit(1));
  events.on('newListener', (name) => {
    if (name !== 'message') return;
    const waiting = kept;
    kept = [];
    setImmediate(() => {
      for (const event of waiting) events.emit('message', event);
    });
  });
  return strict(
    'parentPort',
    Object.assign(events, { postMessage: (data: unknown) => post({ type: 'message', data, ports: [] }) }),
  );
}
