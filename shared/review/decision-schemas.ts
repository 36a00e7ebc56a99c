import { z } from 'zod';
import { decisionRequest } from '#shared/api/workspace.ts';
import { REASON_CODES } from '#shared/domain/decision.ts';

/** Pieces of arguments that several mutations share. */
export const lineIdList = z.array(z.uuid()).min(1).max(100_000);

export const findingIdsByLine = z.record(z.uuid(), z.array(z.uuid()).max(1000));

export const reasonShape = { reasonCode: z.enum(REASON_CODES).nullable(), note: z.string().max(2000).optional() };

/** What a person asks for, or a share of a pool as it was reckoned when the person acted. */
export const standingRequest = z.union([
  decisionRequest,
  z.strictObject({ kind: z.literal('pool'), poolId: z.uuid(), cutE4: z.int().min(0) }),
]);
