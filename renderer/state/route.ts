/** Where the window is. Paths are real (History API), so that a reload comes back to the same place. */
export type Route =
  | { readonly screen: 'queue' }
  | { readonly screen: 'review'; readonly invoiceId: string; readonly lineId: string | null }
  | { readonly screen: 'guidelines'; readonly name: string | null }
  | { readonly screen: 'search'; readonly text: string }
  | { readonly screen: 'settings' }
  | { readonly screen: 'conflicts'; readonly conflictId: string | null }
  | { readonly screen: 'dashboard' }
  | { readonly screen: 'notifications' }
  /** `id`: of a search or a verification. */
  | { readonly screen: 'legal'; readonly part: LegalPart; readonly id: string | null }
  | { readonly screen: 'admin'; readonly part: AdminPart }
  | { readonly screen: 'notFound' };

/** Legal work: searching, what was saved, who is who. */
export const LEGAL_PARTS = ['search', 'saved', 'verify'] as const;
export type LegalPart = (typeof LEGAL_PARTS)[number];

/** What administrators look after, one page each. */
export const ADMIN_PARTS = [
  'users',
  'access',
  'masters',
  'rates',
  'guidelines',
  'legal',
  'models',
  'opinions',
  'devices',
  'versions',
  'system',
  'work',
  'audit',
] as const;
export type AdminPart = (typeof ADMIN_PARTS)[number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const GUIDELINE_NAME = /^[a-z0-9-]{1,64}$/;

/** Reads a path and query string; anything unknown is `notFound`, never an error. */
export function parseRoute(pathname: string, search: string): Route {
  const [first = '', second = '', ...rest] = pathname.split('/').filter((part) => part !== '');
  const query = new URLSearchParams(search);
  if (rest.length > 0 && first !== 'legal') return { screen: 'notFound' };
  if (first === '') return { screen: 'queue' };
  if (first === 'invoices' && UUID.test(second)) {
    const lineId = query.get('line');
    return { screen: 'review', invoiceId: second, lineId: lineId !== null && UUID.test(lineId) ? lineId : null };
  }
  if (first === 'guidelines') {
    if (second === '') return { screen: 'guidelines', name: null };
    return GUIDELINE_NAME.test(second) ? { screen: 'guidelines', name: second } : { screen: 'notFound' };
  }
  if (first === 'conflicts') {
    if (second === '') return { screen: 'conflicts', conflictId: null };
    return UUID.test(second) ? { screen: 'conflicts', conflictId: second } : { screen: 'notFound' };
  }
  if (first === 'legal') {
    const [id = null, ...more] = rest;
    const part = LEGAL_PARTS.find((each) => each === (second === '' ? 'search' : second));
    const isPlace = part !== undefined && more.length === 0 && (id === null || (UUID.test(id) && part !== 'saved'));
    return isPlace ? { screen: 'legal', part, id } : { screen: 'notFound' };
  }
  if (first === 'admin') {
    const part = ADMIN_PARTS.find((each) => each === (second === '' ? 'users' : second));
    return part === undefined ? { screen: 'notFound' } : { screen: 'admin', part };
  }
  if (second !== '') return { screen: 'notFound' };
  if (first === 'dashboard') return { screen: 'dashboard' };
  if (first === 'notifications') return { screen: 'notifications' };
  if (first === 'search') return { screen: 'search', text: (query.get('q') ?? '').slice(0, 200) };
  if (first === 'settings') return { screen: 'settings' };
  return { screen: 'notFound' };
}

/** The path of a route; `parseRoute` reads it back. */
export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'queue':
    case 'notFound':
      return '/';
    case 'review':
      return `/invoices/${route.invoiceId}${route.lineId === null ? '' : `?line=${route.lineId}`}`;
    case 'guidelines':
      return route.name === null ? '/guidelines' : `/guidelines/${route.name}`;
    case 'search':
      return route.text === '' ? '/search' : `/search?${new URLSearchParams({ q: route.text })}`;
    case 'settings':
      return '/settings';
    case 'conflicts':
      return route.conflictId === null ? '/conflicts' : `/conflicts/${route.conflictId}`;
    case 'dashboard':
      return '/dashboard';
    case 'notifications':
      return '/notifications';
    case 'legal':
      return route.id === null
        ? `/legal${route.part === 'search' ? '' : `/${route.part}`}`
        : `/legal/${route.part}/${route.id}`;
    case 'admin':
      return `/admin/${route.part}`;
  }
}
