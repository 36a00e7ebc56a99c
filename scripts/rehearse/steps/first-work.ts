import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { oneInvoice } from '../../bench/one-invoice.ts';
import { firstAdministrator, untilProcessed, uploadBill } from '../administrator.ts';
import { deskOf } from '../desk.ts';
import type { Step } from '../rehearsal.ts';

/** As the bill names them. */
const CLIENT = '00711';
const MATTER = '0528';
const LINES = 200;

/** From the one-time token to a desk that holds a bill and has handed in its first decision. */
export const firstWork: Step = {
  name: 'sign in, second factor, a reviewer; upload a bill; a laptop syncs it',
  async work(rehearsal) {
    const origin = `http://127.0.0.1:${rehearsal.ports.http}`;
    const administrator = await firstAdministrator(origin, rehearsal.measured.firstAdministratorToken ?? '');
    await administrator.addMatter(CLIENT, MATTER);
    const account = await administrator.addReviewer('reviewer@firm.example');
    await administrator.grantAll(account.userId);
    const folder = join(rehearsal.folder, '..', `${rehearsal.project}-desk`);
    mkdirSync(folder, { recursive: true });
    const desk = await deskOf(folder, origin, account);
    rehearsal.people = { administrator, desk };
    const uploadId = await uploadBill(origin, await desk.token(), oneInvoice(LINES), 'bill.txt');
    const readMs = await untilProcessed(origin, await desk.token(), uploadId);
    await desk.settle();
    desk.start();
    while (desk.pushes.length < 3) await new Promise((resolve) => setTimeout(resolve, 200));
    return `a bill of ${LINES} lines read ${(readMs / 1_000).toFixed(1)} s after it was taken; pushing once a second from here on`;
  },
};
