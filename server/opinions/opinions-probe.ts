import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { ReadinessProbe } from '../ops/health-routes.ts';
import { readStatus } from './settings.ts';

/**
 * For readiness: `disabled` where opinions are turned off or there is no key, `down` where they are turned on and could not
 * be asked (an address that is not on the list, a model without a price). Asks nothing of the provider.
 */
export function opinionsProbe(context: Pick<ServerContext, 'config' | 'clock' | 'database'>): ReadinessProbe {
  return async () => {
    const { state, reason } = await readAs(context, SYSTEM, (db) => readStatus(context, db));
    if (state === 'on') return 'ok';
    return reason === 'turned_off' || reason === 'no_key' ? 'disabled' : 'down';
  };
}
