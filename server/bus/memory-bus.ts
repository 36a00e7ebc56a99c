import type { Bus } from './bus.ts';

/** Wake-ups within this process. Listeners run after the publisher went on, never inside it. */
export function memoryBus(): Bus {
  const listeners = new Map<string, Set<(message: string) => void>>();
  return {
    async publish(channel, message) {
      const heard = [...(listeners.get(channel) ?? [])];
      queueMicrotask(() => {
        for (const listener of heard) listener(message);
      });
    },
    subscribe(channel, listener) {
      const ofChannel = listeners.get(channel) ?? new Set();
      listeners.set(channel, ofChannel);
      ofChannel.add(listener);
      return () => ofChannel.delete(listener);
    },
  };
}
