import type { ReadinessProbe } from '../ops/health-routes.ts';
import type { LegalDatabase } from './courtlistener/legal-database.ts';

/** By our own knowledge: asking the source whether it is there would cost what it is there for. */
export function legalProbe(courtlistener: LegalDatabase | null): ReadinessProbe {
  return async () => {
    if (courtlistener === null) return 'disabled';
    const { restsUntilMs, isRefused } = await courtlistener.state();
    return restsUntilMs === null && !isRefused ? 'ok' : 'down';
  };
}
