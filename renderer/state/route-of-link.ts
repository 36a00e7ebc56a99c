import type { DeepLink } from '#shared/api/deep-link.ts';
import type { Route } from './route.ts';

/** Where a link of the desktop leads. */
export function routeOfLink(link: DeepLink): Route {
  switch (link.kind) {
    case 'queue':
      return { screen: 'queue' };
    case 'invoice':
      return { screen: 'review', invoiceId: link.invoiceId, lineId: link.lineId };
    case 'conflicts':
      return { screen: 'conflicts', conflictId: null };
    case 'conflict':
      return { screen: 'conflicts', conflictId: link.conflictId };
    case 'notifications':
      return { screen: 'notifications' };
    case 'search':
      return { screen: 'legal', part: 'search', id: link.searchId };
    case 'verification':
      return { screen: 'legal', part: 'verify', id: link.verificationId };
  }
}
