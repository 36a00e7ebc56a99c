import { nextRedo, nextUndo } from '../store/undo-stack.ts';
import type { QueryHandler } from './query.ts';

export const getUndo: QueryHandler<'getUndo'> = ({ cache }) => ({
  undo: nextUndo(cache)?.text ?? null,
  redo: nextRedo(cache)?.text ?? null,
});
