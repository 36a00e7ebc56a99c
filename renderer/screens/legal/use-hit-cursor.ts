import { useCallback, useState } from 'react';
import { useCommands } from '../../keyboard/commands.ts';

export interface HitCursor {
  readonly index: number;
  moveTo(index: number): void;
  /** Puts the focus back on the result under the cursor. */
  refocus(): void;
}

/** One result of several is under the hand; the keys move it, open it and copy its citation. */
export function useHitCursor(count: number): HitCursor {
  const [wanted, setWanted] = useState(0);
  const index = Math.min(wanted, Math.max(0, count - 1));
  const go = (step: number): void => {
    const isInList = document.activeElement?.closest('[data-hit]') !== null && document.activeElement !== null;
    // The first press from outside goes to the result under the cursor, not past it.
    const next = isInList ? Math.min(count - 1, Math.max(0, index + step)) : index;
    setWanted(next);
    focusHit(next);
  };
  const refocus = useCallback(() => focusHit(index), [index]);
  useCommands(
    count === 0
      ? {}
      : {
          nextHit: () => go(1),
          previousHit: () => go(-1),
          openHit: () => hitAt(index)?.querySelector<HTMLElement>('[data-hit-title-holder] a')?.click(),
          copyCitation: () => hitAt(index)?.querySelector<HTMLElement>('[data-copy]')?.click(),
        },
  );
  return { index, moveTo: setWanted, refocus };
}

function hitAt(index: number): HTMLElement | null {
  return document.querySelectorAll<HTMLElement>('[data-hit]')[index] ?? null;
}

function focusHit(index: number): void {
  const hit = hitAt(index);
  hit?.focus();
  hit?.scrollIntoView({ block: 'nearest' });
}
