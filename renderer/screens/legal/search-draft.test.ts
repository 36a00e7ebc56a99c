import { describe, expect, it } from 'vitest';
import type { OutgoingPreview } from '#shared/api/legal.ts';
import { filterCount, NO_FILTERS, newDraft, readinessOf, requestOf, type SearchDraft } from './search-draft.ts';

const PREVIEW: OutgoingPreview = { outgoingText: 'lodestar block billing', removed: [], isDatabaseOn: true };
const QUERY = 'Northfield lodestar block billing';

function draftOf(change: Partial<SearchDraft>): SearchDraft {
  return { ...newDraft(QUERY, null), ...change };
}
const shown = (change: Partial<OutgoingPreview> = {}, edited: string | null = null, ofQuery = QUERY) => ({
  ofQuery,
  preview: { ...PREVIEW, ...change },
  edited,
});

describe('a search that is being written', () => {
  it('does not go before what leaves was shown', () => {
    expect(readinessOf(draftOf({}))).toBe('look_first');
    expect(requestOf(draftOf({}))).toBeNull();
  });

  it('does not go with what was shown for another question', () => {
    expect(readinessOf(draftOf({ outgoing: shown({}, null, 'another') }))).toBe('look_first');
  });

  it('sends what was shown, or what the person made of it, and never the question itself', () => {
    expect(requestOf(draftOf({ outgoing: shown() }))?.outgoingText).toBe('lodestar block billing');
    expect(requestOf(draftOf({ outgoing: shown({}, ' lodestar ') }))?.outgoingText).toBe('lodestar');
    expect(requestOf(draftOf({ outgoing: shown({ outgoingText: null }) }))?.outgoingText).toBeNull();
  });

  it('asks the firm\u2019s record alone where nothing would be left to ask, or the database is off', () => {
    for (const outgoing of [shown({ outgoingText: null }), shown({}, ''), shown({ isDatabaseOn: false })]) {
      expect(requestOf(draftOf({ outgoing }))).toMatchObject({ sources: ['local'], outgoingText: null });
    }
  });

  it('waits where CourtListener alone is asked and cannot be', () => {
    const sources = ['courtlistener'] as const;
    expect(readinessOf(draftOf({ sources, outgoing: shown({ isDatabaseOn: false }) }))).toBe('database_off');
    expect(readinessOf(draftOf({ sources, outgoing: shown({}, '  ') }))).toBe('nothing_to_send');
  });

  it('needs no look where nothing leaves', () => {
    expect(requestOf(draftOf({ sources: ['local'] }))).toMatchObject({ query: QUERY, outgoingText: null });
  });

  it('says what is missing', () => {
    expect(readinessOf(draftOf({ query: '  ' }))).toBe('no_query');
    expect(readinessOf(draftOf({ sources: [] }))).toBe('no_source');
  });

  it('counts what narrows it', () => {
    expect(filterCount(NO_FILTERS)).toBe(0);
    expect(filterCount({ ...NO_FILTERS, courts: ['ca9', 'scotus'], filedAfter: '2020-01-01', order: 'newest' })).toBe(
      3,
    );
  });
});
