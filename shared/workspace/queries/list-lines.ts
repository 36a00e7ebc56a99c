import { readLineRows } from './line-rows.ts';
import { type QueryHandler, viewKeys } from './query.ts';

export const listLines: QueryHandler<'listLines'> = (engine, input) => {
  const keys = viewKeys(engine, input);
  const page = keys.slice(input.offset, input.offset + input.limit);
  return { total: keys.length, offset: input.offset, rows: readLineRows(engine.cache, page) };
};
