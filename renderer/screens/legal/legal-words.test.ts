import { describe, expect, it } from 'vitest';
import { LEGAL_FAILURE_REASONS, type LegalFailureView, type SourceOutcome } from '#shared/api/legal.ts';
import { VERDICTS } from '#shared/api/legal-verification.ts';
import { failureSentence, kindWords, outcomeWords, STATUS_WORDS, VERDICT_WORDS } from './legal-words.ts';

const NOW = new Date(2026, 2, 4, 14, 0);
const at = (hours: number, minutes: number, day = 4) => new Date(2026, 2, day, hours, minutes).toISOString();

function failure(change: Partial<LegalFailureView>): LegalFailureView {
  return { code: 'LEGAL_001', source: 'courtlistener', reason: 'timeout', isRetryable: true, retryAt: null, ...change };
}
function outcome(change: Partial<SourceOutcome>): SourceOutcome {
  return {
    source: 'courtlistener',
    state: 'fresh',
    total: null,
    fetchedAt: null,
    tookMs: null,
    failure: null,
    message: null,
    ...change,
  };
}

describe('what a failed source is called', () => {
  it.each(LEGAL_FAILURE_REASONS)('%s is a sentence with the code', (reason) => {
    expect(failureSentence(failure({ reason }), NOW)).toMatch(/^CourtListener .+ \(LEGAL_001\)\./);
  });

  it('names the time of another try, and only where time helps', () => {
    expect(failureSentence(failure({ reason: 'throttled', retryAt: at(14, 20) }), NOW)).toContain(
      'another try at 14:20.',
    );
    expect(failureSentence(failure({ reason: 'budget', retryAt: at(0, 5, 5) }), NOW)).toContain(
      'another try on 5 Mar, 00:05.',
    );
    expect(failureSentence(failure({ retryAt: at(13, 0) }), NOW)).toContain('another try now.');
    expect(failureSentence(failure({ reason: 'auth', isRetryable: false }), NOW)).not.toContain('try');
  });
});

describe('what came of a source', () => {
  it('counts what is shown of what there is', () => {
    expect(outcomeWords(outcome({ total: { value: 2300, relation: 'about' }, tookMs: 812 }), 20, NOW)).toBe(
      '20 of about 2,300, 812 ms',
    );
    expect(outcomeWords(outcome({ total: { value: 1, relation: 'exact' } }), 1, NOW)).toBe('1 result');
    expect(outcomeWords(outcome({ total: { value: 0, relation: 'exact' } }), 0, NOW)).toBe('nothing found');
  });

  it('says how old a kept answer is, and why an older one is shown', () => {
    expect(outcomeWords(outcome({ state: 'cached', fetchedAt: at(10, 20) }), 3, NOW)).toBe(
      '3 results, a kept answer of today 10:20',
    );
    expect(outcomeWords(outcome({ state: 'stale', fetchedAt: at(9, 0, 1) }), 3, NOW)).toBe(
      '3 results, an older answer of 1 Mar, 09:00, because it could not be asked now',
    );
  });
});

it('never calls anybody in good standing', () => {
  const words = [...Object.values(VERDICT_WORDS), ...Object.values(STATUS_WORDS)].join(' ');
  expect(words).not.toMatch(/good|standing/i);
  expect(Object.keys(VERDICT_WORDS).sort()).toEqual([...VERDICTS].sort());
});

it('shows a kind it has no word for as it is named', () => {
  expect(kindWords('rate_matrix')).toBe('rate matrix');
});
