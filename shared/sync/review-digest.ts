import type { DecisionContent } from '#shared/review/mutation.ts';
import { checksumHex, textHash } from './checksum.ts';

/** A review as it stands: what a person submits or approves. Comments are no part of it. */
export interface StandingReview {
  readonly guidelineName: string;
  readonly guidelineVersion: number;
  /** Decisions that stand, one a line. */
  readonly decisions: Iterable<{ readonly lineId: string; readonly decision: DigestedDecision }>;
  /** Lines with other words than were read. */
  readonly narratives: Iterable<{ readonly lineId: string; readonly narrative: string }>;
  /** Findings switched off. */
  readonly dismissals: Iterable<{ readonly findingId: string; readonly reason: string | null }>;
}

type DigestedDecision = Pick<
  DecisionContent,
  'kind' | 'hoursE4' | 'rateE4' | 'percentE4' | 'poolId' | 'cutE4' | 'reasonCode' | 'note'
>;

/**
 * What the review says, whoever said it when, as 16 hexadecimal digits: the same on a laptop that is ahead of the
 * server with its own work and on the server once it has that work. The order of the parts does not matter.
 */
export function reviewDigest(review: StandingReview): string {
  let sum = textHash(JSON.stringify(['guideline', review.guidelineName, review.guidelineVersion]));
  for (const { lineId, decision } of review.decisions) {
    const { kind, hoursE4, rateE4, percentE4, poolId, cutE4, reasonCode, note } = decision;
    sum += textHash(
      JSON.stringify(['decision', lineId, kind, hoursE4, rateE4, percentE4, poolId, cutE4, reasonCode, note]),
    );
  }
  for (const { lineId, narrative } of review.narratives) {
    sum += textHash(JSON.stringify(['narrative', lineId, narrative]));
  }
  for (const { findingId, reason } of review.dismissals) {
    sum += textHash(JSON.stringify(['dismissal', findingId, reason]));
  }
  return checksumHex(sum);
}
