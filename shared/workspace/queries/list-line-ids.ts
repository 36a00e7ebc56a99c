import { lineIdMaker } from './line-ids.ts';
import { invoiceRowFor, type QueryHandler, viewKeys } from './query.ts';

const MAXIMUM_IDS = 100_000;

export const listLineIds: QueryHandler<'listLineIds'> = (engine, input) => {
  const idOf = lineIdMaker(invoiceRowFor(engine, input.invoiceId));
  return viewKeys(engine, input).slice(0, MAXIMUM_IDS).map(idOf);
};
