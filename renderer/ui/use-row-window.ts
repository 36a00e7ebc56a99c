import { useSyncExternalStore } from 'react';
import type { RowWindow, WindowSnapshot } from '../state/row-window.ts';

/** Draws again whenever rows of the window have come or gone. */
export function useRowWindow<Row>(rows: RowWindow<Row>): WindowSnapshot {
  return useSyncExternalStore(rows.subscribe, rows.snapshot);
}
