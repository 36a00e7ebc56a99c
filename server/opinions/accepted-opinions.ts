import type { Kysely } from 'kysely';
import { JUDGEMENT_RULES } from '#shared/api/opinions.ts';
import type { AcceptedOpinion } from '#shared/rules/prepare/accepted-opinion.ts';
import type { Database } from '../db/database.ts';

/** What people accepted of a model's remarks about an invoice, for the rules that only a model fills. */
export async function loadAcceptedOpinions(
  db: Kysely<Database>,
  invoiceId: string,
): Promise<readonly AcceptedOpinion[]> {
  const rows = await db
    .selectFrom('opinions')
    .select(['rule_id', 'line_ids', 'rationale', 'quotes'])
    .where('invoice_id', '=', invoiceId)
    .where('kind', '=', 'judgement')
    .where('state', '=', 'accepted')
    .where('rule_id', 'in', [...JUDGEMENT_RULES])
    .orderBy('id')
    .execute();
  return rows.map(({ rule_id, line_ids, rationale, quotes }) => ({
    ruleId: rule_id ?? '',
    lineIds: line_ids,
    message: rationale,
    evidence: quotes as AcceptedOpinion['evidence'],
  }));
}
