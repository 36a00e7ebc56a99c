import type { WorkspaceEvent } from '#shared/api/workspace.ts';
import type { Author } from '#shared/review/author.ts';
import type { Change, MutationDefinition, Plan } from '#shared/review/mutation.ts';
import { IMPORT_FILE } from './intake/import-mutation.ts';
import { reanalyseInvoice } from './intake/reanalyse-invoice.ts';
import { replayImport } from './intake/replay-import.ts';
import { type LineViews, lineViews } from './queries/line-views.ts';
import { applyChanges, type ChangeEffects, pushAction } from './store/apply-changes.ts';
import type { GuidelineShelf } from './store/guideline-shelf.ts';
import type { Outbox, StoredMutation } from './store/outbox.ts';
import type { PreparedSql } from './store/prepared-sql.ts';
import { advanceProgress } from './store/progress.ts';
import { type CacheFacts, factsOf } from './store/review-facts.ts';
import { baseOf, invoicesOf } from './sync/base-of.ts';
import { LOCKED_SENTENCE, lockedAmong } from './sync/leases.ts';
import { minimumVersionAbove, NOT_WITH_THIS_VERSION } from './sync/minimum-version.ts';
import { metaOf, type Overlay, overlayOn, planAgain } from './sync/overlay.ts';
import { ownAnalyses } from './sync/roll-back.ts';
import type { SyncActivity } from './sync/sync-activity.ts';
import type { WorkspaceEnvironment } from './workspace-environment.ts';
import { sqliteCodeOf, WorkspaceFailure } from './workspace-error.ts';

const REPLAY_PAGE = 100;

/** The two files and what stands between them: every change goes to the outbox first, then to the cache. */
export interface Engine {
  readonly environment: WorkspaceEnvironment;
  readonly outbox: Outbox;
  readonly cache: PreparedSql;
  readonly guidelines: GuidelineShelf;
  readonly views: LineViews;
  facts(): CacheFacts;
  now(): string;
  /**
   * Plans, makes durable, applies. A plan that changes nothing is not recorded.
   * @returns the plan; when it was applied, the action is on the disk
   */
  mutate<Args>(definition: MutationDefinition<Args>, args: Args): Plan;
  /** Records what only the import can write itself; `write` runs in the cache's transaction. */
  record(mutation: StoredMutation, write: () => void, invoiceIds: readonly string[]): void;
  /** Applies what the outbox holds and the cache does not yet. */
  catchUp(): void;
  readonly effects: ChangeEffects;
  readonly overlay: Overlay;
  readonly activity: SyncActivity;
  /** Who acts here; `null` before a server was joined. */
  author(): Author | null;
  emit(event: WorkspaceEvent): void;
  subscribe(listener: (event: WorkspaceEvent) => void): () => void;
}

export function createEngine(
  environment: WorkspaceEnvironment,
  outbox: Outbox,
  cache: PreparedSql,
  guidelines: GuidelineShelf,
  appliedSeq: number,
): Engine {
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  const views = lineViews(cache);
  let applied = appliedSeq;

  const engine: Engine = {
    environment,
    outbox,
    cache,
    guidelines,
    views,
    facts: () => factsOf(cache, guidelines),
    effects: {
      reanalyse: (change) => reanalyseInvoice(cache, guidelines, change),
      saveGuideline: ({ guideline }, clientSeq) => guidelines.add(guideline, clientSeq),
    },
    activity: { isRunning: false, isOnline: false, problem: null },
    get overlay() {
      return overlay;
    },
    author() {
      const joined = outbox.queue.session();
      return joined === null ? null : { userId: joined.session.userId, role: joined.session.role };
    },
    now: () => new Date(environment.clock.nowMs()).toISOString(),
    mutate(definition, args) {
      return run(definition, args);
    },
    record(mutation, write, invoiceIds) {
      applyInOrder(mutation.clientSeq, () => {
        write();
        layOnAgain(invoiceIds);
      });
      for (const invoiceId of invoiceIds) views.forget(invoiceId, 'everything');
      engine.emit({ type: 'changed', invoiceIds });
    },
    catchUp() {
      while (applied < outbox.lastSeq()) {
        const page = outbox.readAfter(applied, REPLAY_PAGE);
        for (const mutation of page) replay(mutation);
        // What is done with stands in the server's image, or was thrown away: there is nothing to replay.
        if (page.length === 0) applyInOrder(outbox.lastSeq(), () => {});
      }
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const overlay = overlayOn(engine, () => applied);
  return engine;

  /**
   * Bills that come back after the working copy was lost carry the work on them that the server has not taken yet; and
   * what was checked by another guideline is compared with the new ones as well.
   */
  function layOnAgain(invoiceIds: readonly string[]): void {
    const ids = new Set(invoiceIds);
    const isWorkedOn = outbox.queue
      .open()
      .some((each) => each.name !== IMPORT_FILE && each.invoiceIds.some((id) => ids.has(id)));
    const analysed = ownAnalyses(cache);
    if (!isWorkedOn && analysed.length === 0) return;
    const keys = cache.all<{ invoice_key: number }>(
      'SELECT invoice_key FROM invoice_keys WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(invoiceIds),
    );
    overlay.rebase([...keys.map(({ invoice_key: key }) => key), ...analysed], () => []);
  }

  function run<Args>(definition: MutationDefinition<Args>, args: Args): Plan {
    engine.catchUp();
    const facts = engine.facts();
    const at = engine.now();
    const author = engine.author();
    const meta = metaOf({ clientSeq: outbox.lastSeq() + 1, at, deviceId: outbox.deviceId, author });
    const plan = definition.plan(facts, args, meta);
    if (plan.outcome !== 'applied') return plan;
    if (author !== null && minimumVersionAbove(engine) !== null) {
      return { outcome: 'refused', code: 'not_allowed', message: NOT_WITH_THIS_VERSION };
    }
    const touched = definition.touches(args);
    const invoiceIds = invoicesOf(facts, touched, plan.changes);
    if (lockedAmong(cache, invoiceIds)) return { outcome: 'refused', code: 'not_allowed', message: LOCKED_SENTENCE };
    const { name, argVersion } = definition;
    const stored = outbox.append(
      {
        name,
        argVersion,
        args,
        author,
        isAtomic: definition.isAtomic(args),
        base: baseOf(cache, facts, touched, plan),
        invoiceIds,
        scopeId: scopeOf(invoiceIds),
      },
      at,
    );
    const changed = keptWhateverHappens(() => apply(facts, plan, stored));
    engine.emit({ type: 'changed', invoiceIds: changed });
    return plan;
  }

  function scopeOf(invoiceIds: readonly string[]): string | null {
    if (invoiceIds.length === 0) return null;
    const row = cache.get<{ scope_id: string }>(
      'SELECT scope_id FROM invoice_keys JOIN scopes USING (scope_key) WHERE id = ?',
      invoiceIds[0] ?? '',
    );
    return row?.scope_id ?? null;
  }

  function apply(facts: CacheFacts, plan: Plan & { outcome: 'applied' }, stored: StoredMutation): readonly string[] {
    let invoiceIds: readonly string[] = [];
    applyInOrder(stored.clientSeq, () => {
      invoiceIds = applyChanges(cache, facts, engine.effects, plan.changes, metaOf(stored));
      if (plan.undo !== null) pushAction(cache, stored.clientSeq, plan.undo);
    });
    forgetViews(facts, plan.changes, invoiceIds);
    return invoiceIds;
  }

  function applyInOrder(clientSeq: number, write: () => void): void {
    if (clientSeq <= applied) throw new Error(`Action ${clientSeq} cannot follow ${applied} in the cache.`);
    cache.transaction(() => {
      write();
      advanceProgress(cache, clientSeq);
    });
    applied = clientSeq;
  }

  function replay(stored: StoredMutation): void {
    if (stored.name === IMPORT_FILE) {
      replayImport(engine, stored);
      return;
    }
    const facts = engine.facts();
    const plan = planAgain(stored, facts);
    // What can no longer be applied (a later version refuses it) is passed over; it stays in the outbox.
    if (plan?.outcome === 'applied') apply(facts, plan, stored);
    else applyInOrder(stored.clientSeq, () => {});
  }

  function forgetViews(facts: CacheFacts, changes: readonly Change[], invoiceIds: readonly string[]): void {
    const kinds = new Set(changes.map(({ kind }) => kind));
    for (const invoiceId of invoiceIds) {
      if (kinds.has('decision')) views.forget(invoiceId, 'decisions');
      if (kinds.has('finding') || kinds.has('analysis')) views.forget(invoiceId, 'findings');
    }
    for (const change of changes) {
      const invoiceId = change.kind === 'narrative' ? facts.line(change.lineId)?.invoiceId : undefined;
      if (invoiceId !== undefined) views.forget(invoiceId, 'words');
    }
  }

  // The action is on the disk already: say so, and bring the cache up when it is asked next.
  function keptWhateverHappens<Value>(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      const kind = sqliteCodeOf(error) === 13 ? 'storage_full' : 'failed';
      throw new WorkspaceFailure(
        kind,
        'Your action is kept, but the working copy could not show it yet. Free some space or start again; do not repeat it.',
      );
    }
  }
}
