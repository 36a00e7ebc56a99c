import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import type { changedOpinionSettings, OpinionSettings, OpinionStatus } from '#shared/api/opinions.ts';
import type { TokenPrice } from '#shared/opinions/cost.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import type { SettingsRow } from './opinion-tables.ts';

/** What an administrator has set; there is one row from the first migration on. */
export function loadSettings(db: Kysely<Database>): Promise<SettingsRow> {
  return db.selectFrom('opinion_settings').selectAll().executeTakeFirstOrThrow();
}

/** The same, as they stay until the transaction ends: a change waits for it. */
export function holdSettings(db: Kysely<Database>): Promise<SettingsRow> {
  return db.selectFrom('opinion_settings').selectAll().forShare().executeTakeFirstOrThrow();
}

/** The price of a model on a day: the latest that holds by then. Null: there is none, and nothing is asked. */
export async function loadPrice(db: Kysely<Database>, model: string, day: string): Promise<TokenPrice | null> {
  const row = await db
    .selectFrom('opinion_prices')
    .selectAll()
    .where('model', '=', model)
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { inputMicro: row.input_micro, cachedInputMicro: row.cached_input_micro, outputMicro: row.output_micro };
}

/** Why nothing may be asked at all, whoever it is about; null: it may. */
export function whyOff(
  config: ServerConfig,
  settings: SettingsRow,
  price: TokenPrice | null,
): Exclude<OpinionStatus['reason'], never> {
  if (!settings.is_enabled) return 'turned_off';
  if (config.apiKeys.openai === null) return 'no_key';
  if (!config.opinions.urls.includes(settings.base_url)) return 'address_refused';
  return settings.model === '' || price === null ? 'no_price' : null;
}

export async function readStatus(
  context: Pick<ServerContext, 'config' | 'clock'>,
  db: Transaction<Database>,
): Promise<OpinionStatus> {
  const settings = await loadSettings(db);
  // Prices are administrators' alone; whether there is one is not.
  const price = await asSystem(db, () => loadPrice(db, settings.model, dayOf(context)));
  const reason = whyOff(context.config, settings, price);
  if (reason !== null) return { state: 'off', reason, model: null, provider: null };
  return { state: 'on', reason: null, model: settings.model, provider: settings.base_url };
}

export function dayOf({ clock }: Pick<ServerContext, 'clock'>): string {
  return new Date(clock.nowMs()).toISOString().slice(0, 10);
}

export async function viewSettings({ config }: ServerContext, db: Kysely<Database>): Promise<OpinionSettings> {
  const row = await loadSettings(db);
  const prices = await db.selectFrom('opinion_prices').selectAll().orderBy('model').orderBy('valid_from').execute();
  return {
    isEnabled: row.is_enabled,
    hasKey: config.apiKeys.openai !== null,
    allowedUrls: [...config.opinions.urls],
    baseUrl: row.base_url,
    interface: row.interface,
    model: row.model,
    firmCapMicro: row.firm_cap_micro,
    clientCapMicro: row.client_cap_micro,
    consentText: row.consent_text,
    consentVersion: row.consent_version,
    keepsTexts: row.keeps_texts,
    prices: prices.map((price) => ({
      model: price.model,
      inputMicro: price.input_micro,
      cachedInputMicro: price.cached_input_micro,
      outputMicro: price.output_micro,
      validFrom: price.valid_from,
    })),
  };
}

/**
 * @throws CONFLICT for an address that is not on the server's list, and for turning on what has no price: both would only
 *   fail later
 */
export async function changeSettings(
  context: ServerContext,
  actor: PersonActor,
  change: z.infer<typeof changedOpinionSettings>,
): Promise<OpinionSettings> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const before = await batch.db.selectFrom('opinion_settings').selectAll().forUpdate().executeTakeFirstOrThrow();
    const { baseUrl, prices } = change;
    if (baseUrl !== undefined && !context.config.opinions.urls.includes(baseUrl)) {
      throw new HttpFailure(
        'CONFLICT',
        'This address is not on the list of the server (LAIT_OPENAI_URLS). Nothing was changed.',
      );
    }
    const isNewText = change.consentText !== undefined && change.consentText !== before.consent_text;
    await batch.db
      .updateTable('opinion_settings')
      .set({
        is_enabled: change.isEnabled ?? before.is_enabled,
        base_url: baseUrl ?? before.base_url,
        interface: change.interface ?? before.interface,
        model: change.model ?? before.model,
        firm_cap_micro: change.firmCapMicro ?? before.firm_cap_micro,
        client_cap_micro: change.clientCapMicro ?? before.client_cap_micro,
        consent_text: change.consentText ?? before.consent_text,
        consent_version: before.consent_version + (isNewText ? 1 : 0),
        keeps_texts: change.keepsTexts ?? before.keeps_texts,
      })
      .execute();
    if (change.keepsTexts === false) {
      await batch.db.updateTable('opinion_calls').set({ sent_text: null, answer_text: null }).execute();
    }
    if (prices !== undefined) {
      await batch.db.deleteFrom('opinion_prices').execute();
      const rows = new Map(prices.map((price) => [`${price.model} ${price.validFrom}`, price]));
      if (rows.size > 0) {
        await batch.db
          .insertInto('opinion_prices')
          .values(
            [...rows.values()].map((price) => ({
              model: price.model,
              valid_from: price.validFrom,
              input_micro: price.inputMicro,
              cached_input_micro: price.cachedInputMicro,
              output_micro: price.outputMicro,
            })),
          )
          .execute();
      }
    }
    const after = await loadSettings(batch.db);
    if (change.isEnabled === true && (await loadPrice(batch.db, after.model, dayOf(context))) === null) {
      throw new HttpFailure('CONFLICT', 'Name a model and its price before this is turned on. Nothing was changed.');
    }
    batch.audit({
      action: 'opinion.change_settings',
      objectType: null,
      objectId: null,
      scopeId: null,
      outcome: 'done',
      detail: {
        fields: Object.keys(change).sort(),
        isEnabled: after.is_enabled,
        firmCapMicro: after.firm_cap_micro,
        clientCapMicro: after.client_cap_micro,
        consentVersion: after.consent_version,
      },
    });
    return viewSettings(context, batch.db);
  });
  return value;
}
