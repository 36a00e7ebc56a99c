import type { RecordHit } from '#shared/api/legal-desk.ts';
import type { Route } from '../../state/route.ts';

/** Where in LAIT something of the record is read; null: at its source, or nowhere. */
export function placeOfRecord({ kind, id, invoiceId, lineId }: RecordHit): Route | null {
  if (invoiceId !== null) return { screen: 'review', invoiceId, lineId };
  if (kind !== 'clause') return null;
  return { screen: 'guidelines', name: id.slice(0, id.indexOf(':')) };
}
