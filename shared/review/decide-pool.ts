import { z } from 'zod';
import { spreadPool } from '#shared/domain/decision.ts';
import { findingIdsByLine, lineIdList, reasonShape } from './decision-schemas.ts';
import { decisionGroup } from './field-group.ts';
import { type DecisionReason, defineMutation, type FindingIdsByLine, type Plan } from './mutation.ts';
import { refusedClosed } from './open-for-review.ts';
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
  argVersion: 1,
  args: z.strictObject({
    poolId: z.uuid(),
    lineIds: lineIdList,
    cutE4: z.int().min(1),
    ...reasonShape,
    findingIds: findingIdsByLine,
  }),
  touches: ({ lineIds }) => [...new Set(lineIds)].map(decisionGroup),
  isAtomic: () => true,
  plan(facts, { poolId, cutE4, reasonCode, note, findingIds, ...args }, meta) {
    const lineIds = [...new Set(args.lineIds)];
    const lines = lineIds.map((lineId) => facts.line(lineId));
    const known = lines.flatMap((line) => (line === null ? [] : [line]));
    const invoiceId = known[0]?.invoiceId;
    const invoice = invoiceId === undefined ? null : facts.invoice(invoiceId);
    if (invoice === null || known.length < lines.length) {
      return refused('not_found', 'A line of this pool is not in this workspace. Nothing was cut.');
    }
    if (known.some((line) => line.invoiceId !== invoiceId)) {
      return refused('invalid', 'A pool stays within one invoice. Nothing was cut.');
    }
    const closed = refusedClosed(invoice);
    if (closed !== null) return closed;
    const spread = spreadPool(
      known.map((line) => line.totalE4),
      cutE4,
    );
    if (spread.kind === 'refused') return refused('invalid', spread.message);
    const decisions = known.map(({ lineId }, index) => ({
      lineId,
      wanted: {
        request: { kind: 'pool' as const, poolId, cutE4: spread.cutsE4[index] ?? 0 },
        reasonCode,
        note,
        findingIds: findingIds[lineId] ?? [],
      },
    }));
    return wholly(planDecisions(facts, meta, decisions));
  },
});

function refused(code: 'not_found' | 'invalid', message: string): Plan {
  return { outcome: 'refused', code, message };
}

/** A pool that would be spread over some of its lines only is refused for the reason the first line gives. */
function wholly(plan: Plan): Plan {
  if (plan.outcome === 'refused') return plan;
  const [first] = plan.refused;
  if (first !== undefined) return { outcome: 'refused', code: first.code, message: first.message };
  if (plan.outcome !== 'applied' || plan.undo?.before.kind !== 'decisions') return plan;
  return { ...plan, undo: { ...plan.undo, before: { ...plan.undo.before, isWhole: true } } };
}
