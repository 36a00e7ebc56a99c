import type { Transaction } from 'kysely';
import { NOTHING_DROPPED } from '#shared/opinions/answers/read-answer.ts';
import { readGuidelineDraft } from '#shared/opinions/answers/read-guideline-draft.ts';
import { previewDigest } from '#shared/opinions/preview-digest.ts';
import { askGuideline, type GuidelineQuestion } from '#shared/opinions/questions/ask-guideline.ts';
import type { KnownName } from '#shared/opinions/redaction/name-dictionary.ts';
import { type Redactor, redactor } from '#shared/opinions/redaction/redactor.ts';
import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { withChanges } from '../sync/with-changes.ts';
import { askQuestion } from './ask-question.ts';
import { failureCount } from './failures.ts';
import { firmNames } from './firm-names.ts';
import type { RequestRow, SettingsRow } from './opinion-tables.ts';
import { destinationOf, keysOf, type PlannedQuestion, plannedQuestion } from './plan-questions.ts';
import type { Patience } from './provider/ask-again.ts';
import { finish } from './run-request.ts';
import { loadSettings } from './settings.ts';

export interface DraftPlan {
  readonly asked: GuidelineQuestion;
  readonly planned: PlannedQuestion;
  readonly redactor: Redactor;
  readonly sha256: string;
}

/** What would be asked about a client's guideline in prose. */
export async function planDraft(
  db: Transaction<Database>,
  given: {
    readonly config: ServerConfig;
    readonly settings: SettingsRow;
    readonly clientId: string;
    readonly text: string;
  },
): Promise<DraftPlan> {
  const { config, settings, clientId, text } = given;
  const client = await db.selectFrom('clients').select('name').where('id', '=', clientId).executeTakeFirst();
  const own: readonly KnownName[] = client === undefined ? [] : [{ kind: 'client', name: client.name }];
  const texts = redactor(await firmNames(db, own));
  const asked = askGuideline(text, { redactor: texts, keyOf: keysOf(config, clientId) });
  return {
    asked,
    planned: plannedQuestion(asked.question, settings, clientId),
    redactor: texts,
    sha256: previewDigest([asked.question], destinationOf(settings)),
  };
}

/**
 * The worker's part of a draft: asks, checks what came by the guideline's own rules, and lays it down as a draft. Nobody is
 * checked by it before a person saves it and somebody assigns it.
 */
export async function draftGuideline(
  context: ServerContext,
  request: RequestRow,
  given: { readonly patience: Patience; readonly signal: AbortSignal; readonly lostMicro: number },
): Promise<void> {
  const { patience, signal, lostMicro } = given;
  const failures = failureCount();
  const found = await readAs(context, SYSTEM, async (db) => {
    const draft = await db
      .selectFrom('opinion_drafts')
      .selectAll()
      .where('request_id', '=', request.id)
      .executeTakeFirst();
    if (draft === undefined) return null;
    const settings = await loadSettings(db);
    const plan = await planDraft(db, {
      config: context.config,
      settings,
      clientId: draft.client_id,
      text: draft.prose,
    });
    return { draft, plan };
  });
  if (found === null) return;
  const { draft, plan } = found;
  const read = (text: string) =>
    readGuidelineDraft(plan.asked, text, { redactor: plan.redactor, name: draft.name, title: draft.title, version: 1 });
  let [heldCount, answeredCount, costMicro] = [0, 0, lostMicro];
  let result: ReturnType<typeof read> | null = null;
  if (plan.sha256 !== request.preview_sha256) failures.add('changed', null);
  else {
    const outcome = await askQuestion(context, {
      requestId: request.id,
      invoiceId: null,
      concerned: { clientId: draft.client_id, matterId: null },
      planned: plan.planned,
      patience,
      signal,
      isAnswer(text) {
        const answer = read(text);
        return answer.kind === 'failed' ? answer.reason : null;
      },
    });
    costMicro += outcome.costMicro;
    if (outcome.kind === 'failed') failures.add(outcome.reason, outcome.retryAtMs);
    else {
      result = read(outcome.text);
      if (outcome.isHeld) heldCount = 1;
      else answeredCount = 1;
    }
  }
  await withChanges(context, SYSTEM, async ({ db }) => {
    const change =
      result?.kind === 'draft'
        ? { state: 'proposed' as const, yaml: result.yaml, left_out: JSON.stringify(result.leftOut) }
        : { state: 'failed' as const };
    await db
      .updateTable('opinion_drafts')
      .set(change)
      .where('id', '=', draft.id)
      .where('state', '=', 'running')
      .execute();
  });
  await finish(context, request, { heldCount, answeredCount, costMicro, dropped: NOTHING_DROPPED, failures });
}
