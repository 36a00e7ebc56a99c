import { describe, expect, it } from 'vitest';
import { OPINION_FAILURE_REASONS, type OpinionRequest } from '#shared/api/opinions.ts';
import { failureText, requestText } from './opinion-words.ts';

const NOW = new Date(2026, 2, 4, 14, 0);
const REQUEST: OpinionRequest = {
  id: '00000000-0000-4000-8000-000000000001',
  invoiceId: null,
  kind: 'findings',
  state: 'done',
  outcome: 'complete',
  questionCount: 3,
  heldCount: 0,
  answeredCount: 3,
  leftOutCount: 0,
  dropped: { quote: 0, number: 0, unknownId: 0, text: 0 },
  failures: [],
  costMicro: 0,
  model: 'm',
  askedBy: '00000000-0000-4000-8000-000000000002',
  askedAt: NOW.toISOString(),
  endedAt: null,
};

describe('what is said of a request for opinions', () => {
  it('counts what was answered, held, left out and thrown away', () => {
    expect(requestText(REQUEST)).toBe('3 of 3 questions answered.');
    expect(
      requestText({
        ...REQUEST,
        outcome: 'partial',
        answeredCount: 1,
        heldCount: 1,
        leftOutCount: 2,
        dropped: { quote: 1, number: 1, unknownId: 0, text: 0 },
      }),
    ).toBe(
      '2 of 3 questions answered. 1 answer was held already, nothing left for it. 2 lines not sent. 2 remarks thrown away: the words or figures are not in the lines.',
    );
  });

  it('says that the rules stand where nothing came', () => {
    expect(requestText({ ...REQUEST, outcome: 'none', answeredCount: 0 })).toContain('what the rules found stands');
  });

  it.each(OPINION_FAILURE_REASONS)('%s is a sentence', (reason) => {
    const text = failureText({ reason, count: 1, isRetryable: false, retryAt: null }, NOW);
    expect(text).toMatch(/^1 question: .+\.$/);
  });

  it('names the time of another try', () => {
    const retryAt = new Date(2026, 2, 4, 14, 20).toISOString();
    expect(failureText({ reason: 'throttled', count: 2, isRetryable: true, retryAt }, NOW)).toBe(
      '2 questions: the provider says that we ask too often. Worth another try at 14:20.',
    );
  });
});
