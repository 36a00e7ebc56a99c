import { randomInt } from 'node:crypto';
import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import { simFile } from '../sim/sim-files.ts';
import { parentTransport } from './crash-server.ts';
import { environmentOf, readStore } from './crash-store.ts';

/**
 * The process that gets killed: opens the workspace in the folder named, and works and syncs at the same time; prints
 * one JSON object a line for each confirmed reply, with the number under which the outbox holds it. Never ends by
 * itself.
 */
const [folder, keyHex] = process.argv.slice(2);
if (folder === undefined || keyHex === undefined) throw new Error('Usage: work-forever FOLDER KEY');
const store = { folder, keyHex };
const workspace = openWorkspace(environmentOf(store, parentTransport()));
const lastSeq = () =>
  readStore(store, 'outbox', (outbox) => Number(outbox.prepare('SELECT last_seq AS seq FROM device').get()?.seq));
let confirmedSeq = lastSeq();

void syncForever();
for (;;) {
  await act();
  // Lets the round of sync under way come in between.
  await new Promise((resolve) => setImmediate(resolve));
}

async function syncForever(): Promise<void> {
  for (;;) {
    await workspace.command('syncNow', {});
    await new Promise((resolve) => setTimeout(resolve, randomInt(0, 8)));
  }
}

async function act(): Promise<void> {
  const sort = { by: 'invoiceNumber', direction: 'ascending' } as const;
  const listed = await workspace.query('listInvoices', { sort, offset: 0, limit: 100 });
  const invoices = listed.ok ? listed.value.rows : [];
  const invoiceId = invoices[randomInt(0, Math.max(1, invoices.length))]?.invoiceId;
  if (invoiceId === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return;
  }
  const byRecord = { by: 'record', direction: 'ascending' } as const;
  const found = await workspace.query('listLines', { invoiceId, filter: {}, sort: byRecord, offset: 0, limit: 100 });
  const lineIds = found.ok ? found.value.rows.map((row) => row.lineId) : [];
  const lineId = lineIds[randomInt(0, Math.max(1, lineIds.length))];
  if (lineId === undefined) return;
  switch (randomInt(0, 12)) {
    case 0: {
      const reply = await workspace.command('decideLines', { lineIds, request: { kind: 'accept' }, reasonCode: null });
      confirm(reply.ok && reply.value.appliedCount > 0);
      return;
    }
    case 1: {
      const reply = await workspace.command('undo', {});
      confirm(reply.ok && reply.value !== null);
      return;
    }
    case 2:
      confirm((await workspace.command('addComment', { invoiceId, lineId, text: `Remark ${randomInt(0, 1000)}` })).ok);
      return;
    case 3:
      confirmIfNew((await workspace.command('rewriteNarrative', { lineId, narrative: `Part ${randomInt(0, 5)}` })).ok);
      return;
    case 4: {
      const { bytes, name } = simFile(101 + randomInt(0, 60));
      confirmIfNew((await workspace.command('importFile', { importId: crypto.randomUUID(), name, bytes })).ok);
      return;
    }
    case 5:
      confirmIfNew((await workspace.command('assignGuideline', { invoiceId, name: 'strict-insurer' })).ok);
      return;
    default: {
      const percentE4 = 1 + randomInt(0, 1_000_000);
      const request = { kind: 'cut_percent', percentE4 } as const;
      const reply = await workspace.command('decideLines', { lineIds: [lineId], request, reasonCode: 'vague' });
      confirm(reply.ok && reply.value.appliedCount > 0, { lineId, percentE4 });
    }
  }
}

/**
 * A write to a pipe is in the kernel when it returns: what is printed was confirmed before any kill.
 * @throws where what is said to be done is not in the outbox
 */
function confirm(isDone: boolean, decision?: { readonly lineId: string; readonly percentE4: number }): void {
  if (!isDone) return;
  const seq = lastSeq();
  if (seq === confirmedSeq) throw new Error(`An action after ${seq} was confirmed and is not in the outbox.`);
  confirmedSeq = seq;
  process.stdout.write(`${JSON.stringify({ seq, ...decision })}\n`);
}

/** What stands already as asked is no action. */
function confirmIfNew(isDone: boolean): void {
  confirm(isDone && lastSeq() !== confirmedSeq);
}
