import { create } from 'zustand';
import { formatRoute, parseRoute, type Route } from './route.ts';

/** The current route, kept in step with the address bar. */
export const useRoute = create<{ readonly route: Route }>(() => ({ route: routeNow() }));

export function navigate(route: Route): void {
  writeNoted();
  const path = formatRoute(route);
  if (path !== location.pathname + location.search) history.pushState(null, '', path);
  useRoute.setState({ route });
}

const NOTE_EVERY = 200;
let noted: Route | null = null;
let noteTimer = 0;

/**
 * Notes where the reader is without a step in the history: the last place within each fifth of a second,
 * because browsers refuse more, and at the latest when the page goes.
 */
export function noteRoute(route: Route): void {
  noted = route;
  if (noteTimer === 0) noteTimer = window.setTimeout(writeNoted, NOTE_EVERY);
}

function writeNoted(): void {
  window.clearTimeout(noteTimer);
  noteTimer = 0;
  if (noted !== null && useRoute.getState().route.screen === noted.screen) {
    history.replaceState(null, '', formatRoute(noted));
  }
  noted = null;
}

export function listenToHistory(): () => void {
  const onPop = (): void => {
    noted = null;
    useRoute.setState({ route: routeNow() });
  };
  window.addEventListener('popstate', onPop);
  window.addEventListener('pagehide', writeNoted);
  return () => {
    window.removeEventListener('popstate', onPop);
    window.removeEventListener('pagehide', writeNoted);
  };
}

function routeNow(): Route {
  return parseRoute(location.pathname, location.search);
}
