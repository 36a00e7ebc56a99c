/**
 * The GETs whose answer may be kept for a while, each here on purpose (docs/caching.md says why). Nothing is
 * cached that is not in this list, and nothing may be in it that somebody approves by: no invoice, no line, no list
 * of invoices, nothing of sync.
 */
export const CACHED_ROUTES = ['/api/dashboard', '/api/guidelines/:name/versions/:version'] as const;

export type CachedRoute = (typeof CACHED_ROUTES)[number];
