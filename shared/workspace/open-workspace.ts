import {
  type CommandInput,
  type CommandName,
  type CommandOutputs,
  type QueryInput,
  type QueryName,
  type QueryOutputs,
  type Reply,
  type WorkspaceClient,
  workspaceCommands,
  workspaceQueries,
} from '#shared/api/workspace.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { type AnsweredAtOnce, commandHandlers } from './commands/command-handlers.ts';
import { createEngine, type Engine } from './engine.ts';
import { importQueue } from './intake/import-queue.ts';
import { type Original, originalOf } from './intake/original-of.ts';
import { removeStaged } from './intake/store-invoice.ts';
import { queryHandlers } from './queries/query-handlers.ts';
import { guidelineShelf } from './store/guideline-shelf.ts';
import { openCache } from './store/open-cache.ts';
import { openOutbox } from './store/outbox.ts';
import { markOpen } from './store/progress.ts';
import { leaseKeeper } from './sync/leases.ts';
import { syncClient } from './sync/sync-client.ts';
import type { WorkspaceEnvironment } from './workspace-environment.ts';
import { refuse, workspaceErrorOf } from './workspace-error.ts';

export interface Workspace extends WorkspaceClient {
  /** The file that an invoice was read from; for the home that hosts this, which shows it where nothing in it can act. */
  original(invoiceId: string): Promise<Reply<Original>>;
  /** Ends imports under way and closes both files; later calls answer `unavailable`. */
  close(): void;
}

/**
 * Opens the two files, heals what a crash left (replaying or rebuilding the cache), and answers the contract
 * of `shared/api/workspace.ts`: every call gives a `Reply`, none throws or rejects.
 * @throws when the outbox cannot be opened: without it there is nothing to show and nothing may be written
 */
export function openWorkspace(environment: WorkspaceEnvironment): Workspace {
  const outbox = openOutbox(environment.openDatabase('outbox'), environment);
  const opened = openCache(environment, outbox);
  const notices = [environment.notice ?? null, opened.notice].filter((notice) => notice !== null);
  const notice = notices.length === 0 ? null : notices.join(' ');
  const shelf = guidelineShelf(opened.cache, builtInGuidelines);
  const engine = createEngine({ ...environment, notice }, outbox, opened.cache, shelf, opened.appliedSeq);
  removeStaged(opened.cache);
  engine.catchUp();
  engine.overlay.follow();
  return workspaceOn(engine);
}

function workspaceOn(engine: Engine): Workspace {
  const imports = importQueue(engine);
  const { network, clock, randomBytes } = engine.environment;
  const sessionId = [...randomBytes(8)].join('-');
  const leases = leaseKeeper(engine.cache, () => {
    const wallMs = clock.nowMs();
    return { wallMs, monotonicMs: network?.monotonicMs() ?? wallMs, sessionId };
  });
  const sync = network === undefined ? null : syncClient(engine, network, leases);
  sync?.resume();
  let isOpen = true;
  return {
    query: <N extends QueryName>(name: N, input: QueryInput<N>) =>
      answer<QueryOutputs[N]>(() => {
        const parsed = parsedInput(Object.hasOwn(workspaceQueries, name) ? workspaceQueries[name] : null, input);
        if (!parsed.ok) return parsed;
        return { ok: true, value: queryHandlers[name](engine, parsed.value as QueryInput<N>) };
      }),
    command: <N extends CommandName>(name: N, input: CommandInput<N>) =>
      answer<CommandOutputs[N]>(async () => {
        const parsed = parsedInput(Object.hasOwn(workspaceCommands, name) ? workspaceCommands[name] : null, input);
        if (!parsed.ok) return parsed;
        return { ok: true, value: (await runCommand(name, parsed.value)) as CommandOutputs[N] };
      }),
    subscribe: (listener) => engine.subscribe(listener),
    original: (invoiceId) => answer(() => ({ ok: true, value: originalOf(engine, invoiceId) })),
    close() {
      if (!isOpen) return;
      isOpen = false;
      sync?.close();
      imports.cancelAll();
      markOpen(engine.cache, false);
      engine.cache.close();
      engine.outbox.close();
    },
  };

  async function answer<Value>(work: () => Reply<Value> | Promise<Reply<Value>>): Promise<Reply<Value>> {
    if (!isOpen) {
      return { ok: false, error: { kind: 'unavailable', message: 'The workspace is closed. Nothing was changed.' } };
    }
    try {
      if (leases.look()) engine.emit({ type: 'statusChanged' });
      return await work();
    } catch (error) {
      return { ok: false, error: workspaceErrorOf(error) };
    }
  }

  // `input` was checked against the schema of `name` just before.
  function runCommand(name: CommandName, input: unknown): unknown {
    if (name === 'importFile') return imports.add(input as CommandInput<'importFile'>);
    if (name === 'cancelImport') {
      imports.cancel((input as CommandInput<'cancelImport'>).importId);
      return null;
    }
    if (name === 'signIn' || name === 'signOut' || name === 'syncNow') return runSync(name, input);
    return callHandler(name, input as never);
  }

  async function runSync(name: 'signIn' | 'signOut' | 'syncNow', input: unknown): Promise<unknown> {
    if (sync === null) return refuse('This workspace cannot reach a server. Nothing was changed.');
    if (name === 'signIn') sync.signIn(input as CommandInput<'signIn'>);
    if (name === 'syncNow') await sync.syncNow();
    if (name !== 'signOut') return queryHandlers.getSyncStatus(engine, {});
    sync.signOut();
    return { waitingCount: engine.outbox.queue.counts().waiting };
  }

  function callHandler<N extends AnsweredAtOnce>(name: N, input: CommandInput<N>): CommandOutputs[N] {
    return commandHandlers[name](engine, input);
  }
}

/** A structural view of a schema: all that is asked of one here. */
interface Schema {
  safeParse(input: unknown): {
    readonly success: boolean;
    readonly data?: unknown;
    readonly error?: {
      readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
    };
  };
}

function parsedInput(schema: Schema | null, input: unknown): Reply<unknown> {
  if (schema === null) return { ok: false, error: { kind: 'invalid', message: 'There is no call of this name.' } };
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error?.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? 'the input' : issue.path.map(String).join('.');
  return { ok: false, error: { kind: 'invalid', message: `${place}: ${issue?.message ?? 'not understood'}` } };
}
