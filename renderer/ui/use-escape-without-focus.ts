import { type RefObject, useEffect } from 'react';

/**
 * Closes the dialog on top by Esc also where nothing in it has the focus: what had it may be gone, as a form is when its
 * answer takes its place, and then no key reaches the dialog itself.
 */
export function useEscapeWithoutFocus(dialog: RefObject<HTMLElement | null>, onClose: () => void): void {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const { activeElement } = document;
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (activeElement !== null && activeElement !== document.body) return;
      if ([...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1) !== dialog.current) return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    // Before the keys of the screen below, which would take it for theirs.
    document.addEventListener('keydown', close, { capture: true });
    return () => document.removeEventListener('keydown', close, { capture: true });
  }, [dialog, onClose]);
}
