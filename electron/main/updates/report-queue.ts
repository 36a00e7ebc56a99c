import { z } from 'zod';
import { updateReport } from '#shared/api/updates.ts';
import type { JsonFile } from '../files/json-file.ts';

export type Report = z.infer<typeof updateReport>;

/** More than these tell of nothing that the last ones do not; the oldest go first. */
const MOST_WAITING = 20;
export const waitingReports = z.array(updateReport).max(MOST_WAITING);

/**
 * `taken`: the server has it, or will never take it as it is. `later`: the server is away, or does not know this laptop
 * yet; it stays.
 */
export type Delivery = 'taken' | 'later';

/**
 * LAIT answers 204, and nothing else does: the sign-in page of a hotel says 200 to everything. What a server does not
 * understand (400) it never will; everything else passes.
 */
export function deliveryOf(status: number): Delivery {
  return status === 204 || status === 400 ? 'taken' : 'later';
}

/** What the server is to be told of versions, kept on the disk until it was: an update is often installed on a train. */
export interface ReportQueue {
  /** Resolves once it is on the disk; it is then sent by itself. Never rejects: a full disk costs the record, not the start. */
  put(report: Report): Promise<void>;
  /** Sends what waits, in order, and stops at the first that has to wait on. Never rejects. */
  send(): Promise<void>;
  /** Another firm's server is not told what happened at this one. */
  forget(): Promise<void>;
}

export function reportQueue(
  file: JsonFile<readonly Report[]>,
  deliver: (report: Report) => Promise<Delivery>,
): ReportQueue {
  // One step after another: what is put while something is sent must not be written over.
  let steps: Promise<unknown> = Promise.resolve();
  let waiting: readonly Report[] | null = null;
  let sending: Promise<void> | null = null;

  function step<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = steps.then(work);
    steps = next.catch(() => undefined);
    return next;
  }
  async function known(): Promise<readonly Report[]> {
    waiting ??= (await file.read()) ?? [];
    return waiting;
  }
  function keep(change: (before: readonly Report[]) => readonly Report[]): Promise<void> {
    return step(async () => {
      waiting = change(await known()).slice(-MOST_WAITING);
      await file.write(waiting).catch(() => undefined);
    });
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      const [first] = await step(known);
      if (first === undefined) return;
      const delivery = await deliver(first).catch((): Delivery => 'later');
      if (delivery === 'later') return;
      await keep((before) => before.filter((each) => each !== first));
    }
  }
  function send(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  }

  return {
    async put(report) {
      await keep((before) => [...before, report]);
      void send();
    },
    send,
    forget: () => keep(() => []),
  };
}
