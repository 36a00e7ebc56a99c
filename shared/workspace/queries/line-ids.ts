import type { InvoiceRow } from '../store/invoice-record.ts';
import { positionOf } from '../store/keys.ts';

/** Makes line ids from keys of one invoice without reading the rows (`shared/domain/ids.ts`). */
export function lineIdMaker(row: InvoiceRow): (lineKey: number) => string {
  const prefix = row.line_prefix ?? '';
  return (lineKey) => `${prefix}${positionOf(lineKey).toString(16).padStart(12, '0')}`;
}
