import { setImmediate } from 'node:timers/promises';
import type { Problem, ReadFile } from '#shared/domain/invoice.ts';
import { readInvoiceFileInSteps } from '#shared/formats/read-file.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { SYSTEM } from '../access/actor.ts';
import { actAs } from '../access/read-as.ts';
import { loadServerFacts } from '../analysis/load-server-facts.ts';
import type { ServerContext } from '../context.ts';
import { guidelineToUse } from '../guidelines/held-guidelines.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { matterOfInvoice } from './find-matter.ts';
import { storeInvoice } from './store-invoice.ts';

const MOST_PROBLEMS = 1_000;

/**
 * The worker's job: reads an uploaded file, checks its invoices with the same engine as the laptop plus what only
 * the server knows, and stores them. All in one transaction, so that a worker killed anywhere leaves the file as
 * received; run again, it comes to the same rows, because every id follows from the bytes.
 */
export async function readUpload(context: ServerContext, uploadId: string): Promise<void> {
  const upload = await beginAttempt(context, uploadId);
  if (upload === null) return;
  try {
    const bytes = await context.fileStore.read(upload.sha256);
    const file = await readInSteps(bytes, upload.file_name, context.config.uploads.maximumBytes);
    await withChanges(context, SYSTEM, (batch) => storeFile(context, batch, upload, file));
    context.metrics?.observeWait('upload', (context.clock.nowMs() - upload.received_at.getTime()) / 1_000);
  } catch (error) {
    await context.database.transaction().execute(async (db) => {
      await actAs(db, SYSTEM);
      // What is told is the kind of the fault, never its words: they may quote the file.
      const lastError = error instanceof Error ? error.name : 'unknown';
      await db.updateTable('uploads').set({ last_error: lastError }).where('id', '=', uploadId).execute();
    });
    throw error;
  }
}

interface UploadRow {
  readonly id: string;
  readonly sha256: string;
  readonly file_name: string;
  readonly user_id: string;
  readonly matter_id: string | null;
  readonly guideline_name: string | null;
  readonly received_at: Date;
}

/** Counts the attempt, so that a file that kills its worker is seen. @returns null when it was read already */
function beginAttempt(context: ServerContext, uploadId: string): Promise<UploadRow | null> {
  return context.database.transaction().execute(async (db) => {
    await actAs(db, SYSTEM);
    const row = await db
      .updateTable('uploads')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
      .where('id', '=', uploadId)
      .where('state', '=', 'received')
      .returning(['id', 'sha256', 'file_name', 'user_id', 'matter_id', 'guideline_name', 'received_at'])
      .executeTakeFirst();
    return row ?? null;
  });
}

async function readInSteps(bytes: Uint8Array, fileName: string, maximumBytes: number): Promise<ReadFile> {
  const steps = readInvoiceFileInSteps(bytes, { fileName, maximumBytes });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    // A step is a megabyte; whoever waits meanwhile is answered.
    await setImmediate();
  }
}

async function storeFile(context: ServerContext, batch: ChangeBatch, upload: UploadRow, file: ReadFile): Promise<void> {
  const still = await batch.db
    .selectFrom('uploads')
    .select('state')
    .where('id', '=', upload.id)
    .forUpdate()
    .executeTakeFirst();
  if (still?.state !== 'received') return;
  // Two copies of one file are read one after the other: the later one finds what the earlier has stored.
  await batch.db
    .selectFrom('files')
    .select('sha256')
    .where('sha256', '=', upload.sha256)
    // Not against those who send it once more, who must not wait for the reading.
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (file.invoices.length === 0) {
    await finish(batch, upload, 'needs_attention', file.problems);
    batch.event({
      type: 'invoice.processed',
      scopeId: upload.matter_id === null ? `user:${upload.user_id}` : `matter:${upload.matter_id}`,
      subjectId: upload.id,
      data: { invoiceCount: 0, problemCount: file.problems.length, code: 'FILE_001' },
    });
    return;
  }
  const today = batch.now.toISOString().slice(0, 10);
  const dates = { today, receivedOn: upload.received_at.toISOString().slice(0, 10) };
  for (const invoice of file.invoices) {
    const held = await batch.db
      .selectFrom('invoices')
      .select(['scope_id', 'upload_id'])
      .where('id', '=', invoice.id)
      .executeTakeFirst();
    if (held !== undefined) {
      // Sent perhaps by one who may not see it: only who may see its matter hears that it came again.
      if (held.upload_id !== upload.id) {
        const data = { knownCount: 1 };
        batch.event({ type: 'invoice.uploaded', scopeId: held.scope_id, subjectId: invoice.id, data });
      }
      continue;
    }
    const matter = await matterOfInvoice(context, batch, invoice, upload.matter_id);
    const { scopeId } = matter;
    const guideline = await guidelineToUse(batch.db, upload.guideline_name ?? matter.guidelineName);
    const facts = await loadServerFacts(batch, invoice, matter.matterId, {
      ...dates,
      uploadedBy: upload.user_id,
    });
    const analysis = analyseInvoice(invoice, guideline, facts);
    await storeInvoice(context, batch, {
      invoice,
      analysis,
      matter,
      upload: { id: upload.id, sha256: upload.sha256, fileName: upload.file_name, userId: upload.user_id },
      receivedAt: upload.received_at,
      hasOwnGuideline: upload.guideline_name !== null,
    });
    const about = { scopeId, subjectId: invoice.id } as const;
    // At the door the matter was not known yet.
    if (upload.matter_id === null) batch.event({ type: 'invoice.uploaded', ...about, data: {} });
    batch.event({ type: 'invoice.processed', ...about, data: { invoiceCount: 1, lineCount: invoice.lines.length } });
    const flagged = new Set(analysis.findings.flatMap(({ lineIds }) => lineIds)).size;
    if (analysis.findings.length > 0) {
      const data = { findingCount: analysis.findings.length, lineCount: flagged };
      batch.event({ type: 'invoice.flagged', ...about, data });
    }
  }
  await finish(batch, upload, 'processed', file.problems);
}

async function finish(
  batch: ChangeBatch,
  upload: UploadRow,
  state: 'processed' | 'needs_attention',
  problems: readonly Problem[],
): Promise<void> {
  await batch.db
    .updateTable('uploads')
    .set({
      state,
      error_code: state === 'needs_attention' ? 'FILE_001' : null,
      problems: JSON.stringify(problems.slice(0, MOST_PROBLEMS)),
      last_error: null,
      processed_at: batch.now,
    })
    .where('id', '=', upload.id)
    .execute();
}
