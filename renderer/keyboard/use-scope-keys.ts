import { type RefObject, useEffect } from 'react';
import { useDialogs } from '../state/dialogs.ts';
import { useSettings } from '../state/settings.ts';
import { isTypingTarget, runCommand } from './commands.ts';
import { type ActionScope, actionForKey } from './key-map.ts';

/** Keys that a focused button or switch needs for itself. */
const KEPT_BY_CONTROLS = new Set([' ', 'Enter', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);

/**
 * Runs a screen's own keys while the focus is inside it and in no field (WCAG 2.1.4).
 * @param takeFirst is offered every plain key before it can be an action; must stay the same function
 */
export function useScopeKeys(
  root: RefObject<HTMLElement | null>,
  scope: ActionScope,
  takeFirst?: (key: string) => boolean,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || useDialogs.getState().open !== null) return;
      const target = event.target;
      if (!(target instanceof HTMLElement) || isTypingTarget(target)) return;
      const isInScope = root.current?.contains(target) === true || target === document.body || target.id === 'main';
      if (!isInScope) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isPlain && takeFirst?.(event.key) === true) {
        event.preventDefault();
        return;
      }
      const isOnControl = target.closest('button, a, summary, [role="switch"], label') !== null;
      if (isOnControl && KEPT_BY_CONTROLS.has(event.key)) return;
      const action = actionForKey(event, scope, useSettings.getState().areSingleKeysOn);
      if (action !== null && runCommand(action, event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [root, scope, takeFirst]);
}
