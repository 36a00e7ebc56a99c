import { lineIdMaker } from './line-ids.ts';
import { invoiceRowFor, type QueryHandler, viewKeys } from './query.ts';

/** Lines asked about at once: the next open one is mostly near. */
const PROBE = 500;

const OPEN_AMONG = `SELECT json_group_array(line_key) AS keys FROM line_items
  WHERE line_key IN (SELECT value FROM json_each(?)) AND worst_severity > 0 AND decision_kind IS NULL`;

/** Looks from the line after (or before) `fromIndex` once around the view, back to that line itself. */
export const findNextOpenLine: QueryHandler<'findNextOpenLine'> = (engine, input) => {
  const row = invoiceRowFor(engine, input.invoiceId);
  if (row.open_count === 0) return null;
  const keys = viewKeys(engine, input);
  const count = keys.length;
  const step = input.direction === 'next' ? 1 : -1;
  const from = input.fromIndex === -1 && step === -1 ? count : Math.min(input.fromIndex, count);
  const indexAt = (distance: number) => (((from + step * distance) % count) + count) % count;
  for (let done = 0; done < count; done += PROBE) {
    const indexes = Array.from({ length: Math.min(PROBE, count - done) }, (_, each) => indexAt(done + each + 1));
    const asked = indexes.map((index) => keys[index]);
    const answer = engine.cache.get<{ keys: string }>(OPEN_AMONG, JSON.stringify(asked));
    const open = new Set(JSON.parse(answer?.keys ?? '[]') as number[]);
    for (const index of indexes) {
      const key = keys[index];
      if (key !== undefined && open.has(key)) return { lineId: lineIdMaker(row)(key), index };
    }
  }
  return null;
};
