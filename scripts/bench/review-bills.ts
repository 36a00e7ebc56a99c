import { cutOf, type DecisionRequest } from '#shared/domain/decision.ts';
import type { Analysis } from '#shared/domain/finding.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { decisionGroup } from '#shared/review/field-group.ts';
import { reviewDigest, type StandingReview } from '#shared/sync/review-digest.ts';
import type { Fate } from './made-up-firm.ts';
import type { NamedMutation, Reviewer } from './reviewer.ts';

export interface Reviewed {
  readonly invoice: Invoice;
  readonly analysis: Analysis;
  readonly fate: Fate;
}

const ACCEPT: DecisionRequest = { kind: 'accept' };
const HALF: DecisionRequest = { kind: 'cut_percent', percentE4: 500_000 };
/** Of its flagged lines every third is cut, the others are accepted. */
const CUT_EVERY = 3;

/** Decides, submits, approves, exports and returns bills as their fates say, each step by one push over all of them. */
export async function reviewBills(
  bills: readonly Reviewed[],
  { reviewer, approver }: { readonly reviewer: Reviewer; readonly approver: Reviewer },
  times: { readonly decidedAtMs: number; readonly approvedAtMs: number; readonly exportedAtMs: number },
): Promise<void> {
  const reviews = bills.map(reviewOf);
  const withFate = (...fates: readonly Fate[]) => reviews.filter(({ fate }) => fates.includes(fate));
  const step = (name: string, state: string, review: Review, more: object = {}): NamedMutation => ({
    name,
    args: { invoiceId: review.invoiceId, seen: { state, ...review.seen }, ...more },
  });
  await reviewer.act(times.decidedAtMs, [
    ...withFate('begun', 'approved', 'exported').flatMap(({ mutations }) => mutations),
    ...withFate('approved', 'exported').map((review) => step('submitInvoice', 'in_review', review)),
    ...withFate('returned').map((review) => step('returnInvoice', 'analysed', review, { note: 'Please send again.' })),
  ]);
  await approver.act(
    times.approvedAtMs,
    withFate('approved', 'exported').map((review) => step('approveInvoice', 'in_review', review)),
  );
  await approver.act(
    times.exportedAtMs,
    withFate('exported').map((review) =>
      step('markExported', 'approved', review, { format: 'ledes98bi', fileName: 'bill.txt' }),
    ),
  );
}

interface Review {
  readonly invoiceId: string;
  readonly fate: Fate;
  readonly mutations: readonly NamedMutation[];
  readonly seen: { readonly reviewDigest: string; readonly savedE4: number };
}

function reviewOf({ invoice, analysis, fate }: Reviewed): Review {
  const findingIds = new Map<string, string[]>();
  for (const { id, lineIds } of analysis.findings) {
    for (const lineId of lineIds) findingIds.set(lineId, [...(findingIds.get(lineId) ?? []), id]);
  }
  const flagged = invoice.lines.filter(({ id }) => findingIds.has(id));
  const isDecided = (place: number) =>
    fate === 'approved' || fate === 'exported' || (fate === 'begun' && place % 2 === 0);
  const requests = new Map<string, DecisionRequest>();
  for (const [place, { id }] of flagged.entries()) {
    if (isDecided(place)) requests.set(id, place % CUT_EVERY === 0 ? HALF : ACCEPT);
  }
  const mutations = [ACCEPT, HALF].flatMap((request): NamedMutation[] => {
    const lineIds = [...requests].filter(([, each]) => each === request).map(([lineId]) => lineId);
    if (lineIds.length === 0) return [];
    const ofLines = Object.fromEntries(lineIds.map((lineId) => [lineId, findingIds.get(lineId) ?? []]));
    const reasonCode = request === HALF ? 'vague' : null;
    return [
      {
        name: 'decideLine',
        args: { lineIds, request, reasonCode, findingIds: ofLines },
        untouched: lineIds.map(decisionGroup),
      },
    ];
  });
  const decisions: { lineId: string; decision: DecidedLine }[] = [];
  let savedE4 = 0;
  for (const line of flagged) {
    const request = requests.get(line.id);
    if (request === undefined) continue;
    const answer = cutOf(line, request);
    const cutE4 = answer.kind === 'cut' ? answer.cutE4 : null;
    savedE4 += cutE4 ?? 0;
    const percent = request.kind === 'cut_percent' ? { percentE4: request.percentE4 } : {};
    const reasonCode = request === HALF ? 'vague' : null;
    decisions.push({ lineId: line.id, decision: { kind: request.kind, ...percent, cutE4, reasonCode } });
  }
  const { guidelineName, guidelineVersion } = analysis;
  const standing = { guidelineName, guidelineVersion, decisions, narratives: [], dismissals: [] };
  return { invoiceId: invoice.id, fate, mutations, seen: { reviewDigest: reviewDigest(standing), savedE4 } };
}

type DecidedLine =
  StandingReview['decisions'] extends Iterable<infer Each extends { decision: unknown }> ? Each['decision'] : never;
