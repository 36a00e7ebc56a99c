import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import { actAs, readAs } from '../access/read-as.ts';
import { loadServerFacts } from '../analysis/load-server-facts.ts';
import type { ServerContext } from '../context.ts';
import { isDatabaseGone } from '../db/database-gone.ts';
import type { JobData } from '../jobs/jobs.ts';
import { analyseAgain } from '../sync/analyse-again.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { loadRecord } from '../sync/load-record.ts';
import { withChanges } from '../sync/with-changes.ts';
import { guidelineToUse, nameAssigned } from './held-guidelines.ts';

/** Invoices a job; the rest is the next one's, so that none runs into its time limit. */
const INVOICES_A_JOB = 100;

/** What is not approved; a returned invoice may be opened again. */
const OPEN_STATES = ['analysed', 'in_review', 'returned'] as const;

type ByGuideline = JobData['check-by-guideline'];

/**
 * The worker's job after a guideline was assigned or taken away: checks the open invoices of a client or a matter
 * again, one transaction each, by what holds for them by then. Decisions and dismissals stay. Invoices that are
 * checked by it already, or for which a person chose another one, are left alone; so it may run any number of times.
 */
export async function checkByGuideline(context: ServerContext, job: ByGuideline): Promise<void> {
  const ids = await openInvoices(context, job);
  for (const invoiceId of ids) {
    try {
      await withChanges(context, SYSTEM, (batch) => checkOne(context, batch, invoiceId));
    } catch (error) {
      // Then the job is given out again. What is wrong with one invoice alone must not keep the others waiting.
      if (isDatabaseGone(error)) throw error;
      const error_name = error instanceof Error ? error.name : 'unknown';
      context.log.error(
        { category: 'job', job: 'check-by-guideline', invoice_id: invoiceId, error_name },
        'not checked again',
      );
      context.systemErrors?.report('CHECK_BY_GUIDELINE');
    }
    // Whoever waits for an answer of this process meanwhile gets it.
    await setImmediate();
  }
  const last = ids.at(-1);
  if (last === undefined || ids.length < INVOICES_A_JOB) return;
  await context.database.transaction().execute(async (db) => {
    await actAs(db, SYSTEM);
    await context.jobs.enqueue(db, 'check-by-guideline', { ...job, after: last });
  });
}

async function openInvoices(context: ServerContext, { kind, id, after }: ByGuideline): Promise<readonly string[]> {
  const rows = await readAs(context, SYSTEM, (db) =>
    db
      .selectFrom('invoices')
      .innerJoin('matters', 'matters.id', 'invoices.matter_id')
      .select('invoices.id')
      .where(kind === 'matter' ? 'matters.id' : 'matters.client_id', '=', id)
      .where('invoices.state', 'in', [...OPEN_STATES])
      .where('invoices.deleted_at', 'is', null)
      .where('invoices.has_own_guideline', '=', false)
      .$if(after !== null, (query) => query.where('invoices.id', '>', after ?? ''))
      .orderBy('invoices.id')
      .limit(INVOICES_A_JOB)
      .execute(),
  );
  return rows.map((row) => row.id);
}

interface Standing {
  readonly has_own_guideline: boolean;
  readonly assigned: string;
}

async function checkOne(context: ServerContext, batch: ChangeBatch, invoiceId: string): Promise<void> {
  const none: ReadonlySet<string> = new Set();
  // Locks the invoice: a laptop's decision comes before or after, never in between.
  const record = await loadRecord(batch.db, {
    lineIds: none,
    findingIds: none,
    wholeInvoiceIds: none,
    guidelineNames: none,
    invoiceIds: new Set([invoiceId]),
  });
  const invoice = record.invoices.get(invoiceId);
  if (invoice === undefined || !OPEN_STATES.some((state) => state === invoice.state)) return;
  const { rows } = await sql<Standing>`
    SELECT has_own_guideline, ${nameAssigned(sql`matter_id`)} AS assigned FROM invoices WHERE id = ${invoiceId}`.execute(
    batch.db,
  );
  const [standing] = rows;
  if (standing === undefined || standing.has_own_guideline) return;
  const { name, version } = await guidelineToUse(batch.db, standing.assigned);
  if (invoice.guidelineName === name && invoice.guidelineVersion === version) return;
  const analysedOn = batch.now.toISOString().slice(0, 10);
  await analyseAgain(
    batch,
    record,
    { kind: 'analysis', invoiceId, guidelineName: name, guidelineVersion: version, analysedOn },
    (read, matterId, dates) => loadServerFacts(batch, read, matterId, dates),
  );
  const historyId = context.newId();
  await batch.db
    .insertInto('invoice_history')
    .values({
      id: historyId,
      invoice_id: invoiceId,
      text: `Checked by guideline ${name}, version ${version}, as assigned`,
      by_user: null,
      at: batch.now,
      scope_id: invoice.scopeId,
      updated_seq: null,
      deleted_at: null,
    })
    .execute();
  const { scopeId } = invoice;
  batch.change({ scopeId, table: 'history', rowId: historyId, op: 'put', rowVersion: 1, previousVersion: 0 });
  batch.audit({
    action: 'invoice.assign_guideline',
    objectType: 'invoice',
    objectId: invoiceId,
    scopeId,
    outcome: 'done',
    detail: { guideline: name, version },
  });
}
