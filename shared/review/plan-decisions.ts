import { cutOf, type DecisionRequest } from '#shared/domain/decision.ts';
import type {
  Change,
  DecisionContent,
  LineFacts,
  LineRefusal,
  MutationMeta,
  Plan,
  ReviewFacts,
  StandingDecision,
} from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

export const NO_LINE = 'This line is not in this workspace.';

/**
 * Decides each line on its own: refusals are listed and the others applied. A line that already stands as
 * asked is left alone, so that repeating an action adds nothing to its history.
 * @param decisions `wanted` null takes a line's decision away
 */
export function planDecisions(
  facts: ReviewFacts,
  meta: MutationMeta,
  decisions: readonly { readonly lineId: string; readonly wanted: StandingDecision | null }[],
): Plan {
  const changes: Change[] = [];
  const refused: LineRefusal[] = [];
  const lineIds: string[] = [];
  const before: { readonly lineId: string; readonly was: StandingDecision | null }[] = [];
  const begun = new Set<string>();
  const seen = new Set<string>();
  let firstLine: LineFacts | null = null;
  for (const { lineId, wanted } of decisions) {
    if (seen.has(lineId)) continue;
    seen.add(lineId);
    const line = facts.line(lineId);
    const invoice = line === null ? null : facts.invoice(line.invoiceId);
    if (line === null || invoice === null) {
      refused.push({ lineId, code: 'not_found', message: NO_LINE });
      continue;
    }
    const closed = whyClosed(invoice);
    if (closed !== null) {
      refused.push({ lineId, code: 'wrong_state', message: closed });
      continue;
    }
    const decision = decide(line, wanted, invoice.guidelineVersion, meta);
    if (typeof decision === 'string') {
      refused.push({ lineId, code: 'invalid', message: decision });
      continue;
    }
    const stood = line.decisionKind === null ? null : facts.decisionAt(lineId, line.decisionVersion);
    if (isSame(line, stood, decision)) continue;
    if (invoice.state === 'analysed') begun.add(invoice.invoiceId);
    changes.push({ kind: 'decision', lineId, decision, by: meta.author.userId });
    before.push({ lineId, was: stood === null ? null : standingOf(stood) });
    lineIds.push(lineId);
    firstLine ??= line;
  }
  if (firstLine === null) return { outcome: 'noop', refused };
  for (const invoiceId of begun) changes.push({ kind: 'invoiceState', invoiceId, state: 'in_review' });
  return {
    outcome: 'applied',
    changes,
    refused,
    undo: {
      text: wordsFor(decisions[0]?.wanted?.request ?? null, lineIds.length, firstLine),
      invoiceId: firstLine.invoiceId,
      lineIds,
      before: { kind: 'decisions', isWhole: false, decisions: before, begun: [...begun] },
    },
  };
}

function decide(
  line: LineFacts,
  wanted: StandingDecision | null,
  guidelineVersion: number,
  meta: MutationMeta,
): DecisionContent | null | string {
  if (wanted === null) return null;
  const { request, reasonCode, note, findingIds } = wanted;
  const answer = cutOf(line, request);
  if (answer.kind === 'refused') return answer.message;
  return {
    kind: request.kind,
    ...(request.kind === 'cut_hours' ? { hoursE4: request.hoursE4 } : {}),
    ...(request.kind === 'cut_rate' ? { rateE4: request.rateE4 } : {}),
    ...(request.kind === 'cut_percent' ? { percentE4: request.percentE4 } : {}),
    ...(request.kind === 'pool' ? { poolId: request.poolId } : {}),
    cutE4: answer.cutE4,
    reasonCode,
    ...(note === undefined ? {} : { note }),
    findingIds,
    guidelineVersion,
    by: meta.author.userId,
    at: meta.at,
    deviceId: meta.deviceId,
  };
}

/** What would make this decision again. */
export function standingOf(decision: DecisionContent): StandingDecision {
  const { reasonCode, note, findingIds } = decision;
  return { request: requestOf(decision), reasonCode, ...(note === undefined ? {} : { note }), findingIds };
}

function requestOf({ kind, hoursE4, rateE4, percentE4, poolId, cutE4 }: DecisionContent): DecisionRequest {
  switch (kind) {
    case 'accept':
    case 'cut_line':
      return { kind };
    case 'cut_hours':
      return { kind, hoursE4: hoursE4 ?? 0 };
    case 'cut_rate':
      return { kind, rateE4: rateE4 ?? 0 };
    case 'cut_percent':
      return { kind, percentE4: percentE4 ?? 0 };
    case 'pool':
      return { kind, poolId: poolId ?? '', cutE4: cutE4 ?? 0 };
  }
}

function isSame(line: LineFacts, stood: DecisionContent | null, wanted: DecisionContent | null): boolean {
  if (wanted === null || line.decisionKind === null) return wanted === null && line.decisionKind === null;
  return (
    stood !== null &&
    stood.kind === wanted.kind &&
    stood.cutE4 === wanted.cutE4 &&
    stood.hoursE4 === wanted.hoursE4 &&
    stood.rateE4 === wanted.rateE4 &&
    stood.percentE4 === wanted.percentE4 &&
    stood.poolId === wanted.poolId &&
    stood.reasonCode === wanted.reasonCode &&
    stood.note === wanted.note
  );
}

const VERBS = {
  accept: 'accept',
  cut_line: 'cut',
  cut_hours: 'cut the hours of',
  cut_rate: 'cut the rate of',
  cut_percent: 'cut a percentage of',
  pool: 'cut a share of',
} as const;

function wordsFor(request: DecisionRequest | null, count: number, first: LineFacts): string {
  const verb = request === null ? 'clear the decision on' : VERBS[request.kind];
  return `${verb} ${count === 1 ? `line ${first.lineNumber}` : `${count} lines`}`;
}
