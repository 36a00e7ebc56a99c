import type { Engine } from '../engine.ts';
import type { StoredMutation } from '../store/outbox.ts';
import { importAgain, publish } from './import-file.ts';
import type { ImportFileArgs } from './import-mutation.ts';

/** Brings an import of the outbox into the cache: the same bytes, guideline and day give the same rows. */
export function replayImport(engine: Engine, mutation: StoredMutation): void {
  const args = mutation.args as ImportFileArgs;
  const blob = engine.outbox.readBlob(args.sha256);
  if (blob === null) throw new Error('An imported file is missing from the outbox.');
  const staged = importAgain(engine, { name: args.name, bytes: blob.bytes, receivedAt: mutation.at }, args);
  const invoiceIds = staged.map(({ stored }) => stored.invoice.id);
  engine.record(mutation, () => publish(engine, staged, mutation), invoiceIds);
}
