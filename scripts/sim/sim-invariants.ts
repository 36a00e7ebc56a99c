import { checksumHex, checksumOf } from '#shared/sync/checksum.ts';
import { keyRange } from '#shared/workspace/store/keys.ts';
import type { SimDevice } from './sim-device.ts';
import { BILL_NUMBERS, numberOf, plantOf, scopeOfNumber } from './sim-files.ts';
import { differenceOf, recordedFor, shownOn } from './sim-view.ts';
import { SCOPES, type SimWorld } from './sim-world.ts';

/** After every step: what must hold at any moment. */
export function checkStep(world: SimWorld, device: SimDevice): void {
  keepLedger(world, device);
  checkTotals(world, device);
  checkPosted(world);
}

/** I2, I3: every action that reached the disk is still there, or was thrown away by a withdrawal and told. */
function keepLedger(world: SimWorld, device: SimDevice): void {
  const outbox = device.disk.look('outbox');
  if (outbox === null) return;
  const rows = outbox.prepare('SELECT mutation_id, client_seq, name FROM mutation').all() as {
    readonly mutation_id: string;
    readonly client_seq: number;
    readonly name: string;
  }[];
  const held = new Set(rows.map((row) => row.mutation_id));
  const discards = outbox.prepare('SELECT count(*) AS count FROM discarded').get() as { count: number };
  for (const [mutationId, { name }] of device.ledger) {
    if (held.has(mutationId)) continue;
    if (discards.count === 0) world.violate('I3', `Device ${device.index} has lost ${name} from its outbox.`);
    device.ledger.delete(mutationId);
  }
  for (const { mutation_id, client_seq, name } of rows) device.ledger.set(mutation_id, { clientSeq: client_seq, name });
}

/** I7: the totals shown are the sums of the lines. */
function checkTotals(world: SimWorld, device: SimDevice): void {
  const cache = device.disk.look('cache');
  if (cache === null || device.workspace === null) return;
  const invoices = cache.prepare('SELECT invoice_key, saved_e4, decided_count, line_count FROM invoices').all() as {
    readonly invoice_key: number;
    readonly saved_e4: number;
    readonly decided_count: number;
    readonly line_count: number;
  }[];
  const sums = cache.prepare(
    `SELECT coalesce(sum(cut_e4), 0) AS saved, count(decision_kind) AS decided, count(*) AS lines FROM line_items
      WHERE line_key BETWEEN ? AND ?`,
  );
  for (const { invoice_key, saved_e4, decided_count, line_count } of invoices) {
    const { first, last } = keyRange(invoice_key);
    const { saved, decided, lines } = sums.get(first, last) as { saved: number; decided: number; lines: number };
    // A copy that is being loaded has its invoice before its lines.
    if (lines === line_count && (saved !== saved_e4 || decided !== decided_count)) {
      world.violate('I7', `Totals ${saved_e4}, ${decided_count} shown, ${saved}, ${decided} in the lines.`);
    }
  }
}

const posted = new WeakMap<object, Map<string, string>>();

/** I8: what was approved does not change until somebody reopens it. */
function checkPosted(world: SimWorld): void {
  const { record } = world.server;
  const known = posted.get(record) ?? new Map<string, string>();
  const facts = record.facts(() => true);
  for (const invoiceId of record.invoices.keys()) {
    const invoice = facts.invoice(invoiceId);
    if (invoice?.state !== 'approved' && invoice?.state !== 'exported') {
      known.delete(invoiceId);
      continue;
    }
    const digest = invoice.reviewDigest();
    if ((known.get(invoiceId) ?? digest) !== digest)
      world.violate('I8', `Invoice ${invoiceId} changed after approval.`);
    known.set(invoiceId, digest);
  }
  posted.set(record, known);
}

/** Once nothing moves any more: everybody sees what the server has, and nothing is left that should not be. */
export async function checkAtRest(world: SimWorld): Promise<void> {
  checkServer(world);
  for (const device of world.devices) {
    await checkConverged(world, device);
    checkAnswered(world, device);
    checkWithdrawn(world, device);
    checkChecksums(world, device);
  }
}

/** I1. */
async function checkConverged(world: SimWorld, device: SimDevice): Promise<void> {
  const shown = await shownOn(device);
  const recorded = recordedFor(world.server, device.user.userId);
  for (const [invoiceId, view] of recorded) {
    const difference = differenceOf(shown.get(invoiceId), view);
    if (difference !== null) world.violate('I1', `Device ${device.index}, invoice ${invoiceId}: ${difference}`);
  }
}

/** I2, I3: one outcome for each action, known to the server; what was not taken waits for the person, visibly. */
function checkAnswered(world: SimWorld, device: SimDevice): void {
  for (const [mutationId, count] of world.server.effects) {
    if (count > 1) world.violate('I2', `Action ${mutationId} took effect ${count} times.`);
  }
  const outbox = device.disk.look('outbox');
  if (outbox === null) return;
  const rows = outbox
    .prepare(
      `SELECT mutation_id, name, state, outcome, (SELECT count(*) FROM conflict
        WHERE conflict.client_seq = mutation.client_seq) AS conflicts FROM mutation`,
    )
    .all() as {
    readonly mutation_id: string;
    readonly name: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly conflicts: number;
  }[];
  for (const { mutation_id, name, state, outcome, conflicts } of rows) {
    if (name === 'importFile' || name === 'discarded') continue;
    const isTaken = outcome === 'applied' || outcome === 'noop';
    if (isTaken && !world.server.mutationIds.has(mutation_id)) {
      world.violate('I3', `Device ${device.index}: ${name} is called ${outcome}, and the server knows nothing of it.`);
    }
    if (state === 'parked' && conflicts === 0) {
      world.violate('I3', `Device ${device.index}: ${name} is parked where nobody sees it.`);
    }
  }
}

/** I5: nothing of a withdrawn matter is left on the disk, not even in freed pages. */
function checkWithdrawn(world: SimWorld, device: SimDevice): void {
  const mine = world.server.access.scopesOf(device.user.userId);
  for (const scopeId of SCOPES) {
    if (mine.has(scopeId) || !device.seenScopes.has(scopeId)) continue;
    for (const name of ['cache', 'outbox'] as const) {
      const bytes = device.disk.bytes(name);
      for (const number of BILL_NUMBERS.filter((each) => scopeOfNumber(each) === scopeId)) {
        // What the person brings in themselves, after the withdrawal, is theirs until the server has it.
        if (device.imported.has(number)) continue;
        for (const text of [numberOf(number), plantOf(number)]) {
          if (bytes.includes(text)) {
            world.violate('I5', `Device ${device.index} still has ${text} of a withdrawn matter in its ${name}.`);
          }
        }
      }
    }
  }
}

/** I5, offline: a matter whose lease ran out cannot be read, by list, by name or by word. */
export async function checkLeases(world: SimWorld, device: SimDevice): Promise<void> {
  const cache = device.disk.look('cache');
  // A clock that was set back between two looks by less than has passed is beyond anybody's noticing.
  if (
    cache === null ||
    device.workspace === null ||
    device.disk.isArmed ||
    device.wallOffsetMs < device.offsetAtContact
  )
    return;
  const expired = expiredOn(device, world.nowMs());
  if (expired.length === 0) return;
  const shown = await shownOn(device);
  for (const id of expired) {
    const asked = await device.workspace.query('getInvoice', { invoiceId: id });
    if (!asked.ok && !shown.has(id)) continue;
    // A round under way may have renewed it between the looks.
    if (!expiredOn(device, world.nowMs()).includes(id)) continue;
    world.violate('I5', `Device ${device.index} shows ${id} after its lease ran out.`);
  }
}

function expiredOn({ disk }: SimDevice, nowMs: number): readonly string[] {
  const rows = disk
    .look('cache')
    ?.prepare(
      `SELECT invoice_keys.id FROM scopes JOIN invoice_keys USING (scope_key) JOIN invoices USING (invoice_key)
        WHERE lease_until < ?`,
    )
    .all(new Date(nowMs).toISOString()) as { readonly id: string }[] | undefined;
  return (rows ?? []).map(({ id }) => id);
}

/** I9, on the server: the checksum moved row by row is that of the rows. */
function checkServer(world: SimWorld): void {
  const { rows } = world.server.record;
  for (const scopeId of ['firm', ...SCOPES]) {
    if (rows.checksum(scopeId) !== checksumOf(rows.standing(scopeId))) {
      world.violate('I9', `The checksum of ${scopeId} is not that of its rows.`);
    }
  }
}

/** I9, on the device. */
function checkChecksums(world: SimWorld, device: SimDevice): void {
  const cache = device.disk.look('cache');
  if (cache === null) return;
  const held = cache.prepare('SELECT scope_id, checksum FROM scopes').all() as {
    readonly scope_id: string;
    readonly checksum: string;
  }[];
  const mine = world.server.access.scopesOf(device.user.userId);
  for (const { scope_id, checksum } of held) {
    const right = checksumHex(world.server.record.rows.checksum(scope_id));
    if (mine.has(scope_id) && checksum !== right) {
      world.violate('I9', `Device ${device.index}: the checksum of ${scope_id} is ${checksum}, the server's ${right}.`);
    }
  }
}
