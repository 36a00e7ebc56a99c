import { spreadPool } from '#shared/domain/decision.ts';
import { type DecisionReason, defineMutation, type FindingIdsByLine } from './mutation.ts';
import { whyClosed } from './open-for-review.ts';
import { planDecisions } from './plan-decisions.ts';

/** One cut over several lines of one invoice, in proportion to their totals: all of them or none. */
export interface DecidePoolArgs extends DecisionReason {
  readonly poolId: string;
  readonly lineIds: readonly string[];
  readonly cutE4: number;
  readonly findingIds: FindingIdsByLine;
}

export const decidePool = defineMutation<DecidePoolArgs>({
  name: 'decidePool',
  plan(facts, args, meta) {
    const lineIds = [...new Set(args.lineIds)];
    const lines = lineIds.map((lineId) => facts.line(lineId));
    const known = lines.flatMap((line) => (line === null ? [] : [line]));
    const invoiceId = known[0]?.invoiceId;
    const invoice = invoiceId === undefined ? null : facts.invoice(invoiceId);
    if (invoice === null || known.length < lines.length) {
      return { outcome: 'refused', message: 'A line of this pool is not in this workspace. Nothing was cut.' };
    }
    if (known.some((line) => line.invoiceId !== invoiceId)) {
      return { outcome: 'refused', message: 'A pool stays within one invoice. Nothing was cut.' };
    }
    const closed = whyClosed(invoice);
    if (closed !== null) return { outcome: 'refused', message: closed };
    const spread = spreadPool(
      known.map((line) => line.totalE4),
      args.cutE4,
    );
    if (spread.kind === 'refused') return { outcome: 'refused', message: spread.message };
    const decisions = known.map(({ lineId }, index) => ({
      lineId,
      request: { kind: 'pool' as const, poolId: args.poolId, cutE4: spread.cutsE4[index] ?? 0 },
    }));
    return planDecisions(facts, meta, decisions, args, args.findingIds);
  },
});
