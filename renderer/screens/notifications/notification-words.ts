import type { Notification } from '#shared/api/workspace.ts';
import type { Route } from '../../state/route.ts';
import { countOf } from '../../ui/format-money.ts';

/**
 * What a notification says, from its type and counts. It never holds a name or a number of an invoice: those
 * are shown by the invoice itself, to whoever may see it.
 */
export function notificationText({ type, data }: Notification): string {
  const count = (name: string): number => (typeof data[name] === 'number' ? data[name] : 0);
  switch (type) {
    case 'invoice.uploaded':
      return 'A file was sent to the server.';
    case 'invoice.processed':
      if (isUnreadable({ type, data })) return 'A file that you sent holds no bill that LAIT can read. It is kept.';
      return `A file was read: ${countOf(count('invoiceCount') || 1, 'invoice')}, ${countOf(count('lineCount'), 'line')}.`;
    case 'invoice.flagged': {
      const checked = count('eventCount') > 1 ? `${countOf(count('eventCount'), 'invoice')} were` : 'An invoice was';
      return `${checked} checked: ${countOf(count('findingCount'), 'finding')}.`;
    }
    case 'system.startup':
      return 'The server started.';
    case 'system.shutdown':
      return 'The server was shut down.';
    case 'system.error':
      return 'The server reported an error.';
    case 'legal.search_complete':
      return searchText(data, count('count'));
    case 'legal.verification_complete':
      return 'The records were compared with a timekeeper.';
    default:
      return 'Something happened that this version of LAIT has no words for.';
  }
}

function searchText(data: Notification['data'], count: number): string {
  const found = count === 0 ? 'nothing found' : countOf(count, 'result');
  if (data.error === 'LEGAL_001' || data.code === 'LEGAL_001') {
    return `A legal search ended in part (LEGAL_001): ${found} where an answer could be had.`;
  }
  return `A legal search is complete: ${found}.`;
}

/** The place a notification is about; null where there is nothing to open. */
export function placeOf(row: Pick<Notification, 'type' | 'data' | 'subjectId'>): Route | null {
  if (row.subjectId === null) return null;
  if (row.type === 'legal.search_complete') return { screen: 'legal', part: 'search', id: row.subjectId };
  if (row.type === 'legal.verification_complete') return { screen: 'legal', part: 'verify', id: row.subjectId };
  if (!row.type.startsWith('invoice.') || isUnreadable(row)) return null;
  return { screen: 'review', invoiceId: row.subjectId, lineId: null };
}

/** Whether it is about a file that yielded no invoice: its subject is the file, and there is nothing to open. */
export function isUnreadable({ type, data }: Pick<Notification, 'type' | 'data'>): boolean {
  return type === 'invoice.processed' && data.code === 'FILE_001';
}
