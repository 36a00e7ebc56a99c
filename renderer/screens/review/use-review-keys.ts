import { type RefObject, useEffect } from 'react';
import { isTypingTarget, runCommand } from '../../keyboard/commands.ts';
import { actionForKey } from '../../keyboard/key-map.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useSettings } from '../../state/settings.ts';

/** Keys that a focused button or switch needs for itself. */
const KEPT_BY_CONTROLS = new Set([' ', 'Enter', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);

/** Runs the review's keys while the focus is inside the review and in no field (WCAG 2.1.4). */
export function useReviewKeys(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || useDialogs.getState().open !== null) return;
      const target = event.target;
      if (!(target instanceof HTMLElement) || isTypingTarget(target)) return;
      const isInReview = root.current?.contains(target) === true || target === document.body || target.id === 'main';
      if (!isInReview) return;
      const isOnControl = target.closest('button, a, summary, [role="switch"], label') !== null;
      if (isOnControl && KEPT_BY_CONTROLS.has(event.key)) return;
      const action = actionForKey(event, 'review', useSettings.getState().areSingleKeysOn);
      if (action !== null && runCommand(action, event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [root]);
}
