import { useCallback, useEffect, useState } from 'react';
import type { FirmCall, FirmError } from '#shared/api/firm.ts';
import { useFirm } from './firm-context.ts';

/** What is asked again and again while it is looked at. */
export interface Polled<Value> {
  /** The last answer, also while the server is away. */
  readonly value: Value | undefined;
  /** When it came, by this machine's clock. */
  readonly heardAt: Date | null;
  /** Why the last question has no answer; null: it has one. */
  readonly error: FirmError | null;
  readonly isAsking: boolean;
  /** Asks now, and then at its pace again. */
  refresh(): void;
}

/**
 * Asks at once, and again so long after each answer; never while the page is hidden, and at once when it is seen again.
 * @param call its path stands for it
 */
export function usePolled<Value>(call: FirmCall<Value>, pauseMs: number): Polled<Value> {
  const firm = useFirm();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Polled<Value>, 'refresh'>>({
    value: undefined,
    heardAt: null,
    error: null,
    isAsking: true,
  });
  const { path } = call;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path stands for the call, `round` for a wish to ask again
  useEffect(() => {
    if (firm === null) return;
    let isGone = false;
    let isUnderWay = false;
    let timer = 0;
    const ask = async (): Promise<void> => {
      window.clearTimeout(timer);
      if (isUnderWay) return;
      isUnderWay = true;
      setState((before) => ({ ...before, isAsking: true }));
      const reply = await firm.call(call);
      isUnderWay = false;
      if (isGone) return;
      setState((before) =>
        reply.ok
          ? { value: reply.value, heardAt: new Date(), error: null, isAsking: false }
          : { ...before, error: reply.error, isAsking: false },
      );
      if (!document.hidden) timer = window.setTimeout(() => void ask(), pauseMs);
    };
    const onSeen = (): void => {
      if (document.hidden) window.clearTimeout(timer);
      else void ask();
    };
    document.addEventListener('visibilitychange', onSeen);
    void ask();
    return () => {
      isGone = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onSeen);
    };
  }, [firm, path, round, pauseMs]);
  return { ...state, refresh: useCallback(() => setRound((count) => count + 1), []) };
}
