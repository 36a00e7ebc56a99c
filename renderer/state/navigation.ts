import { create } from 'zustand';
import { formatRoute, parseRoute, type Route } from './route.ts';

/** The current route, kept in step with the address bar. */
export const useRoute = create<{ readonly route: Route }>(() => ({ route: routeNow() }));

export function navigate(route: Route): void {
  const path = formatRoute(route);
  if (path !== location.pathname + location.search) history.pushState(null, '', path);
  useRoute.setState({ route });
}

let replaceTimer = 0;

/**
 * Notes where the reader is without a step in the history. Browsers refuse more than a few of these a
 * second, so the last one within a moment wins.
 */
export function noteRoute(route: Route): void {
  window.clearTimeout(replaceTimer);
  replaceTimer = window.setTimeout(() => {
    if (useRoute.getState().route.screen === route.screen) history.replaceState(null, '', formatRoute(route));
  }, 150);
}

export function listenToHistory(): () => void {
  const onPop = (): void => {
    window.clearTimeout(replaceTimer);
    useRoute.setState({ route: routeNow() });
  };
  window.addEventListener('popstate', onPop);
  return () => window.removeEventListener('popstate', onPop);
}

function routeNow(): Route {
  return parseRoute(location.pathname, location.search);
}
