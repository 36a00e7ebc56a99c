import type { Notification } from '#shared/api/workspace.ts';

/**
 * What a toast says: that something happened and how much of it. No client, no number, no name, no party: a toast lies
 * on a locked screen and in the system's own history.
 */
export function toastWords({ type, data }: Pick<Notification, 'type' | 'data'>): string {
  const findings = typeof data.findingCount === 'number' ? data.findingCount : 0;
  switch (type) {
    case 'invoice.uploaded':
      return 'A bill was sent to your firm.';
    case 'invoice.processed':
      return data.code === undefined
        ? 'A bill that you sent has been read.'
        : 'A file that you sent could not be read.';
    case 'invoice.flagged':
      return findings === 1 ? 'A bill has 1 finding to look at.' : `A bill has ${findings} findings to look at.`;
    case 'legal.search_complete':
      return 'A legal search is complete.';
    case 'legal.verification_complete':
      return 'An attorney verification is complete.';
    case 'system.error':
      return 'The server reported an error.';
    default:
      return 'Something is waiting for you.';
  }
}
