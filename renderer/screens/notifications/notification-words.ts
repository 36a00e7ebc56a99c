import type { Notification } from '#shared/api/workspace.ts';
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
      return 'A legal search is complete.';
    case 'legal.verification_complete':
      return 'An attorney verification is complete.';
    default:
      return 'Something happened that this version of LAIT has no words for.';
  }
}

/** Whether it is about a file that yielded no invoice: its subject is the file, and there is nothing to open. */
export function isUnreadable({ type, data }: Pick<Notification, 'type' | 'data'>): boolean {
  return type === 'invoice.processed' && data.code === 'FILE_001';
}
