import { describe, expect, it } from 'vitest';
import type { DecisionContent } from '#shared/review/mutation.ts';
import { reviewDigest, type StandingReview } from './review-digest.ts';

const decision: DecisionContent = {
  kind: 'cut_percent',
  percentE4: 250_000,
  cutE4: 10_000,
  reasonCode: 'vague',
  findingIds: ['f'],
  guidelineVersion: 1,
  by: 'ada',
  at: '2026-04-10T09:00:00Z',
  deviceId: 'laptop',
};
const second = { lineId: 'b', decision: { ...decision, kind: 'accept', cutE4: 0, percentE4: undefined } } as const;
const review: StandingReview = {
  guidelineName: 'standard',
  guidelineVersion: 1,
  decisions: [{ lineId: 'a', decision }, second],
  narratives: [{ lineId: 'a', narrative: 'Draft reply' }],
  dismissals: [{ findingId: 'x', reason: null }],
};

describe('the digest of a review', () => {
  it('does not tell who decided when on which device, nor in which order', () => {
    const elsewhere = { ...decision, by: 'ben', at: '2026-04-11T09:00:00Z', deviceId: 'desktop', findingIds: [] };
    expect(reviewDigest({ ...review, decisions: [second, { lineId: 'a', decision: elsewhere }] })).toBe(
      reviewDigest(review),
    );
  });

  it.each<[string, Partial<StandingReview>]>([
    ['an amount', { decisions: [{ lineId: 'a', decision: { ...decision, cutE4: 10_001 } }, second] }],
    ['a decision taken away', { decisions: [second] }],
    ['a decision moved to another line', { decisions: [{ lineId: 'c', decision }, second] }],
    ['a note', { decisions: [{ lineId: 'a', decision: { ...decision, note: 'see call' } }, second] }],
    ['the words of a line', { narratives: [{ lineId: 'a', narrative: 'Draft answer' }] }],
    ['a dismissal', { dismissals: [] }],
    ['the guideline', { guidelineVersion: 2 }],
  ])('moves with %s', (_, change) => {
    expect(reviewDigest({ ...review, ...change })).not.toBe(reviewDigest(review));
  });
});
