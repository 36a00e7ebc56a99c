import { useCallback, useEffect, useState } from 'react';
import type { FirmCall, FirmError } from '#shared/api/firm.ts';
import { useFirm } from './firm-context.ts';
import { pauseBeforeAsking } from './follow-pace.ts';

/** Something that goes on at the server, as far as it was heard of. */
export interface Followed<Value> {
  readonly value: Value | undefined;
  readonly error: FirmError | null;
  /** Still asked about; false once it is over, was stopped, or cannot be asked. */
  readonly isFollowing: boolean;
  /** Asks no more. What goes on at the server goes on. */
  stop(): void;
  /** Asks again, also after its end. */
  refresh(): void;
}

/**
 * Asks how something stands until it is over. A server that is not reached is asked again: the answer may come later.
 * @param call its path stands for it; null: nothing to follow
 */
export function useFollowed<Value>(call: FirmCall<Value> | null, isOver: (value: Value) => boolean): Followed<Value> {
  const firm = useFirm();
  const path = call?.path ?? null;
  const [round, setRound] = useState(0);
  const [stopped, setStopped] = useState<string | null>(null);
  const [heard, setHeard] = useState<{
    readonly path: string | null;
    readonly value: Value | undefined;
    readonly error: FirmError | null;
    readonly isOver: boolean;
  }>({ path: null, value: undefined, error: null, isOver: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the path stands for the call, `round` for a wish to ask again
  useEffect(() => {
    if (firm === null || call === null) return;
    const key = `${call.path} ${round}`;
    let isGone = false;
    let timer = 0;
    const ask = async (count: number): Promise<void> => {
      const reply = await firm.call(call);
      if (isGone) return;
      const ends = reply.ok ? isOver(reply.value) : reply.error.kind !== 'offline';
      setHeard((before) => ({
        path: call.path,
        value: reply.ok ? reply.value : before.path === call.path ? before.value : undefined,
        error: reply.ok ? null : reply.error,
        isOver: ends,
      }));
      if (!ends) timer = window.setTimeout(() => void ask(count + 1), pauseBeforeAsking(count));
    };
    if (stopped !== key) void ask(0);
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, [firm, path, round, stopped]);

  const isOurs = heard.path === path;
  const isStopped = stopped === `${path} ${round}`;
  return {
    value: isOurs ? heard.value : undefined,
    error: isOurs ? heard.error : null,
    isFollowing: path !== null && firm !== null && !isStopped && !(isOurs && heard.isOver),
    stop: useCallback(() => setStopped(`${path} ${round}`), [path, round]),
    refresh: useCallback(() => {
      setHeard((before) => ({ ...before, isOver: false }));
      setRound((count) => count + 1);
    }, []),
  };
}
