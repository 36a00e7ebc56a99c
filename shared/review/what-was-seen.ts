import { z } from 'zod';
import type { InvoiceFacts, MutationMeta, Plan } from './mutation.ts';

/** How an invoice stood on the screen when a person submitted, approved, returned or reopened it. */
export const whatWasSeen = z.strictObject({
  state: z.enum(['analysed', 'in_review', 'approved', 'exported', 'returned', 'needs_attention']),
  /** `shared/sync/review-digest.ts`: 16 hexadecimal digits. */
  reviewDigest: z.string().regex(/^[0-9a-f]{16}$/),
  savedE4: z.int(),
});
export type WhatWasSeen = z.infer<typeof whatWasSeen>;

export function seenOf(invoice: InvoiceFacts): WhatWasSeen {
  return { state: invoice.state, reviewDigest: invoice.reviewDigest(), savedE4: invoice.savedE4 };
}

/**
 * A step stands on what the person saw, never on what has become of it since.
 * Alone on one machine nothing moves beneath a person, and a later version's rules may find other things.
 */
export function refusedStale(
  invoice: InvoiceFacts,
  seen: WhatWasSeen,
  { author }: MutationMeta,
): Extract<Plan, { outcome: 'refused' }> | null {
  if (author.role === 'alone') return null;
  const isAsSeen = invoice.state === seen.state && invoice.savedE4 === seen.savedE4;
  if (isAsSeen && invoice.reviewDigest() === seen.reviewDigest) return null;
  return {
    outcome: 'refused',
    code: 'stale',
    message: 'The invoice has changed since you looked at it. Nothing was done; look again and repeat the step.',
  };
}
