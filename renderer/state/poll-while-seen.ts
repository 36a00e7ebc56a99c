/** What is needed of a page: whether it is seen, and to be told when that changes. `document` is one. */
export interface SeenPage {
  readonly hidden: boolean;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

/**
 * Asks at once, and again so long after each answer has come; not while the page is hidden, and at once when it is seen again.
 * Never twice at a time.
 * @param ask does not throw; what came of it is its own to keep
 * @returns a function that ends it; an answer under way is not waited for
 */
export function pollWhileSeen(ask: () => Promise<void>, pauseMs: number, page: SeenPage): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isUnderWay = false;
  let hasEnded = false;
  const next = async (): Promise<void> => {
    clearTimeout(timer);
    if (isUnderWay || hasEnded || page.hidden) return;
    isUnderWay = true;
    await ask();
    isUnderWay = false;
    if (!hasEnded) timer = setTimeout(() => void next(), pauseMs);
  };
  const onSeen = (): void => void next();
  page.addEventListener('visibilitychange', onSeen);
  void next();
  return () => {
    hasEnded = true;
    clearTimeout(timer);
    page.removeEventListener('visibilitychange', onSeen);
  };
}
