import type { InvoiceState } from '#shared/api/workspace.ts';
import { cutOf, type DecisionRequest } from '#shared/domain/decision.ts';
import type {
  Change,
  DecisionContent,
  DecisionReason,
  FindingIdsByLine,
  LineDecision,
  LineFacts,
  LineRefusal,
  MutationMeta,
  Plan,
  ReviewFacts,
} from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

const NO_LINE = 'This line is not in this workspace.';

/**
 * Decides each line on its own: refusals are listed and the others applied. A line that already stands as
 * asked is left alone, so that repeating an action adds nothing to its history.
 * @param decisions `null` as request takes a line's decision away
 */
export function planDecisions(
  facts: ReviewFacts,
  meta: MutationMeta,
  decisions: readonly { readonly lineId: string; readonly request: LineDecision['request'] | null }[],
  reason: DecisionReason,
  findingIds: FindingIdsByLine,
): Plan {
  const changes: Change[] = [];
  const refused: LineRefusal[] = [];
  const lineIds: string[] = [];
  const versions: Record<string, number> = {};
  const states: Record<string, InvoiceState> = {};
  const seen = new Set<string>();
  let firstLine: LineFacts | null = null;
  for (const { lineId, request } of decisions) {
    if (seen.has(lineId)) continue;
    seen.add(lineId);
    const line = facts.line(lineId);
    const invoice = line === null ? null : facts.invoice(line.invoiceId);
    if (line === null || invoice === null) {
      refused.push({ lineId, message: NO_LINE });
      continue;
    }
    const closed = whyClosed(invoice);
    if (closed !== null) {
      refused.push({ lineId, message: closed });
      continue;
    }
    const answer = decide(line, request, reason, findingIds[lineId] ?? [], invoice.guidelineVersion, meta);
    if (typeof answer === 'string') {
      refused.push({ lineId, message: answer });
      continue;
    }
    if (stands(facts, line, answer)) continue;
    if (line.decisionKind !== null) versions[lineId] = line.decisionVersion;
    if (invoice.state === 'analysed') states[invoice.invoiceId] = 'analysed';
    changes.push({ kind: 'decision', lineId, decision: answer, by: meta.by });
    lineIds.push(lineId);
    firstLine ??= line;
  }
  if (firstLine === null) return { outcome: 'noop', refused };
  for (const invoiceId of Object.keys(states)) changes.push({ kind: 'invoiceState', invoiceId, state: 'in_review' });
  return {
    outcome: 'applied',
    changes,
    refused,
    undo: {
      text: wordsFor(decisions[0]?.request ?? null, lineIds.length, firstLine),
      invoiceId: firstLine.invoiceId,
      lineIds,
      before: { kind: 'decisions', versions, states },
    },
  };
}

function decide(
  line: LineFacts,
  request: DecisionRequest | null,
  reason: DecisionReason,
  findingIds: readonly string[],
  guidelineVersion: number,
  meta: MutationMeta,
): DecisionContent | null | string {
  if (request === null) return null;
  const answer = cutOf(line, request);
  if (answer.kind === 'refused') return answer.message;
  return {
    kind: request.kind,
    ...(request.kind === 'cut_hours' ? { hoursE4: request.hoursE4 } : {}),
    ...(request.kind === 'cut_rate' ? { rateE4: request.rateE4 } : {}),
    ...(request.kind === 'cut_percent' ? { percentE4: request.percentE4 } : {}),
    ...(request.kind === 'pool' ? { poolId: request.poolId } : {}),
    cutE4: answer.cutE4,
    reasonCode: reason.reasonCode,
    ...(reason.note === undefined ? {} : { note: reason.note }),
    findingIds,
    guidelineVersion,
    by: meta.by,
    at: meta.at,
    deviceId: meta.deviceId,
  };
}

function stands(facts: ReviewFacts, line: LineFacts, wanted: DecisionContent | null): boolean {
  if (wanted === null || line.decisionKind === null) return wanted === null && line.decisionKind === null;
  if (line.decisionKind !== wanted.kind || line.cutE4 !== wanted.cutE4) return false;
  const now = facts.decisionAt(line.lineId, line.decisionVersion);
  return (
    now !== null &&
    now.hoursE4 === wanted.hoursE4 &&
    now.rateE4 === wanted.rateE4 &&
    now.percentE4 === wanted.percentE4 &&
    now.poolId === wanted.poolId &&
    now.reasonCode === wanted.reasonCode &&
    now.note === wanted.note
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
