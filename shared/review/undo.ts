import { z } from 'zod';
import { reasonShape, standingRequest } from './decision-schemas.ts';
import { decisionGroup, dismissalGroup, type FieldGroup, invoiceGroup, narrativeGroup } from './field-group.ts';
import {
  type Before,
  type Change,
  defineMutation,
  type MutationMeta,
  type Plan,
  type ReviewFacts,
} from './mutation.ts';
import { whyClosed } from './open-for-review.ts';
import { NO_LINE, planDecisions } from './plan-decisions.ts';

/** Brings back how things stood before one action of this device, the latest that is not undone. */
export interface UndoArgs {
  /** The action's number on this device; means nothing elsewhere. */
  readonly undoes: number;
  /** All that is needed to bring it back, so that a server need not know the action. */
  readonly before: Before;
}

const standingDecision = z.strictObject({
  request: standingRequest,
  ...reasonShape,
  findingIds: z.array(z.uuid()).max(1000),
});

const before: z.ZodType<Before> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('decisions'),
    isWhole: z.boolean(),
    decisions: z
      .array(z.strictObject({ lineId: z.uuid(), was: standingDecision.nullable() }))
      .min(1)
      .max(100_000),
    begun: z.array(z.uuid()).max(100_000),
  }),
  z.strictObject({ kind: z.literal('narrative'), lineId: z.uuid(), narrative: z.string().max(15_360) }),
  z.strictObject({
    kind: z.literal('findings'),
    findings: z
      .array(z.strictObject({ findingId: z.uuid(), isEnabled: z.boolean(), reason: z.string().max(2000).nullable() }))
      .min(1)
      .max(100_000),
  }),
  z.strictObject({
    kind: z.literal('guideline'),
    invoiceId: z.uuid(),
    name: z.string().min(1).max(64),
    version: z.int().min(1),
    analysedOn: z.iso.date(),
  }),
]);

export const undo = defineMutation<UndoArgs>({
  name: 'undo',
  argVersion: 1,
  args: z.strictObject({ undoes: z.int().min(1), before }),
  touches: (args) => groupsOf(args.before),
  isAtomic: (args) => args.before.kind !== 'findings' && (args.before.kind !== 'decisions' || args.before.isWhole),
  plan(facts, args, meta) {
    const refusal = refusedBack(facts, args.before);
    if (refusal !== null) return refusal;
    const plan = changesBack(facts, args.before, meta);
    if (plan.outcome === 'refused') return plan;
    const changes: Change[] = plan.outcome === 'applied' ? [...plan.changes] : [];
    changes.push({ kind: 'actionState', clientSeq: args.undoes, state: 'undone' });
    return { outcome: 'applied', changes, refused: plan.refused, undo: null };
  },
});

function groupsOf(before: Before): readonly FieldGroup[] {
  switch (before.kind) {
    case 'decisions':
      return [...new Set(before.decisions.map(({ lineId }) => decisionGroup(lineId)))];
    case 'narrative':
      return [narrativeGroup(before.lineId)];
    case 'findings':
      return [...new Set(before.findings.map(({ findingId }) => dismissalGroup(findingId)))];
    case 'guideline':
      return [invoiceGroup(before.invoiceId)];
  }
}

type Refusal = Extract<Plan, { outcome: 'refused' }>;

/** Why an action may not be undone: an invoice it touched has left review since, or is no longer held. */
function refusedBack(facts: ReviewFacts, before: Before): Refusal | null {
  const invoiceIds = new Set<string>();
  if (before.kind === 'guideline') invoiceIds.add(before.invoiceId);
  for (const lineId of lineIdsOf(before)) {
    const line = facts.line(lineId);
    if (line !== null) invoiceIds.add(line.invoiceId);
  }
  if (before.kind === 'findings') {
    for (const { findingId } of before.findings) {
      const finding = facts.finding(findingId);
      if (finding !== null) invoiceIds.add(finding.invoiceId);
    }
  }
  if (invoiceIds.size === 0) return { outcome: 'refused', code: 'not_found', message: NO_LINE };
  for (const each of invoiceIds) {
    const invoice = facts.invoice(each);
    if (invoice === null) return { outcome: 'refused', code: 'not_found', message: NO_LINE };
    const closed = whyClosed(invoice);
    if (closed !== null) return { outcome: 'refused', code: 'wrong_state', message: closed };
  }
  return null;
}

function lineIdsOf(before: Before): readonly string[] {
  if (before.kind === 'decisions') return before.decisions.map(({ lineId }) => lineId);
  return before.kind === 'narrative' ? [before.lineId] : [];
}

function changesBack(facts: ReviewFacts, before: Before, meta: MutationMeta): Plan {
  switch (before.kind) {
    case 'decisions':
      return decisionsBack(facts, before, meta);
    case 'narrative':
      if (facts.line(before.lineId)?.narrative === before.narrative) return { outcome: 'noop', refused: [] };
      return applied([before]);
    case 'findings':
      return applied(
        before.findings.flatMap(({ findingId, isEnabled, reason }): readonly Change[] => {
          const now = facts.finding(findingId);
          const kept = isEnabled ? null : reason;
          if (now === null || (now.isEnabled === isEnabled && now.reason === kept)) return [];
          return [{ kind: 'finding', invoiceId: now.invoiceId, findingId, isEnabled, reason: kept }];
        }),
      );
    case 'guideline': {
      const { invoiceId, name, version, analysedOn } = before;
      return applied([
        { kind: 'analysis', invoiceId, guidelineName: name, guidelineVersion: version, analysedOn },
        { kind: 'history', invoiceId, text: `Back to guideline ${name}, version ${version}` },
      ]);
    }
  }
}

function decisionsBack(facts: ReviewFacts, before: Extract<Before, { kind: 'decisions' }>, meta: MutationMeta): Plan {
  const plan = planDecisions(
    facts,
    meta,
    before.decisions.map(({ lineId, was }) => ({ lineId, wanted: was })),
  );
  if (plan.outcome === 'refused') return plan;
  const changes: Change[] = plan.outcome === 'applied' ? plan.changes.filter(({ kind }) => kind === 'decision') : [];
  for (const invoiceId of before.begun) {
    const invoice = facts.invoice(invoiceId);
    // A review that was submitted, or in which something else was decided meanwhile, has begun for good.
    if (invoice?.state !== 'in_review' || invoice.hasSteps) continue;
    if (invoice.decidedCount + decidedBy(facts, invoiceId, changes) > 0) continue;
    changes.push({ kind: 'invoiceState', invoiceId, state: 'analysed' });
  }
  return { outcome: 'applied', changes, refused: plan.refused, undo: null };
}

/** By how much these changes raise the number of decided lines of an invoice. */
function decidedBy(facts: ReviewFacts, invoiceId: string, changes: readonly Change[]): number {
  let count = 0;
  for (const change of changes) {
    if (change.kind !== 'decision') continue;
    const line = facts.line(change.lineId);
    if (line?.invoiceId !== invoiceId) continue;
    count += (change.decision === null ? 0 : 1) - (line.decisionKind === null ? 0 : 1);
  }
  return count;
}

function applied(changes: readonly Change[]): Plan {
  return { outcome: 'applied', changes, refused: [], undo: null };
}
