import type { Finding, SkippedRule } from '#shared/domain/finding.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { canonicalJson } from '../audit/audit-chain.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { invoiceBody, lineBody } from '../sync/row-bodies.ts';

/** An invoice as it was read, with what its last check said. */
export interface StoredInvoice {
  readonly invoice: Invoice;
  readonly matterId: string;
  readonly scopeId: string;
  readonly receivedOn: string;
  readonly guidelineName: string;
  readonly guidelineVersion: number;
  /** By id, without the id, as canonical text. */
  readonly findings: ReadonlyMap<string, string>;
  readonly skipped: readonly SkippedRule[];
}

/** @returns null where it is not there */
export async function loadStoredInvoice(db: ChangeBatch['db'], invoiceId: string): Promise<StoredInvoice | null> {
  const row = await db.selectFrom('invoices').selectAll().where('id', '=', invoiceId).executeTakeFirst();
  if (row === undefined) return null;
  const lines = await db
    .selectFrom('line_items')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const findings = await db
    .selectFrom('findings')
    .select(['id', 'body'])
    .where('invoice_id', '=', invoiceId)
    .where('deleted_at', 'is', null)
    .execute();
  const body = invoiceBody(row);
  return {
    invoice: { ...body, id: invoiceId, lines: lines.map((line) => ({ id: line.id, ...lineBody(line) })) },
    matterId: row.matter_id,
    scopeId: row.scope_id,
    receivedOn: body.receivedAt.slice(0, 10),
    guidelineName: row.guideline_name,
    guidelineVersion: row.guideline_version,
    findings: new Map(findings.map(({ id, body: finding }) => [id, canonicalJson(finding)])),
    skipped: body.skipped,
  };
}

/** Whether a check says the same as the one that is stored: then nothing is written, and no desk is woken. */
export function isSameVerdict(
  stored: Pick<StoredInvoice, 'findings' | 'skipped'>,
  fresh: { readonly findings: readonly Finding[]; readonly skipped: readonly SkippedRule[] },
): boolean {
  return (
    fresh.findings.length === stored.findings.size &&
    fresh.findings.every(({ id, ...finding }) => stored.findings.get(id) === canonicalJson(finding)) &&
    canonicalJson(fresh.skipped) === canonicalJson(stored.skipped)
  );
}
