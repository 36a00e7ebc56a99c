import { useCallback, useEffect, useState } from 'react';
import type { FirmCall, FirmError } from '#shared/api/firm.ts';
import { useFirm } from './firm-context.ts';
import { pollWhileSeen } from './poll-while-seen.ts';

/** What is asked again and again while it is looked at. */
export interface Polled<Value> {
  /** The last answer, also while the server is away. */
  readonly value: Value | undefined;
  /** When it came, by this machine's clock. */
  readonly heardAt: Date | null;
  /** Why the last question has no answer; null: it has one. */
  readonly error: FirmError | null;
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
  });
  const { path } = call;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path stands for the call, `round` for a wish to ask again
  useEffect(() => {
    if (firm === null) return;
    let isGone = false;
    const ask = async (): Promise<void> => {
      const reply = await firm.call(call);
      if (isGone) return;
      setState((before) =>
        reply.ok ? { value: reply.value, heardAt: new Date(), error: null } : { ...before, error: reply.error },
      );
    };
    const end = pollWhileSeen(ask, pauseMs, document);
    return () => {
      isGone = true;
      end();
    };
  }, [firm, path, round, pauseMs]);
  return { ...state, refresh: useCallback(() => setRound((count) => count + 1), []) };
}
