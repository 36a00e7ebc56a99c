import type { PreparedSql } from './prepared-sql.ts';

export interface StackedAction {
  readonly clientSeq: number;
  readonly text: string;
}

const COLUMNS = 'SELECT client_seq AS clientSeq, text FROM actions';

/** The latest action of this device that is not undone. */
export function nextUndo(cache: PreparedSql): StackedAction | null {
  return cache.get<StackedAction>(`${COLUMNS} WHERE state = 'done' ORDER BY client_seq DESC LIMIT 1`) ?? null;
}

/** The earliest undone action: actions are undone backwards, so it was undone last. */
export function nextRedo(cache: PreparedSql): StackedAction | null {
  return cache.get<StackedAction>(`${COLUMNS} WHERE state = 'undone' ORDER BY client_seq LIMIT 1`) ?? null;
}
