import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { SYSTEM } from '../access/actor.ts';
import { actAs, readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { isDatabaseGone } from '../db/database-gone.ts';
import { guidelineHeld } from '../guidelines/held-guidelines.ts';
import { analyseAgain } from '../sync/analyse-again.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { loadRecord } from '../sync/load-record.ts';
import { withChanges } from '../sync/with-changes.ts';
import { loadServerFacts } from './load-server-facts.ts';
import { isSameVerdict, loadStoredInvoice } from './stored-invoice.ts';

/** Which open invoices to check again: of a vendor, of a client, of both, or one. */
export interface MastersTarget {
  readonly vendorId: string | null;
  readonly clientId: string | null;
  readonly invoiceId: string | null;
  /** Only invoices after this one; `null` from the beginning. */
  readonly after: string | null;
}

/** As `shared/review/open-for-review.ts`: what nobody has approved, exported or returned. */
const OPEN_STATES: readonly string[] = ['analysed', 'in_review'];

/** Invoices a job; the next job goes on where this one ended. */
const INVOICES_A_JOB = 50;

/**
 * The worker's job after masters changed: each open invoice concerned is checked again by the guideline it has.
 * Decisions and dismissals stay, and an invoice of which the check says the same as before is not written at all. Run
 * again, it comes to the same.
 */
export async function checkAgainstMasters(context: ServerContext, target: MastersTarget): Promise<void> {
  const ids = await openInvoices(context, target);
  for (const invoiceId of ids) {
    try {
      await checkInvoiceAgain(context, invoiceId);
    } catch (error) {
      // Then the job is given out again. What is wrong with one invoice alone must not keep the others waiting.
      if (isDatabaseGone(error)) throw error;
      const error_name = error instanceof Error ? error.name : 'unknown';
      const about = { category: 'job', job: 'check-against-masters', invoice_id: invoiceId, error_name };
      context.log.error(about, 'not checked again');
      context.systemErrors?.report('CHECK_AGAIN');
    }
    // Whoever waits for an answer of this process meanwhile gets it.
    await setImmediate();
  }
  const after = ids.at(-1);
  if (after === undefined || ids.length < INVOICES_A_JOB) return;
  await context.database.transaction().execute(async (db) => {
    await actAs(db, SYSTEM);
    await context.jobs.enqueue(db, 'check-against-masters', { ...target, after });
  });
}

async function openInvoices(context: ServerContext, target: MastersTarget): Promise<readonly string[]> {
  const { vendorId, clientId, invoiceId, after } = target;
  return readAs(context, SYSTEM, async (db) => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM invoices
      WHERE deleted_at IS NULL AND state = ANY(${OPEN_STATES}::text[])
        AND (${vendorId}::uuid IS NULL OR lower(vendor_id) = (SELECT lower(number) FROM vendors WHERE id = ${vendorId}))
        AND (${clientId}::uuid IS NULL OR client_id = ${clientId})
        AND (${invoiceId}::uuid IS NULL OR id = ${invoiceId})
        AND (${after}::uuid IS NULL OR id > ${after})
      ORDER BY id LIMIT ${INVOICES_A_JOB}`.execute(db);
    return rows.map(({ id }) => id);
  });
}

/** @returns whether the check said anything new */
export async function checkInvoiceAgain(context: ServerContext, invoiceId: string): Promise<boolean> {
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const none = new Set<string>();
    const record = await loadRecord(batch.db, {
      lineIds: none,
      findingIds: none,
      invoiceIds: new Set([invoiceId]),
      wholeInvoiceIds: none,
      guidelineNames: none,
    });
    // Locked from here on. Meanwhile approved, it is none of ours.
    const standing = record.invoices.get(invoiceId);
    const stored = standing === undefined ? null : await loadStoredInvoice(batch.db, invoiceId);
    if (standing === undefined || stored === null || !OPEN_STATES.includes(standing.state)) return false;
    const { guidelineName, guidelineVersion, matterId } = stored;
    const guideline = await guidelineHeld(batch.db, guidelineName, guidelineVersion);
    if (guideline === null) return false;
    const today = batch.now.toISOString().slice(0, 10);
    const facts = await loadServerFacts(batch, stored.invoice, matterId, { today, receivedOn: stored.receivedOn });
    const analysis = analyseInvoice(stored.invoice, guideline, facts);
    if (isSameVerdict(stored, analysis)) return false;
    const change = { kind: 'analysis', invoiceId, guidelineName, guidelineVersion, analysedOn: today } as const;
    await analyseAgain(batch, record, change, async () => facts);
    await note(context, batch, { invoiceId, scopeId: stored.scopeId });
    const added = analysis.findings.filter(({ id }) => !stored.findings.has(id));
    batch.audit({
      action: 'invoice.check_again',
      objectType: 'invoice',
      objectId: invoiceId,
      scopeId: stored.scopeId,
      outcome: 'done',
      detail: { before: stored.findings.size, after: analysis.findings.length, added: added.length },
    });
    if (added.length > 0) {
      const lineCount = new Set(added.flatMap(({ lineIds }) => lineIds)).size;
      const data = { findingCount: added.length, lineCount };
      batch.event({ type: 'invoice.flagged', scopeId: stored.scopeId, subjectId: invoiceId, data });
    }
    return true;
  });
  return value;
}

async function note(
  context: ServerContext,
  batch: ChangeBatch,
  { invoiceId, scopeId }: { readonly invoiceId: string; readonly scopeId: string },
): Promise<void> {
  const id = context.newId();
  await batch.db
    .insertInto('invoice_history')
    .values({
      id,
      invoice_id: invoiceId,
      text: 'Checked again with what is on file now about vendor, client and matter',
      by_user: null,
      at: batch.now,
      scope_id: scopeId,
      updated_seq: null,
      deleted_at: null,
    })
    .execute();
  batch.change({ scopeId, table: 'history', rowId: id, op: 'put', rowVersion: 1, previousVersion: 0 });
}
