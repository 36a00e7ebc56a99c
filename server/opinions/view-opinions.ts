import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type {
  GuidelineDraft,
  Opinion,
  OpinionCall,
  OpinionDropped,
  OpinionFailure,
  OpinionFailureReason,
  OpinionRequest,
} from '#shared/api/opinions.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import type { Database } from '../db/database.ts';
import type { DraftRow, OpinionRow, RequestRow } from './opinion-tables.ts';

export function viewRequest(row: RequestRow): OpinionRequest {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    kind: row.kind,
    state: row.state,
    outcome: row.outcome,
    questionCount: row.question_count,
    heldCount: row.held_count,
    answeredCount: row.answered_count,
    leftOutCount: row.left_out_count,
    dropped: row.dropped as OpinionDropped,
    failures: row.failures as OpinionFailure[],
    costMicro: row.cost_micro,
    model: row.model,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

export function viewOpinion(row: OpinionRow): Opinion {
  return {
    id: row.id,
    requestId: row.request_id,
    kind: row.kind,
    ruleId: row.rule_id,
    findingId: row.finding_id,
    verdict: row.verdict,
    lineIds: row.line_ids,
    rationale: row.rationale,
    quotes: row.quotes as Opinion['quotes'],
    confidenceE4: row.confidence_e4,
    narrative: row.narrative,
    addedWords: row.added_words,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    proposedAt: row.proposed_at.toISOString(),
  };
}

const MOST_REQUESTS = 100;
const MOST_OPINIONS = 5_000;

/** Of an invoice, as far as the reader sees it: row security decides. */
export async function opinionsOf(
  db: Kysely<Database>,
  invoiceId: string,
): Promise<{ readonly requests: OpinionRequest[]; readonly opinions: Opinion[] }> {
  const requests = await db
    .selectFrom('opinion_requests')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_REQUESTS)
    .execute();
  const opinions = await db
    .selectFrom('opinions')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .orderBy('id')
    .limit(MOST_OPINIONS)
    .execute();
  return { requests: requests.map(viewRequest), opinions: opinions.map(viewOpinion) };
}

export async function opinionsOfRequest(
  db: Kysely<Database>,
  requestId: string,
): Promise<{ readonly request: OpinionRequest; readonly opinions: Opinion[] } | null> {
  const request = await db.selectFrom('opinion_requests').selectAll().where('id', '=', requestId).executeTakeFirst();
  if (request === undefined) return null;
  const opinions = await db
    .selectFrom('opinions')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('id')
    .limit(MOST_OPINIONS)
    .execute();
  return { request: viewRequest(request), opinions: opinions.map(viewOpinion) };
}

/** What was sent and what came back, newest first; behind a wall: nothing. */
export async function listCalls(
  db: ReadTransaction,
  {
    invoiceId,
    before,
    limit,
  }: { readonly invoiceId?: string | undefined; readonly before?: string | undefined; readonly limit: number },
): Promise<{ readonly calls: OpinionCall[]; readonly next: string | null }> {
  const rows = await db
    .selectFrom('opinion_calls as c')
    .selectAll()
    .select(
      sql<boolean>`c.invoice_id IS NULL OR EXISTS (SELECT 1 FROM invoices WHERE invoices.id = c.invoice_id)`.as(
        'may_read',
      ),
    )
    .$if(invoiceId !== undefined, (query) => query.where('c.invoice_id', '=', invoiceId ?? ''))
    .$if(before !== undefined, (query) => query.where('c.id', '<', before ?? ''))
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute();
  const calls = rows.slice(0, limit).map((row) => ({
    id: row.id,
    requestId: row.request_id,
    invoiceId: row.invoice_id,
    at: row.at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    provider: row.provider,
    model: row.model,
    promptVersion: row.prompt_version,
    ruleIds: row.rule_ids,
    lineCount: row.line_count,
    state: row.state,
    // Sound: written from the same closed set.
    reason: row.reason as OpinionFailureReason | null,
    attempts: row.attempts,
    inputTokens: row.input_tokens,
    cachedTokens: row.cached_tokens,
    outputTokens: row.output_tokens,
    reservedMicro: row.reserved_micro,
    costMicro: row.cost_micro,
    providerRequestId: row.provider_request_id,
    sentSha256: row.sent_sha256,
    // Whoever looks after the firm's spending need not be one who may read this matter's lines.
    sentText: row.may_read ? row.sent_text : null,
    answerText: row.may_read ? row.answer_text : null,
  }));
  return { calls, next: rows.length > limit ? (calls.at(-1)?.id ?? null) : null };
}

export function viewDraft(row: DraftRow, failures: unknown): GuidelineDraft {
  return {
    id: row.id,
    requestId: row.request_id,
    clientId: row.client_id,
    name: row.name,
    title: row.title,
    state: row.state,
    yaml: row.yaml,
    leftOut: row.left_out as GuidelineDraft['leftOut'],
    failures: failures as OpinionFailure[],
    askedAt: row.asked_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}
