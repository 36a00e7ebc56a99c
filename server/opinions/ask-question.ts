import { sql } from 'kysely';
import type { OpinionFailureReason } from '#shared/api/opinions.ts';
import { costMicro, type TokenPrice } from '#shared/opinions/cost.ts';
import { digestOf } from '#shared/opinions/preview-digest.ts';
import { INSTRUCTIONS, PROMPT_VERSION } from '#shared/opinions/questions/instructions.ts';
import { SYSTEM } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type Concerned, holdConsent, isConsented } from './consents.ts';
import type { SettingsRow } from './opinion-tables.ts';
import { destinationOf, mostMicro, type PlannedQuestion } from './plan-questions.ts';
import { askAgain, type Patience } from './provider/ask-again.ts';
import { openaiProvider } from './provider/openai-provider.ts';
import { dayOf, holdSettings, loadPrice, whyOff } from './settings.ts';
import { monthOf, nextMonth, type Reservation, reserve, settle } from './spending.ts';

export type QuestionOutcome =
  | { readonly kind: 'answered'; readonly text: string; readonly isHeld: boolean; readonly costMicro: number }
  | {
      readonly kind: 'failed';
      readonly reason: OpinionFailureReason;
      readonly retryAtMs: number | null;
      readonly costMicro: number;
    };

export interface Asking {
  readonly requestId: string;
  /** Null: about a client's guideline. */
  readonly invoiceId: string | null;
  readonly concerned: Concerned;
  readonly planned: PlannedQuestion;
  readonly patience: Patience;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** Whether what came is an answer: only then is it kept and used again. */
  isAnswer(text: string): OpinionFailureReason | null;
}

/** How often one looks whether somebody else's question, the same one, has been answered meanwhile. */
const LOOK_AGAIN_MS = 500;
/** A call older than this has no server any more. */
const LOST_AFTER_MS = 660_000;

/**
 * Asks one question, once: a held answer is used again; the same question under way elsewhere is waited for. Whether it may
 * be asked is looked at in the very transaction that sets the amount aside, right before it leaves: a consent withdrawn
 * while the job waited sends nothing.
 */
export async function askQuestion(context: ServerContext, asking: Asking): Promise<QuestionOutcome> {
  for (;;) {
    const begun = await begin(context, asking);
    if (begun.kind === 'held') return { kind: 'answered', text: begun.text, isHeld: true, costMicro: 0 };
    if (begun.kind === 'refused')
      return { kind: 'failed', reason: begun.reason, retryAtMs: begun.retryAtMs, costMicro: 0 };
    if (begun.kind === 'sent') return send(context, asking, begun);
    const { patience } = asking;
    if (patience.nowMs() + LOOK_AGAIN_MS >= patience.deadlineMs) {
      return { kind: 'failed', reason: 'deadline', retryAtMs: null, costMicro: 0 };
    }
    await patience.wait(LOOK_AGAIN_MS);
  }
}

type Begun =
  | { readonly kind: 'held'; readonly text: string }
  | { readonly kind: 'under_way' }
  | { readonly kind: 'refused'; readonly reason: OpinionFailureReason; readonly retryAtMs: number | null }
  | Sent;

interface Sent {
  readonly kind: 'sent';
  readonly callId: string;
  readonly settings: SettingsRow;
  readonly price: TokenPrice;
  readonly apiKey: string;
  readonly reservation: Reservation;
}

/** Undoes what was set aside where the second of two limits stands in the way. */
class CapReached extends Error {
  readonly cap: 'firm_cap' | 'client_cap';
  constructor(cap: 'firm_cap' | 'client_cap') {
    super(cap);
    this.name = 'CapReached';
    this.cap = cap;
  }
}

async function begin(context: ServerContext, asking: Asking): Promise<Begun> {
  const day = dayOf(context);
  const month = monthOf(day);
  try {
    const { value } = await withChanges(context, SYSTEM, async ({ db, now }): Promise<Begun> => {
      const { planned, concerned, requestId } = asking;
      const { contentKey } = planned;
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${contentKey}, 0))`.execute(db);
      await holdConsent(db, concerned);
      const held = await db
        .selectFrom('opinion_answers')
        .select('answer')
        .where('content_key', '=', contentKey)
        .executeTakeFirst();
      if (held !== undefined) return { kind: 'held', text: held.answer };
      const other = await db
        .selectFrom('opinion_calls')
        .select('id')
        .where('content_key', '=', contentKey)
        .where('state', '=', 'sent')
        .where('at', '>', new Date(now.getTime() - LOST_AFTER_MS))
        .executeTakeFirst();
      if (other !== undefined) return { kind: 'under_way' };
      const settings = await holdSettings(db);
      // To where it was shown that it goes, and nowhere else.
      if (destinationOf(settings) !== planned.destination)
        return { kind: 'refused', reason: 'changed', retryAtMs: null };
      const price = await loadPrice(db, settings.model, day);
      const apiKey = context.config.apiKeys.openai;
      const off = whyOff(context.config, settings, price);
      if (off !== null || price === null || apiKey === null)
        return { kind: 'refused', reason: off ?? 'no_key', retryAtMs: null };
      if (!(await isConsented(db, concerned))) return { kind: 'refused', reason: 'no_consent', retryAtMs: null };
      const reservation = { month, clientId: concerned.clientId, amountMicro: mostMicro(planned, price) };
      const cap = await reserve(db, reservation);
      if (cap !== null) throw new CapReached(cap);
      const callId = context.newId();
      const { question } = planned;
      const sentText = `${INSTRUCTIONS[question.kind]}\n\n${question.text}`;
      await db
        .insertInto('opinion_calls')
        .values({
          id: callId,
          request_id: requestId,
          invoice_id: asking.invoiceId,
          content_key: contentKey,
          client_id: concerned.clientId,
          matter_id: concerned.matterId,
          month,
          at: now,
          ended_at: null,
          provider: settings.base_url,
          model: settings.model,
          prompt_version: PROMPT_VERSION,
          rule_ids: [...question.ruleIds],
          line_count: question.lineIds.length,
          state: 'sent',
          reason: null,
          reserved_micro: reservation.amountMicro,
          provider_request_id: null,
          sent_sha256: digestOf(sentText),
          sent_text: settings.keeps_texts ? sentText : null,
          answer_text: null,
        })
        .execute();
      return { kind: 'sent', callId, settings, price, apiKey, reservation };
    });
    return value;
  } catch (error) {
    if (!(error instanceof CapReached)) throw error;
    return { kind: 'refused', reason: error.cap, retryAtMs: Date.parse(nextMonth(month)) };
  }
}

async function send(context: ServerContext, asking: Asking, sent: Sent): Promise<QuestionOutcome> {
  const { planned, patience, concerned } = asking;
  const { settings, price, reservation } = sent;
  const provider = openaiProvider(
    {
      apiKey: sent.apiKey,
      baseUrl: settings.base_url,
      interface: settings.interface,
      timeoutMs: context.config.opinions.timeoutSeconds * 1000,
      signal: asking.signal,
    },
    patience.nowMs,
  );
  const question = {
    model: settings.model,
    instructions: INSTRUCTIONS[planned.question.kind],
    text: planned.question.text,
    schema: planned.schema,
    maximumOutputTokens: planned.maximumOutputTokens,
  };
  let reservedMicro = reservation.amountMicro;
  const asked = await askAgain(provider, question, patience, async () => {
    const limit = await reserveAgain(context, sent);
    if (limit === null) reservedMicro += reservation.amountMicro;
    return limit;
  });
  const { answer, tries, use, unknownCosts } = asked;
  const spentMicro = costMicro(use, price) + unknownCosts * reservation.amountMicro;
  const read = answer.kind === 'failed' ? answer.reason : asking.isAnswer(answer.text);
  const { value: reason } = await withChanges(context, SYSTEM, async ({ db, now }) => {
    await holdConsent(db, concerned);
    // As they are now: what was withdrawn or turned off while the answer was under way leaves nothing behind.
    const isAllowed = await isConsented(db, concerned);
    const keepsTexts = isAllowed && (await holdSettings(db)).keeps_texts;
    const reason = isAllowed ? read : 'no_consent';
    await settle(db, { ...reservation, amountMicro: reservedMicro }, spentMicro);
    await db
      .updateTable('opinion_calls')
      .set({
        state: reason === null ? 'answered' : 'failed',
        reason,
        ended_at: now,
        attempts: tries,
        input_tokens: use.inputTokens,
        cached_tokens: use.cachedTokens,
        output_tokens: use.outputTokens,
        cost_micro: spentMicro,
        provider_request_id: answer.requestId?.slice(0, 200) ?? null,
        answer_text: keepsTexts && answer.kind === 'answered' ? answer.text : null,
        ...(keepsTexts ? {} : { sent_text: null }),
      })
      .where('id', '=', sent.callId)
      .execute();
    // What does not read as an answer, or followed somebody else's instructions, is never used again.
    if (answer.kind === 'answered' && reason === null) {
      await db
        .insertInto('opinion_answers')
        .values({
          content_key: planned.contentKey,
          client_id: concerned.clientId,
          matter_id: concerned.matterId,
          answer: answer.text,
          at: now,
        })
        .onConflict((conflict) => conflict.column('content_key').doNothing())
        .execute();
    }
    return reason;
  });
  if (answer.kind === 'answered' && reason === null) {
    return { kind: 'answered', text: answer.text, isHeld: false, costMicro: spentMicro };
  }
  return { kind: 'failed', reason: reason ?? 'contract', retryAtMs: asked.retryAtMs, costMicro: spentMicro };
}

/** The same amount once more, for another try after one that may have cost all of the first. @returns the limit in the way */
async function reserveAgain(
  context: ServerContext,
  { callId, reservation }: Sent,
): Promise<'firm_cap' | 'client_cap' | null> {
  try {
    await withChanges(context, SYSTEM, async ({ db }) => {
      const cap = await reserve(db, reservation);
      if (cap !== null) throw new CapReached(cap);
      await db
        .updateTable('opinion_calls')
        .set(({ eb, ref }) => ({ reserved_micro: eb(ref('reserved_micro'), '+', reservation.amountMicro) }))
        .where('id', '=', callId)
        .execute();
    });
    return null;
  } catch (error) {
    if (error instanceof CapReached) return error.cap;
    throw error;
  }
}

/**
 * Calls of a request whose server stopped before their answer: whether the provider worked on them nobody knows, so that all
 * that was set aside counts as spent.
 */
export async function countLostCalls(context: ServerContext, requestId: string): Promise<number> {
  const { value } = await withChanges(context, SYSTEM, async ({ db, now }) => {
    const lost = await db
      .updateTable('opinion_calls')
      .set(({ ref }) => ({ state: 'lost', ended_at: now, cost_micro: ref('reserved_micro') }))
      .where('request_id', '=', requestId)
      .where('state', '=', 'sent')
      .returning(['month', 'client_id', 'reserved_micro'])
      .execute();
    for (const { month, client_id: clientId, reserved_micro: amountMicro } of lost) {
      await settle(db, { month, clientId, amountMicro }, amountMicro);
    }
    return lost.reduce((sum, { reserved_micro: micro }) => sum + micro, 0);
  });
  return value;
}
