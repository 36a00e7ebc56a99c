import type { RouteOptions } from 'fastify';
import type { Role } from '../access/actor.ts';

/**
 * Who may call a route. Every route states one in `config.policy`; the application refuses to start with a
 * route that does not, and a test walks them all.
 */
export type RoutePolicy =
  /** Health, sign-in and what it needs. */
  | { readonly kind: 'public' }
  /** Any signed-in person; what they see is decided by the access layer. */
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  /** An enrolled device by its own token, whether or not anybody is signed in on it: updates only. */
  | { readonly kind: 'device' };

/** Which budget a route spends: `interactive` is 100 a minute per user (per address before sign-in). */
export type RouteBudget = 'interactive' | 'sync' | 'upload' | 'events' | 'none';

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: RoutePolicy;
    budget?: RouteBudget;
  }
}

/** Refuses a route that does not say who may call it and what it spends. */
export function checkPolicies(route: RouteOptions): void {
  const { policy, budget } = route.config ?? {};
  if (policy === undefined || budget === undefined) {
    throw new Error(`The route ${String(route.method)} ${route.url} states no policy or no budget.`);
  }
}
