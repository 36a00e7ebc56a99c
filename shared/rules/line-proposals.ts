import type { Finding } from '#shared/domain/finding.ts';

/** What the enabled findings together propose for one line. */
export interface LineProposal {
  readonly lineId: string;
  readonly cutE4: number;
  /** The finding whose cut this is; the first in order where two are equal. */
  readonly finding: Finding;
}

/**
 * Per line the largest single enabled cut, never the sum: findings on one line overlap, and two reasons to
 * cut the same hour do not cut it twice. Lines without a proposal are absent.
 */
export function proposedCutsByLine(
  findings: readonly Finding[],
  isEnabled: (finding: Finding) => boolean,
): ReadonlyMap<string, LineProposal> {
  const proposals = new Map<string, LineProposal>();
  for (const finding of findings) {
    if (finding.proposed.kind === 'none' || !isEnabled(finding)) continue;
    for (const [lineId, cutE4] of Object.entries(finding.proposed.cutE4ByLine)) {
      if (cutE4 > (proposals.get(lineId)?.cutE4 ?? 0)) proposals.set(lineId, { lineId, cutE4, finding });
    }
  }
  return proposals;
}
