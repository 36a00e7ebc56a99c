import {
  type MutationResult,
  OLDEST_SYNC_PROTOCOL,
  type PushedMutation,
  type PushReply,
  type PushRequest,
  SYNC_PROTOCOL,
  SYNC_SCHEMA,
} from '#shared/api/sync.ts';
import { judgeMutation } from '#shared/sync/judge-mutation.ts';
import type { PersonActor } from '../access/actor.ts';
import { holdAccess } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { isDatabaseGone } from '../db/database-gone.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { minimumClientOf } from '../updates/minimum-client.ts';
import { analyseAgain } from './analyse-again.ts';
import { askedOf } from './asked-of.ts';
import { auditJudgement } from './audit-judgement.ts';
import type { ChangeBatch } from './change-batch.ts';
import { type KnownDevice, lockDevice } from './devices.ts';
import { factsOfRecord } from './facts-of-record.ts';
import type { KeptBack, KeptResult } from './flush.ts';
import { loadRecord } from './load-record.ts';
import { carryOut, noWrites } from './planned-writes.ts';
import { asAnswered, repeatAnswers, storedResults } from './stored-results.ts';
import { inBatch } from './with-changes.ts';
import { writeOut } from './write-out.ts';

/**
 * Takes a device's mutations: one transaction for all of them, with their effects and their stored results, so
 * that a reply lost on the way, a server killed at any step or a push sent twice changes nothing about what was
 * done. The judge alone decides (`shared/sync/judge-mutation.ts`).
 * @throws FORBIDDEN for a device that is not this person's, CONFLICT for one that exists twice
 */
export async function push(context: ServerContext, actor: PersonActor, request: PushRequest): Promise<PushReply> {
  try {
    return await pushTogether(context, actor, request);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    // One mutation that cannot be taken must not keep the others back: alone it is told from them.
    return pushOneByOne(context, actor, request);
  }
}

async function pushTogether(context: ServerContext, actor: PersonActor, request: PushRequest): Promise<PushReply> {
  const take = (batch: ChangeBatch, kept: KeptBack) => takeIn(context, actor, request, batch, kept);
  const { value, seq } = await inBatch(context, actor, take, 'kept');
  if (value.kind !== 'results') return value;
  const { generation, results } = value;
  return {
    kind: 'results',
    generation,
    results: results.map((each) => ('isNew' in each ? answerOf(each.isNew, seq) : each)),
  };
}

async function pushOneByOne(context: ServerContext, actor: PersonActor, request: PushRequest): Promise<PushReply> {
  const results: MutationResult[] = [];
  for (const mutation of request.mutations) {
    const alone = { ...request, mutations: [mutation] };
    let reply: PushReply;
    try {
      reply = await pushTogether(context, actor, alone);
    } catch (error) {
      if (!isAboutContent(error)) throw error;
      const error_name = error instanceof Error ? error.name : 'unknown';
      context.log.error({ part: 'sync', mutation: mutation.name, error_name, sql_state: sqlStateOf(error) });
      reply = await refuse(context, actor, alone, mutation);
    }
    if (reply.kind !== 'results') return results.length === 0 ? reply : resultsOf(reply.generation, results);
    results.push(...reply.results);
    if (results.length === request.mutations.length) return resultsOf(reply.generation, results);
  }
  throw new Error('A push holds at least one mutation.');
}

function resultsOf(generation: string, results: readonly MutationResult[]): PushReply {
  return { kind: 'results', generation, results };
}

/** Stores a refusal without having tried: the device goes on, and the person is told. */
async function refuse(
  context: ServerContext,
  actor: PersonActor,
  request: PushRequest,
  { clientSeq, mutationId, base }: PushedMutation,
): Promise<PushReply> {
  const { value } = await inBatch(context, actor, async (batch, kept) => {
    const device = await lockDevice(batch, actor, introductionOf(request), []);
    if (device.lastClientSeq + 1 !== clientSeq)
      throw new HttpFailure('CONFLICT', 'Another push of this device went by.');
    const message = 'The server could not carry this out. Nothing of it was done; it is kept for you.';
    const verdict = { outcome: 'rejected', code: 'invalid', message } as const;
    const groups = Object.keys(base).map((group) => ({ group, ...verdict, version: 0 }));
    const result: KeptResult = {
      deviceId: device.deviceId,
      clientSeq,
      mutationId,
      ...verdict,
      groups,
      hasEffect: false,
    };
    kept.results.push(result);
    await moveDeviceOn(batch, request, clientSeq);
    return resultsOf(device.generation, [answerOf(result, null)]);
  });
  return value;
}

type Taken =
  | Exclude<PushReply, { kind: 'results' }>
  | {
      readonly kind: 'results';
      readonly generation: string;
      /** What was answered before, or what is answered once the batch has its number. */
      readonly results: readonly (MutationResult | { readonly isNew: KeptResult })[];
    };

async function takeIn(
  context: ServerContext,
  actor: PersonActor,
  request: PushRequest,
  batch: ChangeBatch,
  kept: KeptBack,
): Promise<Taken> {
  const ids = request.mutations.map(({ mutationId }) => mutationId);
  // Row security is asked anew at each statement: a matter withdrawn between two of them would be written by half, and
  // said to be written whole. Before the device, which whoever withdraws may hold.
  await holdAccess(batch.db);
  const device = await lockDevice(batch, actor, introductionOf(request), ids);
  const refusal = await refusalOf(context, batch, device, request);
  if (refusal !== null) return refusal;
  const { generation, lastClientSeq } = device;
  const inOrder = contiguous(request.mutations, lastClientSeq);
  if (inOrder.length === 0) return { kind: 'gap', generation, expected: lastClientSeq + 1 };
  const later = inOrder.filter(({ clientSeq }) => clientSeq > lastClientSeq);
  // A device that had to begin anew sends under new numbers what an old one has done already.
  const isRepeated = ({ mutationId }: PushedMutation) => device.answeredIds.has(mutationId.toLowerCase());
  const repeated = later.filter(isRepeated);
  if (repeated.length > 0) await repeatAnswers(batch, actor, device, repeated);
  const fresh = later.filter((each) => !isRepeated(each));
  const known = [...inOrder.filter(({ clientSeq }) => clientSeq <= lastClientSeq), ...repeated];
  const stored = await storedResults(batch.db, device.deviceId, [
    ...known.map(({ clientSeq }) => clientSeq),
    ...fresh.flatMap(({ base }) => Object.values(base).flatMap(({ after }) => (after === null ? [] : [after]))),
  ]);
  if (fresh.length > 0) await judgeAll(context, actor, device, fresh, stored, batch, kept);
  const last = later.at(-1)?.clientSeq;
  if (last !== undefined) await moveDeviceOn(batch, request, last);
  const isNew = new Map(kept.results.map((each) => [each.clientSeq, each]));
  return {
    kind: 'results',
    generation,
    results: inOrder.map((mutation) => {
      const result = isNew.get(mutation.clientSeq);
      return result?.mutationId === mutation.mutationId ? { isNew: result } : answeredBefore(stored, mutation);
    }),
  };
}

/**
 * Why nothing of a push is looked at. A version below the firm's minimum is no reason: what was done with it is taken,
 * and the pull that follows says that nothing new may be begun.
 */
async function refusalOf(
  { config }: ServerContext,
  { db }: ChangeBatch,
  { generation }: KnownDevice,
  { generation: theirs, protocol, schema }: PushRequest,
): Promise<Extract<PushReply, { kind: 'reset' | 'upgrade' }> | null> {
  if (theirs !== generation) return { kind: 'reset', generation, reason: 'generation_changed' };
  if (schema > SYNC_SCHEMA || protocol > SYNC_PROTOCOL)
    return { kind: 'reset', generation, reason: 'schema_unsupported' };
  if (protocol < OLDEST_SYNC_PROTOCOL)
    return { kind: 'upgrade', generation, minimumClient: await minimumClientOf({ config, database: db }) };
  return null;
}

/** The mutations up to the first number that is missing. */
function contiguous(mutations: readonly PushedMutation[], lastClientSeq: number): readonly PushedMutation[] {
  let last = lastClientSeq;
  const end = mutations.findIndex(({ clientSeq }) => {
    if (clientSeq > last + 1) return true;
    last = Math.max(last, clientSeq);
    return false;
  });
  return end === -1 ? mutations : mutations.slice(0, end);
}

async function judgeAll(
  context: ServerContext,
  actor: PersonActor,
  { deviceId }: KnownDevice,
  mutations: readonly PushedMutation[],
  stored: Map<number, MutationResult>,
  batch: ChangeBatch,
  kept: KeptBack,
): Promise<void> {
  const asked = askedOf(mutations);
  let record = await loadRecord(batch.db, asked);
  let writes = noWrites();
  const groupsOf = new Map([...stored].map(([clientSeq, { groups }]) => [clientSeq, groups]));
  const author = { userId: actor.userId, role: actor.role };
  const at = batch.now.toISOString();
  for (const mutation of mutations) {
    const { clientSeq, mutationId } = mutation;
    if (clientSeq <= (kept.results.at(-1)?.clientSeq ?? 0)) continue;
    const meta = { clientSeq, at, author, deviceId };
    const judgement = judgeMutation(mutation, meta, factsOfRecord(record), (seq) => groupsOf.get(seq) ?? null);
    const origin = { deviceId, clientSeq, clientAt: mutation.at };
    const analyses = carryOut(record, writes, judgement.changes, actor.userId, origin);
    await auditJudgement(batch, record, mutation, judgement);
    if (analyses.length > 0) {
      await writeOut(batch, record, writes, context.newId);
      for (const analysis of analyses) {
        await analyseAgain(batch, record, analysis);
        // As the laptop checked it; what only the server knows is added by the worker.
        const { invoiceId } = analysis;
        const target = { vendorId: null, clientId: null, invoiceId, after: null };
        await context.jobs.enqueue(batch.db, 'check-against-masters', target);
      }
      record = await loadRecord(batch.db, asked);
      writes = noWrites();
    }
    const { outcome, code, message, groups, changes } = judgement;
    groupsOf.set(clientSeq, groups);
    kept.results.push({
      deviceId,
      clientSeq,
      mutationId,
      outcome,
      code,
      message,
      groups,
      hasEffect: changes.length > 0,
    });
  }
  await writeOut(batch, record, writes, context.newId);
}

async function moveDeviceOn(batch: ChangeBatch, request: PushRequest, lastClientSeq: number): Promise<void> {
  await batch.db
    .updateTable('devices')
    .set({
      last_client_seq: lastClientSeq,
      app_version: request.appVersion,
      schema_version: request.schema,
      last_seen_at: batch.now,
    })
    .where('id', '=', request.deviceId)
    .execute();
}

/** @throws CONFLICT when the number was used for another mutation: two copies of one device are at work */
function answeredBefore(
  stored: ReadonlyMap<number, MutationResult>,
  { clientSeq, mutationId }: PushedMutation,
): MutationResult {
  const result = stored.get(clientSeq);
  if (result?.mutationId === mutationId) return result;
  throw new HttpFailure(
    'CONFLICT',
    'This device has sent something else under the same number: it exists twice, perhaps as a copied disk. Nothing was taken.',
  );
}

function answerOf(result: KeptResult, seq: number | null): MutationResult {
  const { hasEffect, deviceId: _, ...rest } = result;
  // Sound: a refusal's code comes from the judge.
  return asAnswered({ ...rest, code: rest.code as MutationResult['code'], appliedSeq: hasEffect ? seq : null });
}

function introductionOf({ deviceId, appVersion, schema }: PushRequest) {
  return { deviceId, appVersion, schema };
}

/** A value or constraint that PostgreSQL refuses (classes 22 and 23), or a defect of ours: again would fail again. */
function isAboutContent(error: unknown): boolean {
  if (error instanceof HttpFailure || isDatabaseGone(error)) return false;
  const state = sqlStateOf(error);
  return state === null || /^2[23]/.test(state);
}

function sqlStateOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
