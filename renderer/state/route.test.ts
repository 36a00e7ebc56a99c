import { expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route.ts';

const ID = '0190f3a2-0000-8000-8000-000000000001';
const ROUTES: readonly Route[] = [
  { screen: 'queue' },
  { screen: 'review', invoiceId: ID, lineId: null },
  { screen: 'review', invoiceId: ID, lineId: ID },
  { screen: 'guidelines', name: null },
  { screen: 'guidelines', name: 'strict-insurer' },
  { screen: 'search', text: 'travel & "working"' },
  { screen: 'settings' },
  { screen: 'conflicts', conflictId: null },
  { screen: 'conflicts', conflictId: ID },
  { screen: 'dashboard' },
  { screen: 'notifications' },
  { screen: 'legal', part: 'search', id: null },
  { screen: 'legal', part: 'search', id: ID },
  { screen: 'legal', part: 'saved', id: null },
  { screen: 'legal', part: 'verify', id: ID },
  { screen: 'admin', part: 'users' },
  { screen: 'admin', part: 'audit' },
];

it.each(ROUTES)('comes back to the same place after a reload: %j', (route) => {
  const url = new URL(formatRoute(route), 'http://localhost');
  expect(parseRoute(url.pathname, url.search)).toEqual(route);
});

it('sends unknown and malformed paths to notFound', () => {
  for (const path of [
    '/invoices',
    '/invoices/1',
    '/guidelines/..%2f',
    '/guidelines/a/b',
    '/nowhere',
    '/settings/x',
    '/dashboard/x',
    '/admin/x',
    '/conflicts/1',
    '/conflicts/1/2',
    '/legal/x',
    '/legal/search/1',
    `/legal/saved/${ID}`,
    `/legal/search/${ID}/more`,
  ]) {
    expect(parseRoute(path, '').screen).toBe('notFound');
  }
});

it('ignores a line that is not an id', () => {
  expect(parseRoute(`/invoices/${ID}`, '?line=<script>')).toEqual({ screen: 'review', invoiceId: ID, lineId: null });
});
