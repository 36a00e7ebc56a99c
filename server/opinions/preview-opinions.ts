import type { Transaction } from 'kysely';
import type { OpinionAsk, OpinionPreview } from '#shared/api/opinions.ts';
import { INSTRUCTIONS } from '#shared/opinions/questions/instructions.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { notVisible } from '../access/not-visible.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { type Concerned, isConsented } from './consents.ts';
import type { SettingsRow } from './opinion-tables.ts';
import { mostMicro, type PlannedQuestion, planQuestions, type QuestionPlan } from './plan-questions.ts';
import { dayOf, loadPrice, loadSettings, whyOff } from './settings.ts';
import { capInTheWay, monthOf } from './spending.ts';

/** More questions than this are asked for by rules or lines, a part at a time. */
const MOST_QUESTIONS = 300;

/** What may be asked, and whether: the very texts, before they leave. Sends nothing. */
export interface Prepared {
  readonly plan: QuestionPlan;
  readonly settings: SettingsRow;
  readonly standing: Standing;
}

export interface Standing {
  readonly refusal: OpinionPreview['refusal'];
  readonly held: ReadonlySet<string>;
  readonly costMicro: number;
}

/** @throws NOT_FOUND for an invoice behind a wall or not there; BAD_REQUEST for too much at once */
export async function prepareOpinions(
  context: ServerContext,
  actor: PersonActor,
  { invoiceId, ask }: { readonly invoiceId: string; readonly ask: OpinionAsk },
): Promise<Prepared> {
  const { config } = context;
  const today = dayOf(context);
  const prepared = await readAs(context, actor, async (db) => {
    const settings = await loadSettings(db);
    const plan = await planQuestions(db, { config, settings, invoiceId, ask, today });
    if (plan === null) return null;
    return { plan, settings, standing: await standingOf(context, db, settings, plan, plan.questions) };
  });
  if (prepared === null) return notVisible(context, actor, { objectType: 'invoice', objectId: invoiceId });
  if (prepared.plan.questions.length > MOST_QUESTIONS) {
    const message = `These are ${prepared.plan.questions.length} questions; at most ${MOST_QUESTIONS} go at once. Choose rules or lines. Nothing was sent.`;
    throw new HttpFailure('BAD_REQUEST', message);
  }
  return prepared;
}

/** Whether it may be asked just now, what is held already, and what the rest costs at most. */
export async function standingOf(
  context: Pick<ServerContext, 'config' | 'clock'>,
  db: Transaction<Database>,
  settings: SettingsRow,
  concerned: Concerned,
  questions: readonly PlannedQuestion[],
): Promise<Standing> {
  return asSystem(db, async () => {
    const day = dayOf(context);
    const price = await loadPrice(db, settings.model, day);
    const keys = questions.map(({ contentKey }) => contentKey);
    const rows = await db
      .selectFrom('opinion_answers')
      .select('content_key')
      .where('content_key', 'in', keys.length === 0 ? [''] : keys)
      .execute();
    const held = new Set(rows.map((row) => row.content_key));
    const costMicro =
      price === null
        ? 0
        : questions
            .filter(({ contentKey }) => !held.has(contentKey))
            .reduce((sum, each) => sum + mostMicro(each, price), 0);
    const off = whyOff(context.config, settings, price);
    if (off !== null) return { refusal: off, held, costMicro };
    if (!(await isConsented(db, concerned))) return { refusal: 'no_consent', held, costMicro };
    // Of the first question: where not even that one fits, nothing would come.
    const first = questions.find(({ contentKey }) => !held.has(contentKey));
    const amountMicro = first === undefined || price === null ? 0 : mostMicro(first, price);
    const reservation = { month: monthOf(day), clientId: concerned.clientId, amountMicro };
    return { refusal: await capInTheWay(db, reservation), held, costMicro };
  });
}

export function viewPreview({ plan, settings, standing }: Prepared): OpinionPreview {
  const isOff =
    standing.refusal !== null && ['turned_off', 'no_key', 'address_refused', 'no_price'].includes(standing.refusal);
  const kinds = [...new Set(plan.questions.map(({ question }) => question.kind))];
  return {
    refusal: standing.refusal,
    provider: isOff ? null : settings.base_url,
    model: isOff ? null : settings.model,
    instructions: kinds.map((kind) => INSTRUCTIONS[kind]).join('\n\n'),
    questions: plan.questions.map(({ question, contentKey }) => ({
      ruleIds: [...question.ruleIds],
      lineIds: [...question.lineIds],
      text: question.text,
      isHeld: standing.held.has(contentKey),
    })),
    leftOut: [...plan.leftOut],
    placeholders: plan.redactor
      .placeholders()
      .filter(({ placeholder }) => plan.questions.some(({ question }) => question.text.includes(placeholder))),
    costMicro: standing.costMicro,
    sha256: plan.sha256,
  };
}
