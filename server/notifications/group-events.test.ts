import { describe, expect, it } from 'vitest';
import { groupEvents, type KeptEvent } from './group-events.ts';

const event = (id: string, more: Partial<KeptEvent>): KeptEvent => ({
  id,
  type: 'invoice.flagged',
  scopeId: 'matter:1',
  subjectId: `invoice-${id}`,
  data: {},
  ...more,
});

describe('events of one transaction', () => {
  it('are told as they are where there is one of a kind', () => {
    expect(groupEvents([event('a', { data: { findingCount: 3 } })])).toEqual([
      {
        eventId: 'a',
        type: 'invoice.flagged',
        scopeId: 'matter:1',
        subjectId: 'invoice-a',
        firstSubjectId: 'invoice-a',
        data: { findingCount: 3 },
      },
    ]);
  });

  it('are told as one where they are alike: sums of numbers, texts that all share, and how many', () => {
    const [told, ...others] = groupEvents([
      event('a', { data: { findingCount: 3, code: 'X', mode: 'api' } }),
      event('b', { data: { findingCount: 4, code: 'X', mode: 'worker' } }),
      event('c', { data: { findingCount: 5, lineCount: 1, code: 'X', mode: 'api' } }),
    ]);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ eventId: 'a', subjectId: null, firstSubjectId: 'invoice-a' });
    expect(told?.data).toEqual({ findingCount: 12, lineCount: 1, code: 'X', eventCount: 3 });
  });

  it('are told apart where they are of another matter or another kind', () => {
    const told = groupEvents([
      event('a', {}),
      event('b', { scopeId: 'matter:2' }),
      event('c', { type: 'invoice.processed' }),
      event('d', {}),
      event('e', { scopeId: null }),
    ]);
    expect(told.map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c', 'e']);
  });
});
