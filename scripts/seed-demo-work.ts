import { setTimeout as pause } from 'node:timers/promises';
import type { PersonActor } from '#server/access/actor.ts';
import { readAs } from '#server/access/read-as.ts';
import { createClient, createMatter } from '#server/admin/matters.ts';
import type { ServerContext } from '#server/context.ts';
import { takeUpload } from '#server/invoices/take-upload.ts';
import { CLIENTS } from './cli/demo/vocabulary.ts';
import { makeDemoFile } from './cli/demo/write-demo.ts';

// Other bills than those in out/demo, so that each of those is new when it is dropped. Three matters of three clients.
const SEED = 49;
const LINES = [60, 140, 90, 40];
const LONGEST_READING_MS = 30_000;
const LOOK_AGAIN_MS = 100;

/**
 * The firm's clients and matters, and bills a reviewer has sent in, read and checked by the worker. Done once: a
 * later start finds all of it there, with whatever people have decided since.
 * @throws when the worker has not read them in half a minute
 */
export async function seedDemoWork(context: ServerContext): Promise<void> {
  const administrator = await personOf(context, 'administrator');
  await seedMatters(context, administrator);
  const reviewer = await personOf(context, 'reviewer');
  const uploadIds: string[] = [];
  for (const [index, lineCount] of LINES.entries()) {
    const { text, answer } = makeDemoFile(SEED, index + 1, lineCount);
    const { uploadId } = await takeUpload(context, reviewer, {
      file: { name: answer.file, chunks: one(Buffer.from(text)), isTruncated: () => false },
      idempotencyKey: `demo-${SEED}-${index + 1}`,
      matterId: null,
    });
    uploadIds.push(uploadId);
  }
  await untilRead(context, reviewer, uploadIds);
}

async function seedMatters(context: ServerContext, administrator: PersonActor): Promise<void> {
  const known = await readAs(context, administrator, (db) => db.selectFrom('clients').select('number').execute());
  for (const { id: number, name, matters } of CLIENTS) {
    if (known.some((each) => each.number === number)) continue;
    const clientId = await createClient(context, administrator, { number, name });
    for (const [index, matterName] of matters.entries()) {
      await createMatter(context, administrator, { clientId, number: `${number}-${index + 1}`, name: matterName });
    }
  }
}

/** One of the demo accounts, as whom the seeding acts. */
async function personOf(context: ServerContext, role: PersonActor['role']): Promise<PersonActor> {
  const { id, display_name, access_version } = await context.database
    .selectFrom('users')
    .select(['id', 'display_name', 'access_version'])
    .where('role', '=', role)
    .where('is_demo', '=', true)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return {
    kind: 'person',
    userId: id,
    role,
    displayName: display_name,
    sessionId: context.newId(),
    deviceId: null,
    ip: null,
    accessVersion: access_version,
  };
}

async function untilRead(context: ServerContext, actor: PersonActor, uploadIds: readonly string[]): Promise<void> {
  const deadlineMs = context.clock.nowMs() + LONGEST_READING_MS;
  for (;;) {
    const waiting = await readAs(context, actor, (db) =>
      db.selectFrom('uploads').select('id').where('id', 'in', uploadIds).where('state', '=', 'received').execute(),
    );
    if (waiting.length === 0) return;
    if (context.clock.nowMs() > deadlineMs) throw new Error(`${waiting.length} demo bills were not read in time.`);
    await pause(LOOK_AGAIN_MS);
  }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
