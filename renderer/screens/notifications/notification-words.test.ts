import { describe, expect, it } from 'vitest';
import type { Notification } from '#shared/api/workspace.ts';
import { isUnreadable, notificationText, placeOf } from './notification-words.ts';

const told = (type: string, data: Notification['data'] = {}): Notification => ({
  notificationId: 'n',
  type,
  at: '2026-04-01T09:00:00.000Z',
  scopeId: null,
  subjectId: null,
  invoiceNumber: null,
  data,
  isRead: false,
});

describe('what a notification says', () => {
  it.each([
    [told('invoice.processed', { invoiceCount: 1, lineCount: 40 }), 'A file was read: 1 invoice, 40 lines.'],
    [
      told('invoice.processed', { invoiceCount: 12, lineCount: 480, eventCount: 12 }),
      'A file was read: 12 invoices, 480 lines.',
    ],
    [told('invoice.flagged', { findingCount: 1 }), 'An invoice was checked: 1 finding.'],
    [told('invoice.flagged', { findingCount: 177, eventCount: 4 }), '4 invoices were checked: 177 findings.'],
    [told('legal.search_complete', { count: 12 }), 'A legal search is complete: 12 results.'],
    [told('legal.search_complete', { count: 0 }), 'A legal search is complete: nothing found.'],
    [
      told('legal.search_complete', { count: 3, error: 'LEGAL_001' }),
      'A legal search ended in part (LEGAL_001): 3 results where an answer could be had.',
    ],
    [told('invoice.somersault'), 'Something happened that this version of LAIT has no words for.'],
  ])('%#', (notification, text) => {
    expect(notificationText(notification)).toBe(text);
  });

  it('never calls a file that could not be read an invoice, and offers none to open', () => {
    const unreadable = told('invoice.processed', { invoiceCount: 0, problemCount: 3, code: 'FILE_001' });
    expect(notificationText(unreadable)).toContain('no bill');
    expect(isUnreadable(unreadable)).toBe(true);
    expect(isUnreadable(told('invoice.processed', { invoiceCount: 1 }))).toBe(false);
  });

  it('opens what it is about, and nothing where there is nothing', () => {
    const subjectId = '00000000-0000-4000-8000-000000000001';
    expect(placeOf({ ...told('legal.search_complete'), subjectId })).toEqual({
      screen: 'legal',
      part: 'search',
      id: subjectId,
    });
    expect(placeOf({ ...told('legal.verification_complete'), subjectId })).toMatchObject({ part: 'verify' });
    expect(placeOf({ ...told('invoice.processed', { code: 'FILE_001' }), subjectId })).toBeNull();
    expect(placeOf(told('legal.search_complete'))).toBeNull();
    expect(placeOf({ ...told('system.error'), subjectId })).toBeNull();
  });
});
