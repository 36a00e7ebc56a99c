import type { Redis } from 'ioredis';
import type { Bus } from './bus.ts';
import { memoryBus } from './memory-bus.ts';

const PREFIX = 'lait:bus:';

/**
 * Wake-ups across processes. Listeners of this process hear through Redis too; while it is gone they hear
 * directly, so that one process alone loses nothing.
 * @param redis for publishing
 * @param subscriber a connection of its own, which can do nothing else; subscriptions are renewed after an outage
 */
export function redisBus(redis: Redis, subscriber: Redis): Bus {
  const local = memoryBus();
  const counts = new Map<string, number>();
  subscriber.on('message', (channel: string, message: string) => {
    void local.publish(channel.slice(PREFIX.length), message);
  });
  const renew = () => {
    const channels = [...counts.keys()].map((channel) => PREFIX + channel);
    if (channels.length > 0) subscriber.subscribe(...channels).catch(() => null);
  };
  subscriber.on('ready', renew);

  return {
    async publish(channel, message) {
      try {
        await redis.publish(PREFIX + channel, message);
        if (subscriber.status !== 'ready') await local.publish(channel, message);
      } catch {
        await local.publish(channel, message);
      }
    },
    subscribe(channel, listener) {
      const count = counts.get(channel) ?? 0;
      counts.set(channel, count + 1);
      const end = local.subscribe(channel, listener);
      if (count === 0) subscriber.subscribe(PREFIX + channel).catch(() => null);
      let hasEnded = false;
      return () => {
        if (hasEnded) return;
        hasEnded = true;
        end();
        const left = (counts.get(channel) ?? 1) - 1;
        if (left > 0) counts.set(channel, left);
        else {
          counts.delete(channel);
          subscriber.unsubscribe(PREFIX + channel).catch(() => null);
        }
      };
    },
  };
}
