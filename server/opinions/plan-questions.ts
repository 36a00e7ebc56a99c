import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { JUDGEMENT_RULES, type OpinionAsk, SECOND_OPINION_RULES } from '#shared/api/opinions.ts';
import type { Finding } from '#shared/domain/finding.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { answerSchema } from '#shared/opinions/answers/answer-schema.ts';
import { cleanNarrative } from '#shared/opinions/clean-narrative.ts';
import { costMicro, mostTokens, type TokenPrice } from '#shared/opinions/cost.ts';
import { contentKey, previewDigest } from '#shared/opinions/preview-digest.ts';
import { askJudgements } from '#shared/opinions/questions/ask-judgements.ts';
import { askRewrites } from '#shared/opinions/questions/ask-rewrites.ts';
import { askSecondOpinions } from '#shared/opinions/questions/ask-second-opinions.ts';
import { INSTRUCTIONS } from '#shared/opinions/questions/instructions.ts';
import type { KeyOf, Question } from '#shared/opinions/questions/question.ts';
import { type LeftOutReason, whyLeftOut } from '#shared/opinions/questions/question-lines.ts';
import type { KnownName } from '#shared/opinions/redaction/name-dictionary.ts';
import { type Redactor, redactor } from '#shared/opinions/redaction/redactor.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { loadStoredInvoice } from '../analysis/stored-invoice.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { Database } from '../db/database.ts';
import { guidelineHeld } from '../guidelines/held-guidelines.ts';
import { firmNames } from './firm-names.ts';
import type { SettingsRow } from './opinion-tables.ts';

/** What would be asked about an invoice, in the order in which it is asked; the same for the same invoice and settings. */
export interface QuestionPlan {
  readonly invoiceId: string;
  readonly clientId: string;
  readonly matterId: string;
  readonly scopeId: string;
  readonly questions: readonly PlannedQuestion[];
  readonly leftOut: readonly { readonly lineId: string; readonly reason: LeftOutReason }[];
  readonly redactor: Redactor;
  readonly sha256: string;
}

export interface PlannedQuestion {
  readonly question: Question;
  readonly contentKey: string;
  /** Where it goes, as it was shown. */
  readonly destination: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maximumOutputTokens: number;
  readonly sentBytes: number;
}

const LINES_AT_ONCE = 100;

/**
 * Puts together what is asked about an invoice, as the transaction's actor sees it.
 * @returns null where the invoice is not there, or not for this actor
 */
export async function planQuestions(
  db: Transaction<Database>,
  given: {
    readonly config: ServerConfig;
    readonly settings: SettingsRow;
    readonly invoiceId: string;
    readonly ask: OpinionAsk;
    readonly today: string;
  },
): Promise<QuestionPlan | null> {
  const { settings, invoiceId, ask } = given;
  const stored = await loadStoredInvoice(db, invoiceId);
  if (stored === null) return null;
  const { invoice, matterId, scopeId } = stored;
  const owner = await db
    .selectFrom('invoices')
    .select('client_id')
    .where('id', '=', invoiceId)
    .executeTakeFirstOrThrow();
  const findings = await standingFindings(db, invoiceId);
  const texts = redactor(await firmNames(db, namesOn(invoice)));
  // All lines once, in their order, so that a name has the same placeholder whatever part of the invoice is asked about.
  for (const [at, line] of invoice.lines.entries()) {
    // Other people's requests are answered in between, however long the bill.
    if (at % LINES_AT_ONCE === LINES_AT_ONCE - 1) await setImmediate();
    if (whyLeftOut(line) === null) texts.redact(cleanNarrative(line.narrative).text);
  }
  const keyOf = keysOf(given.config, invoiceId);
  const questions =
    ask.kind === 'rewrites'
      ? askRewrites(invoice, ask.lineIds, { redactor: texts, keyOf })
      : await askFindings(db, { ...given, ask, stored, findings, texts, keyOf });
  const concerned = new Set(concernedLines(invoice, findings, ask));
  const leftOut = invoice.lines.flatMap((line) => {
    const reason = concerned.has(line.id) ? whyLeftOut(line) : null;
    return reason === null ? [] : [{ lineId: line.id, reason }];
  });
  return {
    invoiceId,
    clientId: owner.client_id,
    matterId,
    scopeId,
    questions: questions.map((question) => plannedQuestion(question, settings, matterId)),
    leftOut,
    redactor: texts,
    sha256: previewDigest(questions, destinationOf(settings)),
  };
}

interface FindingsGiven {
  readonly ask: Extract<OpinionAsk, { kind: 'findings' }>;
  readonly stored: NonNullable<Awaited<ReturnType<typeof loadStoredInvoice>>>;
  readonly findings: readonly Finding[];
  readonly texts: Redactor;
  readonly keyOf: KeyOf;
  readonly today: string;
}

async function askFindings(db: Transaction<Database>, given: FindingsGiven): Promise<readonly Question[]> {
  const { ask, stored, findings, texts, keyOf, today } = given;
  const guideline = await guidelineHeld(db, stored.guidelineName, stored.guidelineVersion);
  const isOn = new Set(guideline?.rules.filter(({ isEnabled }) => isEnabled).map(({ ruleId }) => ruleId));
  const all: readonly string[] = [...SECOND_OPINION_RULES, ...JUDGEMENT_RULES];
  const ruleIds = new Set((ask.ruleIds ?? all).filter((id) => isOn.has(id)));
  const options = { ruleIds, redactor: texts, keyOf };
  return [
    ...askSecondOpinions(stored.invoice, findings, options),
    ...askJudgements(stored.invoice, findings, { ...options, today }),
  ];
}

/** Lines that somebody would expect to be asked about: then it is said where one is left out. */
function concernedLines(invoice: Invoice, findings: readonly Finding[], ask: OpinionAsk): readonly string[] {
  if (ask.kind === 'rewrites') return ask.lineIds;
  const speaking = invoice.lines.filter((line) => whyLeftOut(line) === 'instructions').map(({ id }) => id);
  const wanted = new Set<string>(ask.ruleIds ?? SECOND_OPINION_RULES);
  return [...speaking, ...findings.flatMap(({ ruleId, lineIds }) => (wanted.has(ruleId) ? lineIds : []))];
}

async function standingFindings(db: Transaction<Database>, invoiceId: string): Promise<readonly Finding[]> {
  const rows = await db
    .selectFrom('findings')
    .select(['id', 'body'])
    .where('invoice_id', '=', invoiceId)
    .where('deleted_at', 'is', null)
    .where('is_enabled', '=', true)
    .orderBy('position')
    .execute();
  return rows.map(({ id, body }) => ({ ...(body as Omit<Finding, 'id'>), id }));
}

/** People and companies that the bill itself names. */
function namesOn(invoice: Invoice): readonly KnownName[] {
  const people = invoice.lines.flatMap(({ timekeeperName }) => timekeeperName ?? []);
  return [
    ...(invoice.vendorName === null ? [] : [{ kind: 'vendor' as const, name: invoice.vendorName }]),
    ...[...new Set(people)].map((name) => ({ kind: 'person' as const, name })),
  ].filter(({ name }) => name.trim().length > 1);
}

/** Ids in questions: nobody outside can guess one, and the same question has the same, so that its answer is found again. */
export function keysOf({ secrets }: ServerConfig, ownerId: string): KeyOf {
  return (purpose) => {
    const digest = createHmac('sha256', secrets.jwtSecretKey)
      .update(`opinion ids, version 1\n${ownerId}\n${purpose}`)
      .digest();
    return digest.readBigUInt64BE(0).toString(36).padStart(13, '0').slice(-10);
  };
}

export function destinationOf({ base_url, interface: spoken, model }: SettingsRow): string {
  return `${base_url} ${spoken} ${model}`;
}

const FEWEST_OUTPUT_TOKENS = 1_500;
const TOKENS_AN_ITEM = 400;
const GUIDELINE_TOKENS = 12_000;

export function plannedQuestion(question: Question, settings: SettingsRow, ownerId: string): PlannedQuestion {
  const isGuideline = question.kind === 'guideline';
  const schema = answerSchema(question, isGuideline ? RULES.map(({ id }) => id) : []);
  return {
    question,
    contentKey: contentKey(question, {
      provider: settings.base_url,
      interface: settings.interface,
      model: settings.model,
      ownerId,
    }),
    destination: destinationOf(settings),
    schema,
    maximumOutputTokens: isGuideline
      ? GUIDELINE_TOKENS
      : FEWEST_OUTPUT_TOKENS + TOKENS_AN_ITEM * (question.items.size + 1),
    sentBytes: Buffer.byteLength(`${INSTRUCTIONS[question.kind]}${question.text}${JSON.stringify(schema)}`),
  };
}

/** The most that a question can cost. */
export function mostMicro({ sentBytes, maximumOutputTokens }: PlannedQuestion, price: TokenPrice): number {
  return costMicro({ inputTokens: mostTokens(sentBytes), cachedTokens: 0, outputTokens: maximumOutputTokens }, price);
}
