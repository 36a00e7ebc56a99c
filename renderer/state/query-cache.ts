import type {
  QueryInput,
  QueryName,
  QueryOutputs,
  WorkspaceClient,
  WorkspaceError,
  WorkspaceEvent,
} from '#shared/api/workspace.ts';

/** What a screen knows of a query: the last value stays while a newer one is on its way. */
export interface QueryState<Value> {
  readonly value: Value | undefined;
  readonly error: WorkspaceError | null;
  readonly isLoading: boolean;
}

export interface QueryCache {
  read<N extends QueryName>(name: N, input: QueryInput<N>): QueryState<QueryOutputs[N]>;
  /** Asks, keeps the answer fresh while anybody listens, and forgets it a little after nobody does. */
  subscribe<N extends QueryName>(name: N, input: QueryInput<N>, listener: () => void): () => void;
  onEvent(event: WorkspaceEvent): void;
}

interface Entry {
  readonly name: QueryName;
  readonly input: unknown;
  state: QueryState<unknown>;
  readonly listeners: Set<() => void>;
  isAsking: boolean;
  isDirty: boolean;
}

const IDLE: QueryState<never> = { value: undefined, error: null, isLoading: true };
/** What a change of the sync alone can alter; rows that came with it are told as changed invoices. */
const SYNC_QUERIES: ReadonlySet<QueryName> = new Set([
  'getStatus',
  'getSyncStatus',
  'listConflicts',
  'getConflict',
  'listNotifications',
  'listMatters',
  'listSavedResults',
  'searchRecord',
]);
/** Answers nobody looks at, kept for going back to them. */
const KEPT_IDLE = 40;

/** Live queries over a workspace: asked again whenever it says that what they show has changed. */
export function createQueryCache(client: WorkspaceClient): QueryCache {
  const entries = new Map<string, Entry>();

  function publish(entry: Entry, state: QueryState<unknown>): void {
    entry.state = state;
    for (const listener of entry.listeners) listener();
  }

  async function ask(entry: Entry): Promise<void> {
    if (entry.isAsking) {
      entry.isDirty = true;
      return;
    }
    entry.isAsking = true;
    do {
      entry.isDirty = false;
      // The entry was made from a matching pair of name and input; the map cannot carry that in its type.
      const reply = await client.query(entry.name, entry.input as never);
      if (entry.isDirty) continue;
      publish(
        entry,
        reply.ok
          ? { value: reply.value, error: null, isLoading: false }
          : { value: entry.state.value, error: reply.error, isLoading: false },
      );
    } while (entry.isDirty);
    entry.isAsking = false;
  }

  function forgetIdle(): void {
    const idle = [...entries].filter(([, entry]) => entry.listeners.size === 0);
    for (const [key] of idle.slice(0, Math.max(0, idle.length - KEPT_IDLE))) entries.delete(key);
  }

  return {
    read(name, input) {
      // Same reason as above: the key is the pair, so the value is of its query.
      return (entries.get(keyOf(name, input))?.state ?? IDLE) as never;
    },
    subscribe(name, input, listener) {
      const key = keyOf(name, input);
      let entry = entries.get(key);
      if (entry === undefined) {
        entry = { name, input, state: IDLE, listeners: new Set(), isAsking: false, isDirty: false };
        entries.set(key, entry);
      }
      const isFirst = entry.listeners.size === 0;
      entry.listeners.add(listener);
      if (isFirst) void ask(entry);
      const held = entry;
      return () => {
        held.listeners.delete(listener);
        if (held.listeners.size === 0) forgetIdle();
      };
    },
    onEvent(event) {
      if (event.type === 'importProgress') return;
      for (const [key, entry] of entries) {
        if (event.type === 'changed' && !isTouched(entry, event.invoiceIds)) continue;
        if (event.type === 'syncChanged' && !SYNC_QUERIES.has(entry.name)) continue;
        if (entry.listeners.size > 0) void ask(entry);
        else entries.delete(key);
      }
    },
  };
}

function keyOf(name: QueryName, input: unknown): string {
  return `${name} ${JSON.stringify(input)}`;
}

/** Whether a change of these invoices may change the answer; when in doubt, yes. */
function isTouched(entry: Entry, invoiceIds: readonly string[]): boolean {
  // Guidelines stay as they are while an invoice is reviewed; one that is added names no invoice.
  if (entry.name === 'listGuidelines' || entry.name === 'getGuideline') return invoiceIds.length === 0;
  const ofInput = invoiceIdIn(entry.input);
  if (ofInput !== null) return invoiceIds.includes(ofInput);
  // A decision changes how many wait, and a resolved conflict its list; neither names an invoice here.
  if (entry.name === 'listNotifications' || entry.name === 'listCourts') return false;
  const ofValue = entry.name === 'getLine' ? invoiceIdIn(entry.state.value) : null;
  return ofValue === null || invoiceIds.includes(ofValue);
}

function invoiceIdIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('invoiceId' in value)) return null;
  return typeof value.invoiceId === 'string' ? value.invoiceId : null;
}
