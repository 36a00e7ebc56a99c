import { type QueryHandler, viewKeys } from './query.ts';

export const locateLine: QueryHandler<'locateLine'> = (engine, input) => {
  const keys = viewKeys(engine, input);
  const lineKey = engine.facts().lineKey(input.lineId);
  const index = lineKey === null ? -1 : keys.indexOf(lineKey);
  return index === -1 ? null : index;
};
