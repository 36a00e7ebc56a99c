import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { FirmCall, FirmClient, FirmError, FirmSession } from '#shared/api/firm.ts';
import { notify } from './notices.ts';

/** The firm's server as far as a screen may ask it directly; null where there is none behind this window. */
export const FirmContext = createContext<FirmClient | null>(null);

export const ServerAbsenceContext = createContext<string | null>(null);

/** The firm's server of a window, as soon as there is one. */
export function usePresentFirm(firm: FirmClient): FirmClient | null {
  const subscribe = useCallback((listener: () => void) => firm.subscribe(listener), [firm]);
  return useSyncExternalStore(subscribe, () => firm.isPresent) ? firm : null;
}

export function useFirm(): FirmClient | null {
  return useContext(FirmContext);
}

/** Why the server that belongs to this window is not there, as a sentence; null: nothing is the matter. */
export function useServerAbsence(): string | null {
  return useContext(ServerAbsenceContext);
}

/** Who is signed in; null for nobody, or without a server. */
export function useSession(): FirmSession | null {
  const firm = useFirm();
  const subscribe = useCallback((listener: () => void) => firm?.subscribe(listener) ?? (() => {}), [firm]);
  return useSyncExternalStore(subscribe, () => firm?.session() ?? null);
}

export interface FirmState<Value> {
  readonly value: Value | undefined;
  readonly error: FirmError | null;
  readonly isLoading: boolean;
  /** Asks again; the value stays meanwhile. */
  refresh(): void;
}

/** One question to the server, asked when first shown and whenever `refresh` is called. */
export function useFirmCall<Value>(call: FirmCall<Value>): FirmState<Value> {
  const firm = useFirm();
  const [asked, setAsked] = useState(0);
  const [state, setState] = useState<Omit<FirmState<Value>, 'refresh'>>({
    value: undefined,
    error: null,
    isLoading: true,
  });
  const { path } = call;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path stands for the call, `asked` for a wish to ask again
  useEffect(() => {
    if (firm === null) return;
    let isGone = false;
    setState((before) => ({ ...before, isLoading: true }));
    firm.call(call).then((reply) => {
      if (isGone) return;
      setState((before) =>
        reply.ok
          ? { value: reply.value, error: null, isLoading: false }
          : { value: before.value, error: reply.error, isLoading: false },
      );
    });
    return () => {
      isGone = true;
    };
  }, [firm, path, asked]);
  return { ...state, refresh: useCallback(() => setAsked((count) => count + 1), []) };
}

/** Does something on the server, says how it went, and answers what came of it; null when nothing did. */
export function useFirmAction(): <Value>(call: FirmCall<Value>, done: string) => Promise<Value | null> {
  const firm = useFirm();
  return useCallback(
    async (call, done) => {
      if (firm === null) return null;
      const reply = await firm.call(call);
      if (!reply.ok) {
        notify(reply.error.kind === 'failed' ? 'refusal' : 'attention', reply.error.message);
        return null;
      }
      notify('kept', done);
      return reply.value;
    },
    [firm],
  );
}
