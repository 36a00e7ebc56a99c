import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { isTypingTarget } from '../keyboard/commands.ts';
import type { RowWindow } from '../state/row-window.ts';
import { useRowWindow } from './use-row-window.ts';

export interface GridRow {
  readonly index: number;
  /** Pixels from the top of the rows. */
  readonly top: number;
}

export interface GridRows {
  readonly total: number | null;
  readonly height: number;
  readonly rows: readonly GridRow[];
  readonly pageSize: number;
}

/**
 * Which rows of a long grid are drawn. Heights are fixed, so scrolling never measures. The row under the
 * cursor is always drawn, also when scrolled away, so that it keeps the focus; whenever `moveCount` rises
 * it is scrolled into view and focused, unless the person is typing somewhere.
 */
export function useGridRows<Row>(options: {
  readonly source: RowWindow<Row>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly cursorIndex: number;
  readonly moveCount: number;
}): GridRows {
  const { source, scroller, rowHeight, headerHeight, cursorIndex, moveCount } = options;
  const { total } = useRowWindow(source);
  const count = total ?? 0;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    scrollPaddingEnd: 8,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const shown = defaultRangeExtractor(range);
        if (cursorIndex >= range.count || shown.includes(cursorIndex)) return shown;
        return cursorIndex < (shown[0] ?? 0) ? [cursorIndex, ...shown] : [...shown, cursorIndex];
      },
      [cursorIndex],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights change with the density only
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);

  const range = virtualizer.range;
  const first = range?.startIndex ?? 0;
  const last = range?.endIndex ?? 40;
  useEffect(() => source.show(first, last), [source, first, last]);

  const handledMove = useRef(0);
  useLayoutEffect(() => {
    if (moveCount === handledMove.current || cursorIndex >= count) return;
    handledMove.current = moveCount;
    virtualizer.scrollToIndex(cursorIndex, { align: 'auto' });
    focusRow(scroller.current, cursorIndex);
  }, [moveCount, cursorIndex, count, virtualizer, scroller]);

  return {
    total,
    height: virtualizer.getTotalSize(),
    rows: virtualizer.getVirtualItems().map((item) => ({ index: item.index, top: item.start - headerHeight })),
    pageSize: Math.max(1, last - first - 1),
  };
}

/** Focuses a drawn row, unless a field has the focus. */
export function focusRow(grid: HTMLElement | null, index: number): void {
  if (isTypingTarget(document.activeElement)) return;
  const row = grid?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  row?.focus({ preventScroll: true });
}
