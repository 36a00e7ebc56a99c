import type { SyncPoke } from '#shared/api/sync.ts';
import type { ServerContext } from '../context.ts';
import { EVENTS_CHANNEL, POKES_CHANNEL, SYNC_CHANNEL } from './channels.ts';
import type { KeptBack, Numbers } from './flush.ts';

/** After the commit: a hint to every process. It may be lost, so nobody waits for it and it fails nothing. */
export function tellOthers(
  { bus, log }: Pick<ServerContext, 'bus' | 'log'>,
  { changes, events, pokes }: Pick<KeptBack, 'changes' | 'events' | 'pokes'>,
  numbers: Numbers | null,
): void {
  if (numbers === null) return;
  const changed = new Set(changes.rows.map(({ scopeId }) => scopeId));
  const scopeIds = [...new Set([...changed, ...pokes])];
  const bare = [...pokes].filter((scopeId) => !changed.has(scopeId));
  const seq = numbers.highest;
  const messages: [string, object][] = [];
  if (scopeIds.length > 0) messages.push([SYNC_CHANNEL, { scopeIds, seq } satisfies SyncPoke]);
  if (bare.length > 0) messages.push([POKES_CHANNEL, { scopeIds: bare, seq } satisfies SyncPoke]);
  if (events.length > 0) messages.push([EVENTS_CHANNEL, { seq }]);
  for (const [channel, message] of messages) {
    bus.publish(channel, JSON.stringify(message)).catch((error: unknown) => {
      log.warn(
        { part: 'sync', error_name: error instanceof Error ? error.name : 'unknown' },
        'A wake-up was not sent.',
      );
    });
  }
}
