import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/database.ts';

/**
 * Reckons anew what each rule proposes and has saved in these invoices (`rule_sums`, docs/dashboard.md). Called
 * wherever findings or their dismissals are written; decisions move the sums by a trigger of their own.
 */
export async function reckonRuleSums(db: Kysely<Database>, invoiceIds: readonly string[]): Promise<void> {
  await sql`SELECT lait_reckon_rules(${invoiceIds}::uuid[])`.execute(db);
}
