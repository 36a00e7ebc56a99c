import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { ReadinessProbe } from '../ops/health-routes.ts';
import { activeModelReader } from './active-models.ts';

/** `disabled`: none is in use, which is how every firm begins; `down`: one is in use and cannot be read (`ML_001`). */
export function modelsProbe(context: Pick<ServerContext, 'database'>): ReadinessProbe {
  const readActive = activeModelReader();
  return async () => {
    const { models, broken } = await readAs(context, SYSTEM, readActive);
    return broken.length > 0 ? 'down' : models.size === 0 ? 'disabled' : 'ok';
  };
}
