import type { WorkspaceEvent } from '#shared/api/workspace.ts';
import { ALONE } from '#shared/review/author.ts';
import { mutationNamed } from '#shared/review/catalogue.ts';
import type { Change, MutationDefinition, Plan } from '#shared/review/mutation.ts';
import { readArgs } from '#shared/review/read-args.ts';
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
      saveGuideline: ({ guideline }) => guidelines.add(guideline),
    },
    now: () => new Date(environment.clock.nowMs()).toISOString(),
    mutate(definition, args) {
      return run(definition, args);
    },
    record(mutation, write, invoiceIds) {
      applyInOrder(mutation.clientSeq, write);
      for (const invoiceId of invoiceIds) views.forget(invoiceId, 'everything');
      engine.emit({ type: 'changed', invoiceIds });
    },
    catchUp() {
      while (applied < outbox.lastSeq()) {
        for (const mutation of outbox.readAfter(applied, REPLAY_PAGE)) replay(mutation);
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
  return engine;

  function run<Args>(definition: MutationDefinition<Args>, args: Args): Plan {
    engine.catchUp();
    const facts = engine.facts();
    const at = engine.now();
    const plan = definition.plan(
      facts,
      args,
      metaOf({ clientSeq: outbox.lastSeq() + 1, at, deviceId: outbox.deviceId }),
    );
    if (plan.outcome !== 'applied') return plan;
    const { name, argVersion } = definition;
    const stored = outbox.append({ name, argVersion, args, base: baseOf(facts, plan.changes) }, at);
    const invoiceIds = keptWhateverHappens(() => apply(facts, plan, stored));
    engine.emit({ type: 'changed', invoiceIds });
    return plan;
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
    if (clientSeq !== applied + 1) throw new Error(`Action ${clientSeq} cannot follow ${applied} in the cache.`);
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

  function planAgain(stored: StoredMutation, facts: CacheFacts): Plan | null {
    const definition = mutationNamed(stored.name);
    const read = definition === null ? null : readArgs(definition, stored.argVersion, stored.args);
    return definition === null || read === null ? null : definition.plan(facts, read.args, metaOf(stored));
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

function metaOf(stored: Pick<StoredMutation, 'clientSeq' | 'at' | 'deviceId'>) {
  return { clientSeq: stored.clientSeq, at: stored.at, author: ALONE, deviceId: stored.deviceId };
}

// What the person saw: a server that knows a later version answers with a conflict.
function baseOf(facts: CacheFacts, changes: readonly Change[]): Readonly<Record<string, number>> {
  const base: Record<string, number> = {};
  for (const change of changes) {
    if (change.kind !== 'decision') continue;
    const version = facts.line(change.lineId)?.decisionVersion ?? 0;
    if (version > 0) base[change.lineId] = version;
  }
  return base;
}
