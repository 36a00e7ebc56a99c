import { ALONE } from '#shared/review/author.ts';
import { mutationNamed } from '#shared/review/catalogue.ts';
import type { FieldGroup } from '#shared/review/field-group.ts';
import type { MutationMeta, Plan } from '#shared/review/mutation.ts';
import { readArgs } from '#shared/review/read-args.ts';
import { keptChanges } from '#shared/sync/changed-groups.ts';
import { mayLetGo, type OverlayStep, overlayOf } from '#shared/sync/rebase.ts';
import type { Engine } from '../engine.ts';
import { IMPORT_FILE } from '../intake/import-mutation.ts';
import { applyChanges } from '../store/apply-changes.ts';
import type { StoredMutation } from '../store/outbox.ts';
import { DISCARDED, type OpenMutation } from '../store/outbox-queue.ts';
import type { CacheFacts } from '../store/review-facts.ts';
import { ownedInvoiceKeys, rollBack } from './roll-back.ts';
import { settleInvoice } from './settle-invoice.ts';

/** Own work on top of the server's image: visible = image + what is not let go, in order (`shared/sync/README.md`). */
export interface Overlay {
  /**
   * Takes own work off some invoices and all others it ties to them, does `work` on the bare image, and lays on again
   * what still belongs there; within a transaction.
   * @param work returns keys of invoices that it brought in, on which own work may wait
   * @param isPulledSince as of `covered`: what it covers is left off
   * @returns keys of the invoices whose own work was moved
   */
  rebase(invoiceKeys: Iterable<number>, work: () => Iterable<number>, isPulledSince?: boolean): ReadonlySet<number>;
  /** Brings the cache up to what the outbox says of the overlay, where a crash left them apart; a transaction. */
  follow(): void;
  /**
   * Answered actions that the image shows by now.
   * @param isPulledSince whether everything was pulled, whole, since they were answered
   */
  covered(isPulledSince: boolean): readonly OpenMutation[];
}

/** A scope that is fetched anew shows what it held up to its cursor until it is whole again. */
const IS_HELD = `(state = 'ready' OR is_reload = 1)`;

export function metaOf(stored: Pick<StoredMutation, 'clientSeq' | 'at' | 'deviceId' | 'author'>): MutationMeta {
  return { clientSeq: stored.clientSeq, at: stored.at, author: stored.author ?? ALONE, deviceId: stored.deviceId };
}

/** What an action of the outbox would do now; `null` when it is not understood. */
export function planAgain(stored: StoredMutation, facts: CacheFacts): Plan | null {
  const definition = mutationNamed(stored.name);
  const read = definition === null ? null : readArgs(definition, stored.argVersion, stored.args);
  return definition === null || read === null ? null : definition.plan(facts, read.args, metaOf(stored));
}

/** @param appliedSeq up to which action of the outbox the cache has followed */
export function overlayOn(engine: Engine, appliedSeq: () => number): Overlay {
  const { cache, outbox } = engine;

  const overlay: Overlay = {
    rebase(invoiceKeys, work, isPulledSince = false) {
      const owned = new Set(ownedInvoiceKeys(cache));
      const affected = new Set(invoiceKeys);
      const moved = new Set<number>();
      const takeOff = () => {
        for (const key of affected) {
          if (!owned.has(key) || moved.has(key)) continue;
          moved.add(key);
          rollBack(cache, key);
        }
      };
      spreadOverTies(affected);
      takeOff();
      for (const key of work()) affected.add(key);
      // What came only now may carry work as well, together with invoices that were left alone so far.
      const isOwnMoved = spreadOverTies(affected);
      takeOff();
      for (const key of moved) settleInvoice(cache, key, false);
      if (isOwnMoved || moved.size > 0) for (const key of layOn(affected, isPulledSince)) moved.add(key);
      return moved;
    },
    follow() {
      const state = cache.get<{ overlay_revision: number }>('SELECT overlay_revision FROM sync_state');
      const revision = outbox.queue.overlayRevision();
      if (state?.overlay_revision === revision) return;
      cache.transaction(() => {
        overlay.rebase(
          cache.all<{ invoice_key: number }>('SELECT invoice_key FROM invoice_keys').map((row) => row.invoice_key),
          () => [],
        );
        cache.run('UPDATE sync_state SET overlay_revision = ?', revision);
      });
    },
    covered(isPulledSince) {
      const cursors = new Map(
        cache
          .all<{ id: string; cursor: number }>(
            `SELECT invoice_keys.id, cursor FROM invoice_keys JOIN scopes USING (scope_key) WHERE ${IS_HELD}`,
          )
          .map(({ id, cursor }) => [id, cursor]),
      );
      const firm = cache.get<{ cursor: number }>(`SELECT cursor FROM scopes WHERE scope_id = 'firm' AND ${IS_HELD}`);
      return outbox.queue.open().filter((each) => {
        if (each.state !== 'acknowledged' || each.name === IMPORT_FILE) return false;
        // A bill of which the server's image is not here, after the working copy was lost, shows nothing yet.
        const held = each.invoiceIds.map((id) => cursors.get(id) ?? -1);
        const passed = each.invoiceIds.length === 0 ? [firm?.cursor ?? -1] : held;
        return mayLetGo(each, passed, isPulledSince);
      });
    },
  };
  return overlay;

  /** An action on several invoices ties them together: taking it off one is taking it off all. */
  function spreadOverTies(affected: Set<number>): boolean {
    const open = outbox.queue.open().filter(({ name }) => name !== IMPORT_FILE && name !== DISCARDED);
    if (open.length === 0) return false;
    const keys = keysByInvoice(open);
    let isAny = false;
    for (let hasGrown = true; hasGrown; ) {
      hasGrown = false;
      for (const { invoiceIds } of open) {
        const ties = invoiceIds.flatMap((id) => keys.get(id) ?? []);
        if (!ties.some((key) => affected.has(key))) continue;
        isAny = true;
        for (const key of ties) {
          if (affected.has(key)) continue;
          affected.add(key);
          hasGrown = true;
        }
      }
    }
    return isAny || open.some(({ invoiceIds }) => invoiceIds.length === 0);
  }

  function keysByInvoice(open: readonly OpenMutation[]): ReadonlyMap<string, number> {
    const ids = JSON.stringify([...new Set(open.flatMap(({ invoiceIds }) => invoiceIds))]);
    const rows = cache.all<{ id: string; invoice_key: number }>(
      'SELECT id, invoice_key FROM invoice_keys WHERE id IN (SELECT value FROM json_each(?))',
      ids,
    );
    return new Map(rows.map(({ id, invoice_key: key }) => [id, key]));
  }

  /** Runs again, in order, what belongs on top of these invoices. @returns keys of invoices changed by it */
  function layOn(affected: ReadonlySet<number>, isPulledSince: boolean): readonly number[] {
    const open = outbox.queue.open().filter(({ name }) => name !== IMPORT_FILE && name !== DISCARDED);
    const keys = keysByInvoice(open);
    const covered = new Set(overlay.covered(isPulledSince).map(({ order }) => order));
    const shown = open.filter(({ order, state }) => !covered.has(order) && order <= appliedSeq() && state !== 'done');
    const wanted = new Set(
      shown
        .filter(
          ({ invoiceIds }) => invoiceIds.length === 0 || invoiceIds.some((id) => affected.has(keys.get(id) ?? -1)),
        )
        .map(({ order }) => order),
    );
    cache.run('DELETE FROM guidelines WHERE client_seq IS NOT NULL');
    const changed: number[] = [];
    for (const step of overlayOf(shown)) {
      if (!wanted.has(step.order)) continue;
      for (const invoiceId of runAgain(step)) {
        const key = keys.get(invoiceId);
        if (key !== undefined) changed.push(key);
      }
    }
    return changed;
  }

  function runAgain({ order, hidden }: OverlayStep): readonly string[] {
    const stored = outbox.read(order);
    if (stored === null) return [];
    const facts = engine.facts();
    const plan = planAgain(stored, facts);
    if (plan?.outcome !== 'applied') return [];
    const isKept = (group: FieldGroup) => !hidden.has(group);
    const kept = hidden.size === 0 ? plan.changes : keptChanges(facts, plan.changes, isKept);
    // What may be undone and done again was settled when the person did it, by later actions as well.
    const changes = kept.filter(({ kind }) => kind !== 'actionState');
    // Undo brings back how things stand beneath this action now.
    if (plan.undo !== null) {
      cache.run('UPDATE actions SET before = ? WHERE client_seq = ?', JSON.stringify(plan.undo.before), order);
    }
    return applyChanges(cache, facts, engine.effects, changes, metaOf(stored));
  }
}
