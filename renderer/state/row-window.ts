import type { Page, Reply, WorkspaceError } from '#shared/api/workspace.ts';

/**
 * Rows of a long list, held only where someone is looking: pages of 200 are fetched as they come into
 * view, the next page in the scrolling direction is fetched ahead, and far pages are let go.
 * After a change the old rows stay on show until their page has come again.
 */
export interface RowWindow<Row> {
  /** Rows come from here; call on every scroll, cheap when nothing is missing. */
  show(firstIndex: number, lastIndex: number): void;
  rowAt(index: number): Row | undefined;
  /** Marks every page as out of date and asks again for those on show; the others wait until they are. */
  refresh(): void;
  /** Changes identity whenever something a screen draws has changed. */
  snapshot(): WindowSnapshot;
  subscribe(listener: () => void): () => void;
  dispose(): void;
}

export interface WindowSnapshot {
  readonly version: number;
  /** `null` until the first page has come. */
  readonly total: number | null;
  readonly error: WorkspaceError | null;
}

const PAGE_SIZE = 200;
const KEPT_PAGES = 24;

interface HeldPage<Row> {
  rows: readonly Row[];
  /** The window's generation when these rows were asked for; 0 before the first answer. */
  generation: number;
  /** The generation of the request under way, or 0. */
  asked: number;
}

/** @param fetchPage asks the workspace for rows; may be called several times at once */
export function createRowWindow<Row>(
  fetchPage: (offset: number, limit: number) => Promise<Reply<Page<Row>>>,
): RowWindow<Row> {
  const pages = new Map<number, HeldPage<Row>>();
  const listeners = new Set<() => void>();
  let snapshot: WindowSnapshot = { version: 0, total: null, error: null };
  let generation = 1;
  let shown: { first: number; last: number } = { first: 0, last: 0 };
  let isDisposed = false;

  function publish(next: Partial<WindowSnapshot>): void {
    snapshot = { ...snapshot, ...next, version: snapshot.version + 1 };
    for (const listener of listeners) listener();
  }

  async function fetchOne(number: number, page: HeldPage<Row>): Promise<void> {
    const asked = generation;
    page.asked = asked;
    const reply = await fetchPage(number * PAGE_SIZE, PAGE_SIZE);
    if (isDisposed || page.asked !== asked) return;
    page.asked = 0;
    if (!reply.ok) {
      if (reply.error.kind !== 'cancelled') publish({ error: reply.error });
      return;
    }
    page.rows = reply.value.rows;
    page.generation = asked;
    publish({ total: reply.value.total, error: null });
    if (asked !== generation) want(number);
  }

  function want(number: number): void {
    const last = snapshot.total === null ? 0 : Math.max(0, Math.ceil(snapshot.total / PAGE_SIZE) - 1);
    if (number < 0 || number > last) return;
    let page = pages.get(number);
    if (page === undefined) {
      page = { rows: [], generation: 0, asked: 0 };
    } else {
      pages.delete(number);
    }
    pages.set(number, page); // last in the map: most recently wanted
    if (page.generation !== generation && page.asked !== generation) void fetchOne(number, page);
    for (const [oldest] of pages) {
      if (pages.size <= KEPT_PAGES) break;
      pages.delete(oldest);
    }
  }

  function wantShown(): void {
    const first = Math.floor(shown.first / PAGE_SIZE);
    const last = Math.floor(shown.last / PAGE_SIZE);
    want(first - 1);
    want(last + 1);
    for (let number = first; number <= last; number += 1) want(number);
  }

  return {
    show(firstIndex, lastIndex) {
      shown = { first: Math.max(0, firstIndex), last: Math.max(0, lastIndex) };
      wantShown();
    },
    rowAt(index) {
      return pages.get(Math.floor(index / PAGE_SIZE))?.rows[index % PAGE_SIZE];
    },
    refresh() {
      generation += 1;
      const last = Math.floor(shown.last / PAGE_SIZE);
      for (let number = Math.floor(shown.first / PAGE_SIZE); number <= last; number += 1) want(number);
    },
    snapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      isDisposed = true;
      listeners.clear();
    },
  };
}
