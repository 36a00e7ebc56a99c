import type { QueryHandler } from './query.ts';

export const listConflicts: QueryHandler<'listConflicts'> = (_engine, { offset }) => ({ total: 0, offset, rows: [] });
