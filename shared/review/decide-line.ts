import { z } from 'zod';
import { decisionRequest } from '#shared/api/workspace.ts';
import type { DecisionRequest } from '#shared/domain/decision.ts';
import { findingIdsByLine, lineIdList, reasonShape } from './decision-schemas.ts';
import { decisionGroup } from './field-group.ts';
import { type DecisionReason, defineMutation, type FindingIdsByLine } from './mutation.ts';
import { planDecisions } from './plan-decisions.ts';

/** One decision for one or many lines. */
export interface DecideLineArgs extends DecisionReason {
  readonly lineIds: readonly string[];
  readonly request: DecisionRequest;
  readonly findingIds: FindingIdsByLine;
}

export const decideLine = defineMutation<DecideLineArgs>({
  name: 'decideLine',
  argVersion: 1,
  args: z.strictObject({
    lineIds: lineIdList,
    request: decisionRequest,
    ...reasonShape,
    findingIds: findingIdsByLine,
  }),
  touches: ({ lineIds }) => [...new Set(lineIds)].map(decisionGroup),
  isAtomic: () => false,
  plan: (facts, { lineIds, request, reasonCode, note, findingIds }, meta) =>
    planDecisions(
      facts,
      meta,
      lineIds.map((lineId) => ({
        lineId,
        wanted: { request, reasonCode, note, findingIds: findingIds[lineId] ?? [] },
      })),
    ),
});
