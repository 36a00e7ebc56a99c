import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { isLocked } from '../state/lock.ts';
import type { ActionId } from './key-map.ts';

/** What the screen on show can do; `key` is the key pressed, or `''` from a control or the palette. */
export type Handlers = { readonly [Id in ActionId]?: (key: string) => void };

export const useCommandStore = create<{ readonly handlers: Handlers }>(() => ({ handlers: {} }));

/** Offers a screen's actions to the keys and the command palette while it is on show. */
export function useCommands(handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const names = Object.keys(handlers).sort().join(' ');
  useEffect(() => {
    const ids = names.split(' ').filter((name) => name !== '') as ActionId[];
    const stable = Object.fromEntries(ids.map((id) => [id, (key: string) => latest.current[id]?.(key)]));
    useCommandStore.setState((state) => ({ handlers: { ...state.handlers, ...stable } }));
    return () => {
      useCommandStore.setState((state) => ({
        handlers: Object.fromEntries(Object.entries(state.handlers).filter(([id, run]) => stable[id] !== run)),
      }));
    };
  }, [names]);
}

/** @returns whether an action was there to run */
export function runCommand(id: ActionId, key = ''): boolean {
  const run = useCommandStore.getState().handlers[id];
  if (run === undefined || isLocked()) return false;
  run(key);
  return true;
}

/** Whether keys typed here are text or belong to the control itself, and so must not act. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const typing = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [role="dialog"], [role="menu"]';
  return target.isContentEditable || target.closest(typing) !== null;
}
