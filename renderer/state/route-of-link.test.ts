import { expect, it } from 'vitest';
import { formatRoute, parseRoute } from './route.ts';
import { routeOfLink } from './route-of-link.ts';

const ID = '0190f3a2-0000-8000-8000-000000000001';

it.each([
  [{ kind: 'queue' }, '/'],
  [{ kind: 'invoice', invoiceId: ID, lineId: null }, `/invoices/${ID}`],
  [{ kind: 'conflict', conflictId: ID }, `/conflicts/${ID}`],
  [{ kind: 'search', searchId: ID }, `/legal/search/${ID}`],
  [{ kind: 'verification', verificationId: ID }, `/legal/verify/${ID}`],
] as const)('a link of the system leads to a place that a reload comes back to: %j', (link, path) => {
  const route = routeOfLink(link);
  expect(formatRoute(route)).toBe(path);
  expect(parseRoute(path, '')).toEqual(route);
});
