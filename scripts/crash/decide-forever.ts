import { randomBytes } from 'node:crypto';
import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import { databasesInFolder } from '../../electron/workspace/better-sqlite3-driver.ts';

/**
 * The process that gets killed: opens the workspace in the folder named, decides one line after another and
 * prints what each confirmed reply said, one JSON object a line. Never ends by itself.
 */
const [folder, keyHex] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: decide-forever FOLDER [KEY]');

const workspace = openWorkspace({
  ...databasesInFolder(folder, keyHex),
  clock: { nowMs: () => Date.now() },
  randomBytes: (count) => randomBytes(count),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  maximumFileBytes: 200 * 1024 * 1024,
  storage: 'durable',
  isEncrypted: keyHex !== undefined,
});
const sort = { by: 'receivedAt', direction: 'ascending' } as const;
const invoices = await workspace.query('listInvoices', { sort, offset: 0, limit: 1 });
const invoiceId = invoices.ok ? invoices.value.rows[0]?.invoiceId : undefined;
if (invoiceId === undefined) throw new Error('There is no invoice to decide on.');
const byRecord = { by: 'record', direction: 'ascending' } as const;
const lines = await workspace.query('listLines', { invoiceId, filter: {}, sort: byRecord, offset: 0, limit: 1000 });
const rows = lines.ok ? lines.value.rows : [];

for (let turn = 0; ; turn += 1) {
  const row = rows[turn % rows.length];
  if (row === undefined) throw new Error('There is no line to decide on.');
  const percentE4 = 1 + (randomBytes(3).readUIntBE(0, 3) % 1_000_000);
  const request = { kind: 'cut_percent', percentE4 } as const;
  const reply = await workspace.command('decideLines', { lineIds: [row.lineId], request, reasonCode: 'vague' });
  if (!reply.ok) throw new Error(reply.error.message);
  // A write to a pipe is in the kernel when it returns: what is printed was confirmed before any kill.
  process.stdout.write(`${JSON.stringify({ lineId: row.lineId, percentE4 })}\n`);
  // Now and then a bulk action and an undo, so that kills fall into those too.
  if (turn % 17 === 16) {
    const lineIds = rows.slice(0, 20).map(({ lineId }) => lineId);
    await workspace.command('decideLines', { lineIds, request: { kind: 'accept' }, reasonCode: null });
    await workspace.command('undo', {});
  }
}
