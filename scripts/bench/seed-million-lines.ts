import { setTimeout } from 'node:timers/promises';
import type { ServerContext } from '#server/context.ts';
import { trimEvents } from '#server/notifications/trim-events.ts';
import { trimFeed } from '#server/sync/trim-feed.ts';
import { FIRM, monthsBefore } from './made-up-firm.ts';
import { reviewerOn } from './reviewer.ts';
import { at, type BillBatch, enterBills } from './seed-bills.ts';
import { enterFirm, raiseWalls } from './seed-firm.ts';

const DAY_MS = 86_400_000;
/** Bills written in one transaction. */
const AT_ONCE = 20;
/** Transactions under way at once, each with its own reviewer and approver. */
const LANES = 2;

/**
 * Enters the firm of `made-up-firm.ts` as the server itself would have over two years: bills read by the readers,
 * checked by the rules, stored by the worker's own code, decided, approved and exported by pushes. So sums, findings,
 * feed, checksums and audit log are what they would be.
 * @param onProgress bills entered so far, after each transaction
 */
export async function seedMillionLines(
  context: ServerContext,
  nowMs: number,
  onProgress: (bills: number) => void,
): Promise<void> {
  const months = monthsBefore(nowMs, FIRM.months);
  const beganAt = Date.parse(`${months[0]}-01T08:00:00Z`);
  const firm = await enterFirm(at(context, beganAt));
  const batches = batchesOf(months);
  let entered = 0;
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      const reviewer = reviewerOn(context, firm.people[lane * 2] ?? '', 'reviewer');
      const approver = reviewerOn(context, firm.people[lane * 2 + 1] ?? '', 'approver');
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        await enterBills(context, firm, batch, { reviewer, approver, nowMs });
        entered += batch.indexes.length;
        onProgress(entered);
        // The other lane is given its turn.
        await setTimeout(0);
      }
    }),
  );
  await raiseWalls(context, firm);
  // As the hourly work has done all along.
  await trimFeed(context);
  await trimEvents(context);
}

function batchesOf(months: readonly string[]): BillBatch[] {
  const batches: BillBatch[] = [];
  for (const [place, month] of months.entries()) {
    const from = Math.floor((place * FIRM.bills) / months.length);
    const to = Math.floor(((place + 1) * FIRM.bills) / months.length);
    const monthEndMs = Date.parse(`${month}-28T09:00:00Z`);
    for (let begin = from; begin < to; begin += AT_ONCE) {
      const end = Math.min(begin + AT_ONCE, to);
      batches.push({
        indexes: Array.from({ length: end - begin }, (_, offset) => begin + offset),
        month,
        monthsAgo: months.length - 1 - place,
        receivedAtMs: monthEndMs + ((begin - from) / (to - from)) * 2 * DAY_MS,
      });
    }
  }
  return batches;
}
