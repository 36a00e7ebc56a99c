import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { QueryInput, QueryName, QueryOutputs } from '#shared/api/workspace.ts';
import type { QueryState } from './query-cache.ts';
import { useWorkspace } from './workspace-context.ts';

/**
 * A live answer: it comes again after every change that concerns it.
 * When the input changes, the previous answer stays until the new one has come (`isLoading` is true then).
 */
export function useQuery<N extends QueryName>(name: N, input: QueryInput<N>): QueryState<QueryOutputs[N]> {
  const { cache } = useWorkspace();
  const key = JSON.stringify(input);
  // The key stands for the input: a new object with the same content is the same question.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const subscribe = useCallback((listener: () => void) => cache.subscribe(name, input, listener), [cache, name, key]);
  const state = useSyncExternalStore(subscribe, () => cache.read(name, input));
  const last = useRef<QueryState<QueryOutputs[N]>>(state);
  if (state.value !== undefined || state.error !== null) {
    last.current = state;
    return state;
  }
  return { value: last.current.value, error: null, isLoading: true };
}
