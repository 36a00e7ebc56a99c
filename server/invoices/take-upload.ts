import { fileTypeFromBuffer } from 'file-type';
import type { Kysely, Selectable } from 'kysely';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { notVisible } from '../access/not-visible.ts';
import { readAs } from '../access/read-as.ts';
import { matterScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';

export interface IncomingFile {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Whether the stream was cut at the limit, known once it is read. */
  isTruncated(): boolean;
}

export interface UploadRequest {
  readonly file: IncomingFile;
  /** The sender's own mark: the same one is taken once. */
  readonly idempotencyKey: string;
  readonly matterId: string | null;
}

export interface Upload {
  readonly uploadId: string;
  readonly state: 'received' | 'processed' | 'needs_attention';
}

/** What `file-type` looks at. */
const SNIFFED_BYTES = 4_100;

/**
 * Takes a file: encrypted into the store as it comes, noted, and given to the worker in the same transaction.
 * The same key with the same file answers as before; nothing tells whether others sent the file already.
 * @throws 413 or 415 FILE_001, 409 for a key that came with another file, 404 for a matter that is not the sender's
 */
export async function takeUpload(context: ServerContext, actor: PersonActor, request: UploadRequest): Promise<Upload> {
  const { file, matterId } = request;
  // Asked before a byte is kept: what is refused leaves nothing in the store. And again below, where it counts.
  if (matterId !== null && !(await readAs(context, actor, (db) => mayUse(db, matterId)))) {
    return notVisible(context, actor, { objectType: 'matter', objectId: matterId });
  }
  const stored = await context.fileStore.write(checked(file));
  const { value } = await withChanges(context, actor, async (batch) => {
    // The bytes are this person's by having sent them; what is known of them is nobody's scope yet.
    const known = await asSystem(batch.db, async () => {
      await batch.db
        .insertInto('files')
        .values({ sha256: stored.sha256, byte_length: stored.byteLength, stored_at: batch.now })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute();
      return heldUpload(batch.db, actor, request.idempotencyKey);
    });
    if (known !== undefined) return sameUpload(known, stored.sha256);
    if (matterId !== null && !(await mayUse(batch.db, matterId))) {
      throw new HttpFailure('NOT_FOUND', 'There is no such matter, or it is not yours.');
    }
    const uploadId = context.newId();
    const isFirst = await asSystem(batch.db, async () => {
      const inserted = await batch.db
        .insertInto('uploads')
        .values({
          id: uploadId,
          user_id: actor.userId,
          idempotency_key: request.idempotencyKey,
          sha256: stored.sha256,
          file_name: safeName(file.name),
          matter_id: matterId,
          guideline_name: null,
          state: 'received',
          error_code: null,
          last_error: null,
          received_at: batch.now,
          processed_at: null,
        })
        // Sent twice at once: the one that comes second has waited here for the first.
        .onConflict((conflict) => conflict.columns(['user_id', 'idempotency_key']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (inserted === undefined) return false;
      await context.jobs.enqueue(batch.db, 'read-upload', { uploadId });
      return true;
    });
    if (!isFirst) {
      const first = await asSystem(batch.db, () => heldUpload(batch.db, actor, request.idempotencyKey));
      if (first === undefined) throw new Error('An upload is held and cannot be read.');
      return sameUpload(first, stored.sha256);
    }
    if (matterId !== null) {
      const scopeId = matterScope(matterId);
      batch.event({ type: 'invoice.uploaded', scopeId, subjectId: null, data: { byteLength: stored.byteLength } });
    }
    batch.audit({
      action: 'invoice.upload',
      objectType: 'upload',
      objectId: uploadId,
      scopeId: matterId === null ? null : matterScope(matterId),
      outcome: 'done',
      detail: { sha256: stored.sha256, byteLength: stored.byteLength },
    });
    return { uploadId, state: 'received' as const };
  });
  return value;
}

type HeldUpload = Pick<Selectable<Database['uploads']>, 'id' | 'state' | 'sha256'>;

/** What came before under the sender's own mark; as the system. */
function heldUpload(db: Kysely<Database>, actor: PersonActor, key: string): Promise<HeldUpload | undefined> {
  return db
    .selectFrom('uploads')
    .select(['id', 'state', 'sha256'])
    .where('user_id', '=', actor.userId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
}

function sameUpload(known: HeldUpload, sha256: string): Upload {
  if (known.sha256 !== sha256) {
    throw new HttpFailure('CONFLICT', 'This idempotency key came with another file before. Use a new one.');
  }
  return { uploadId: known.id, state: known.state as Upload['state'] };
}

async function mayUse(db: Kysely<Database>, matterId: string): Promise<boolean> {
  return (await db.selectFrom('matters').select('id').where('id', '=', matterId).executeTakeFirst()) !== undefined;
}

/** The chunks as they come, looked at once at the beginning and once at the end; a throw leaves nothing stored. */
async function* checked(file: IncomingFile): AsyncIterable<Uint8Array> {
  let head = Buffer.alloc(0);
  let isSniffed = false;
  for await (const chunk of file.chunks) {
    if (!isSniffed) {
      head = Buffer.concat([head, chunk]).subarray(0, SNIFFED_BYTES);
      if (head.length >= SNIFFED_BYTES) {
        await refuseOtherKinds(head);
        isSniffed = true;
      }
    }
    yield chunk;
  }
  if (head.length === 0) throw new HttpFailure('FILE_001', 'The file is empty. Ask the sender for it again.');
  if (!isSniffed) await refuseOtherKinds(head);
  if (file.isTruncated()) {
    throw new HttpFailure(
      'FILE_001',
      'The file is larger than this server takes. Split it, or ask for a higher limit.',
      {
        status: 413,
      },
    );
  }
}

/** LEDES and lists are text. What is certainly something else is refused at the door, by content, not by name. */
async function refuseOtherKinds(head: Uint8Array): Promise<void> {
  const found = await fileTypeFromBuffer(head);
  if (found === undefined || found.mime.startsWith('text/')) return;
  throw new HttpFailure('FILE_001', 'This is not a bill that LAIT reads: send LEDES 1998B, LEDES 98BI or CSV.');
}

const LONGEST_NAME = 200;

/** A name to show: no path, no control or direction marks, not endless. It is never used to open anything. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const shown = last
    .replace(/\p{Cc}|\p{Cf}/gu, '')
    .trim()
    .slice(0, LONGEST_NAME);
  return shown === '' || shown === '.' || shown === '..' ? 'file' : shown;
}
