import { cpSync, rmSync } from 'node:fs';
import type { ModelServer } from '#shared/sync/simulation/model-server.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { differenceOfShown, shownIn } from '../sim/shown-tables.ts';
import { differenceOf, recordedFor, shownOn } from '../sim/sim-view.ts';
import { type CrashStore, environmentOf, readStore } from './crash-store.ts';
import type { Confirmed } from './kill-while-working.ts';

interface MutationRow {
  readonly client_seq: number;
  readonly mutation_id: string;
  readonly name: string;
  readonly args: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly conflicts: number;
}

/** I3: whatever was confirmed is in the outbox, or was thrown away by a withdrawal and told; answers are the server's. */
export function checkOutbox(
  store: CrashStore,
  server: ModelServer,
  confirmed: readonly Confirmed[],
): { readonly faults: readonly string[]; readonly states: readonly string[] } {
  const { rows, lastSeq, discards } = readStore(store, 'outbox', (outbox) => ({
    // Sound: the columns named.
    rows: outbox
      .prepare(
        `SELECT client_seq, mutation_id, name, args, state, outcome, (SELECT count(*) FROM conflict
          WHERE conflict.client_seq = mutation.client_seq) AS conflicts FROM mutation`,
      )
      .all() as unknown as readonly MutationRow[],
    lastSeq: Number(outbox.prepare('SELECT last_seq AS seq FROM device').get()?.seq),
    discards: Number(outbox.prepare('SELECT count(*) AS count FROM discarded').get()?.count),
  }));
  const faults: string[] = [];
  const held = new Map(rows.map((row) => [row.client_seq, row]));
  for (const { seq, lineId, percentE4 } of confirmed) {
    const row = held.get(seq);
    if (seq > lastSeq) faults.push(`Action ${seq} was confirmed, and the outbox ends at ${lastSeq}.`);
    else if (row === undefined) {
      if (discards === 0) faults.push(`Action ${seq} was confirmed and is gone.`);
    } else if (lineId !== undefined && row.name !== 'discarded') {
      const isSame = row.args.includes(lineId) && row.args.includes(String(percentE4));
      if (!isSame) faults.push(`Action ${seq} is not the one that was confirmed.`);
    }
  }
  for (const { client_seq: seq, mutation_id: id, name, state, outcome, conflicts } of rows) {
    if (name === 'importFile' || name === 'discarded') continue;
    const known = server.mutationIds.get(id);
    if (outcome !== null && known?.outcome !== outcome) {
      faults.push(`Action ${seq} is called ${outcome}; the server says ${known?.outcome ?? 'nothing'}.`);
    }
    if (state === 'parked' && conflicts === 0) faults.push(`Action ${seq} is parked where nobody sees it.`);
  }
  for (const [id, count] of server.effects) if (count > 1) faults.push(`Action ${id} took effect ${count} times.`);
  return { faults, states: rows.filter(({ name }) => name !== 'discarded').map(({ state }) => state) };
}

/**
 * I4: a copy of the files takes all own work off the image and lays it on again from the outbox, and shows the same as
 * the workspace that was opened after the kill. Also the totals are the sums of the lines (I7).
 */
export function checkShown(store: CrashStore): readonly string[] {
  const copy = { ...store, folder: `${store.folder}-copy` };
  rmSync(copy.folder, { recursive: true, force: true });
  cpSync(store.folder, copy.folder, { recursive: true });
  readStore(copy, 'outbox', (outbox) => outbox.exec('UPDATE device SET overlay_revision = overlay_revision + 1'));
  openWorkspace(environmentOf(copy, null)).close();
  const shownBy = (one: CrashStore) =>
    readStore(one, 'cache', (cache) => shownIn((statement) => cache.prepare(statement).all()));
  const difference = differenceOfShown(shownBy(store), shownBy(copy));
  rmSync(copy.folder, { recursive: true, force: true });
  return [...(difference === null ? [] : [difference]), ...wrongTotals(store)];
}

function wrongTotals(store: CrashStore): readonly string[] {
  return readStore(store, 'cache', (cache) =>
    cache
      .prepare(
        `SELECT id FROM invoices WHERE line_count = (SELECT count(*) FROM line_items l WHERE l.line_key >> 26 = invoice_key)
          AND (saved_e4, decided_count) IS NOT (SELECT coalesce(sum(cut_e4), 0), count(decision_kind) FROM line_items l
            WHERE l.line_key >> 26 = invoice_key)`,
      )
      .all(),
  ).map(({ id }) => `The totals of ${String(id)} are not the sums of its lines.`);
}

/** I1 and I10, after everything was sent and fetched: what is shown is what the server has for this person. */
export async function checkAtRest(
  workspace: Workspace,
  store: CrashStore,
  server: ModelServer,
  userId: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const shown = await shownOn({ workspace });
  for (const [invoiceId, view] of recordedFor(server, userId)) {
    const difference = differenceOf(shown.get(invoiceId), view);
    if (difference !== null) faults.push(`${invoiceId}: ${difference}`);
  }
  const status = await workspace.query('getSyncStatus', {});
  const waiting = status.ok ? status.value.waitingCount - status.value.heldCount : -1;
  if (waiting !== 0) faults.push(`${waiting} actions still wait.`);
  const mine = server.access.scopesOf(userId);
  const scopes = readStore(store, 'cache', (cache) => cache.prepare('SELECT scope_id FROM scopes').all());
  for (const { scope_id: scopeId } of scopes) {
    if (!mine.has(String(scopeId))) faults.push(`${String(scopeId)} was withdrawn and is still there.`);
  }
  return faults;
}
