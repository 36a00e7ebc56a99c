import { setTimeout } from 'node:timers/promises';
import { type OpinionDropped, type OpinionFailureReason, opinionAsk } from '#shared/api/opinions.ts';
import {
  NOTHING_DROPPED,
  type ReadAnswer,
  type ReadOpinion,
  readAnswer,
} from '#shared/opinions/answers/read-answer.ts';
import { type ReadRewrite, readRewrite } from '#shared/opinions/answers/read-rewrite.ts';
import { digestOf } from '#shared/opinions/preview-digest.ts';
import type { Question } from '#shared/opinions/questions/question.ts';
import type { Redactor } from '#shared/opinions/redaction/redactor.ts';
import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { askQuestion, countLostCalls } from './ask-question.ts';
import { holdConsent, isConsented } from './consents.ts';
import { draftGuideline } from './draft-guideline.ts';
import { type FailureCount, failureCount } from './failures.ts';
import type { RequestRow } from './opinion-tables.ts';
import { planQuestions, type QuestionPlan } from './plan-questions.ts';
import type { Patience } from './provider/ask-again.ts';
import { loadSettings } from './settings.ts';

/** Waiting and chance, so that a test lends its own. */
export type RequestTools = Pick<Patience, 'wait' | 'random'>;
const REAL: RequestTools = { wait: (milliseconds) => setTimeout(milliseconds), random: () => Math.random() };

/** How many questions are under way at once. */
const TOGETHER = 4;

/**
 * The worker's job: asks what a request asks and keeps what comes. May run again after a stop: answers that came are held,
 * calls that were cut off are counted as spent. Whatever fails is told with its reason; the invoice's findings are not
 * touched by anything here.
 */
export async function runRequest(context: ServerContext, requestId: string, tools: RequestTools = REAL): Promise<void> {
  const request = await readAs(context, SYSTEM, (db) =>
    db.selectFrom('opinion_requests').selectAll().where('id', '=', requestId).executeTakeFirst(),
  );
  if (request === undefined || request.state === 'done') return;
  const lostMicro = await countLostCalls(context, requestId);
  const deadlineSeconds = context.config.opinions.deadlineSeconds;
  const patience: Patience = {
    ...tools,
    nowMs: () => context.clock.nowMs(),
    deadlineMs: context.clock.nowMs() + deadlineSeconds * 1000,
  };
  const signal = AbortSignal.timeout(deadlineSeconds * 1000);
  if (request.kind === 'guideline') return draftGuideline(context, request, { patience, signal, lostMicro });
  const plan = await planAgain(context, request);
  const outcome =
    plan === null ? nothingAsked(request, 'changed') : await askAll(context, request, plan, { patience, signal });
  await finish(context, request, { ...outcome, costMicro: outcome.costMicro + lostMicro });
}

/** As it was shown. @returns null where the invoice or the settings have changed since: then nothing is sent */
async function planAgain(context: ServerContext, request: RequestRow): Promise<QuestionPlan | null> {
  const { invoice_id: invoiceId, asked_at: askedAt } = request;
  if (invoiceId === null) return null;
  return readAs(context, SYSTEM, async (db) => {
    const settings = await loadSettings(db);
    const ask = opinionAsk.parse(request.ask);
    const today = askedAt.toISOString().slice(0, 10);
    const plan = await planQuestions(db, { config: context.config, settings, invoiceId, ask, today });
    return plan?.sha256 === request.preview_sha256 ? plan : null;
  });
}

export interface RequestOutcome {
  readonly heldCount: number;
  readonly answeredCount: number;
  readonly costMicro: number;
  readonly dropped: OpinionDropped;
  readonly failures: FailureCount;
}

function nothingAsked(request: RequestRow, reason: OpinionFailureReason): RequestOutcome {
  const failures = failureCount();
  for (let count = 0; count < request.question_count; count += 1) failures.add(reason, null);
  return { heldCount: 0, answeredCount: 0, costMicro: 0, dropped: NOTHING_DROPPED, failures };
}

async function askAll(
  context: ServerContext,
  request: RequestRow,
  plan: QuestionPlan,
  { patience, signal }: { readonly patience: Patience; readonly signal: AbortSignal },
): Promise<RequestOutcome> {
  const failures = failureCount();
  const dropped = { ...NOTHING_DROPPED };
  let [heldCount, answeredCount, costMicro] = [0, 0, 0];
  const waiting = [...plan.questions];
  const work = async () => {
    for (let planned = waiting.shift(); planned !== undefined; planned = waiting.shift()) {
      if (failures.ended !== null) {
        failures.add(failures.ended.reason, failures.ended.retryAtMs);
        continue;
      }
      if (patience.nowMs() >= patience.deadlineMs) {
        failures.add('deadline', null);
        continue;
      }
      const { question } = planned;
      const read = (text: string) => readAny(question, text, plan.redactor);
      const outcome = await askQuestion(context, {
        requestId: request.id,
        invoiceId: plan.invoiceId,
        concerned: plan,
        planned,
        patience,
        signal,
        isAnswer: (text) => {
          const answer = read(text);
          return answer.kind === 'failed' ? answer.reason : null;
        },
      });
      costMicro += outcome.costMicro;
      if (outcome.kind === 'failed') {
        failures.add(outcome.reason, outcome.retryAtMs);
        continue;
      }
      const answer = read(outcome.text);
      if (answer.kind === 'failed') {
        failures.add(answer.reason, null);
        continue;
      }
      if (outcome.isHeld) heldCount += 1;
      else answeredCount += 1;
      for (const name of ['quote', 'number', 'unknownId', 'text'] as const) dropped[name] += answer.dropped[name];
      await keep(context, request, plan, question, answer.opinions);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
  return { heldCount, answeredCount, costMicro, dropped, failures };
}

function readAny(question: Question, text: string, redactor: Redactor): ReadAnswer<ReadOpinion | ReadRewrite> {
  return question.kind === 'rewrite' ? readRewrite(question, text, redactor) : readAnswer(question, text, redactor);
}

/** Proposals, each once: the same said again is the one that is there, and what a person rejected stays rejected. */
async function keep(
  context: ServerContext,
  request: RequestRow,
  plan: QuestionPlan,
  question: Question,
  opinions: readonly (ReadOpinion | ReadRewrite)[],
): Promise<void> {
  if (opinions.length === 0) return;
  await withChanges(context, SYSTEM, async ({ db, now }) => {
    // Withdrawn since the answer came: what it says is not kept either.
    await holdConsent(db, plan);
    if (!(await isConsented(db, plan))) return;
    await db
      .insertInto('opinions')
      .values(
        opinions.map((opinion) => {
          const content = contentOf(opinion);
          const asked = [...question.lineIds];
          return {
            id: context.newId(),
            request_id: request.id,
            invoice_id: plan.invoiceId,
            digest: digestOf([content, asked]),
            ...content,
            quotes: JSON.stringify(content.quotes),
            decided_by: null,
            decided_at: null,
            proposed_at: now,
            scope_id: plan.scopeId,
          };
        }),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['invoice_id', 'digest'])
          .doUpdateSet(({ ref }) => ({ request_id: ref('excluded.request_id') })),
      )
      .execute();
  });
}

function contentOf(opinion: ReadOpinion | ReadRewrite) {
  if ('narrative' in opinion) {
    return {
      kind: 'rewrite' as const,
      rule_id: null,
      finding_id: null,
      verdict: null,
      line_ids: [opinion.lineId],
      rationale: opinion.rationale,
      quotes: [],
      confidence_e4: 0,
      narrative: opinion.narrative,
      added_words: [...opinion.addedWords],
    };
  }
  return {
    kind: opinion.kind,
    rule_id: opinion.ruleId,
    finding_id: opinion.findingId,
    verdict: opinion.verdict,
    line_ids: [...opinion.lineIds],
    rationale: opinion.rationale,
    quotes: [...opinion.quotes],
    confidence_e4: opinion.confidenceE4,
    narrative: null,
    added_words: [],
  };
}

/** Ends a request, whatever came of it. */
export async function finish(context: ServerContext, request: RequestRow, outcome: RequestOutcome): Promise<void> {
  const { heldCount, answeredCount, costMicro, dropped, failures } = outcome;
  const failed = failures.list();
  await withChanges(context, SYSTEM, async (batch) => {
    await endRequest(batch, request, outcome);
    batch.audit({
      action: 'opinion.answered',
      objectType: request.invoice_id === null ? 'client' : 'invoice',
      objectId: request.invoice_id ?? request.client_id,
      scopeId: request.scope_id,
      outcome: failed.length === 0 ? 'done' : 'failed',
      detail: {
        requestId: request.id,
        heldCount,
        answeredCount,
        costMicro,
        dropped,
        failures: failed.map(({ reason, count }) => ({ reason, count })),
      },
    });
  });
  const latency_ms = context.clock.nowMs() - request.asked_at.getTime();
  context.log.info(
    {
      category: 'opinions',
      request_id: request.id,
      answered: answeredCount,
      held: heldCount,
      failed: failed.map(({ reason, count }) => `${reason}:${count}`).join(' '),
      cost_micro: costMicro,
      latency_ms,
    },
    'opinions asked',
  );
  if (failed.some(({ reason }) => reason === 'auth' || reason === 'quota')) context.systemErrors?.report('OPINIONS');
}

async function endRequest({ db, now }: ChangeBatch, request: RequestRow, outcome: RequestOutcome): Promise<void> {
  const { heldCount, answeredCount, costMicro, dropped, failures } = outcome;
  const failed = failures.list();
  const came = heldCount + answeredCount;
  await db
    .updateTable('opinion_requests')
    .set({
      state: 'done',
      outcome: failed.length === 0 ? 'complete' : came > 0 ? 'partial' : 'none',
      held_count: heldCount,
      answered_count: answeredCount,
      cost_micro: costMicro,
      dropped: JSON.stringify(dropped),
      failures: JSON.stringify(failed),
      ended_at: now,
    })
    .where('id', '=', request.id)
    .where('state', '=', 'running')
    .execute();
}
