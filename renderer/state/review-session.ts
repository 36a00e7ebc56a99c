import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  BulkOutcome,
  CommandInput,
  LineFilter,
  LineRow,
  LineSort,
  Reply,
  WorkspaceClient,
  WorkspaceError,
} from '#shared/api/workspace.ts';
import type { ReasonCode } from '#shared/domain/decision.ts';
import { parseReduction, type Reduction } from '../keyboard/reduce-input.ts';
import { countOf } from '../ui/format-money.ts';
import { createRowWindow, type RowWindow } from './row-window.ts';
import { allOf, EMPTY_SELECTION, extended, keptIn, type Selection, toggled } from './selection.ts';

export type Editor = 'reduce' | 'comment' | 'rewrite' | 'note';

/** What `.` does again. */
export type LastDecision =
  | {
      readonly kind: 'decide';
      readonly request: CommandInput<'decideLines'>['request'];
      readonly reasonCode: ReasonCode | null;
      readonly note: string;
    }
  | { readonly kind: 'pool'; readonly cutE4: number; readonly reasonCode: ReasonCode | null; readonly note: string }
  | { readonly kind: 'proposals' };

export interface ReviewState {
  readonly filter: LineFilter;
  readonly sort: LineSort;
  /** The line under the hand; its id is `null` while its page is still coming. */
  readonly cursorIndex: number;
  readonly cursorId: string | null;
  readonly selection: Selection;
  /** Goes with the next cut, then is gone: a reason that stayed would end up on the wrong line. */
  readonly reasonCode: ReasonCode | null;
  readonly reasonNote: string;
  readonly editor: Editor | null;
  /** A field that was asked for and has not the hand yet, and what was typed for it meanwhile. */
  readonly opening: { readonly editor: Editor; readonly text: string } | null;
  readonly lastDecision: LastDecision | null;
  /** Counts moves of the cursor that should take the focus and the scroll with them. */
  readonly moveCount: number;
}

export interface ReviewReports {
  onError(error: WorkspaceError): void;
  onNotice(tone: 'plain' | 'kept' | 'attention', text: string): void;
}

export interface ReviewSession {
  readonly store: StoreApi<ReviewState>;
  readonly rows: RowWindow<LineRow>;
  readonly invoiceId: string;
  move(delta: number): void;
  moveTo(index: number): void;
  moveToLine(lineId: string): Promise<void>;
  moveToOpen(direction: 'next' | 'previous'): Promise<void>;
  toggleSelected(index?: number): void;
  extendSelection(delta: number): Promise<void>;
  extendSelectionTo(index: number): Promise<void>;
  selectAll(): Promise<void>;
  clearSelection(): void;
  setFilter(filter: LineFilter): Promise<void>;
  setSort(sort: LineSort): Promise<void>;
  setReason(reasonCode: ReasonCode | null, note?: string): void;
  openEditor(editor: Editor | null): void;
  /**
   * Gives a key to the field that is opening.
   * @returns false where none is, or the key is none for a field
   */
  typeAhead(key: string): boolean;
  /** Call when the field stands and has taken over what was typed for it. */
  opened(): void;
  decide(request: CommandInput<'decideLines'>['request']): Promise<void>;
  reduce(reduction: Reduction): Promise<void>;
  acceptProposals(): Promise<void>;
  clearDecisions(): Promise<void>;
  repeat(): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Call when the workspace says that this invoice has changed. */
  onChanged(): void;
  dispose(): void;
}

export const NATURAL_SORT: LineSort = { by: 'record', direction: 'ascending' };

/**
 * One visit to one invoice: where the cursor is, what is selected, and decisions in the order their keys
 * were pressed. Keys pressed while a decision is being stored wait for it, so that `A A A` decides three
 * lines and never one line three times.
 */
export function createReviewSession(
  client: WorkspaceClient,
  invoiceId: string,
  startLineId: string | null,
  reports: ReviewReports,
): ReviewSession {
  const store = createStore<ReviewState>(() => ({
    filter: {},
    sort: NATURAL_SORT,
    cursorIndex: 0,
    cursorId: null,
    selection: EMPTY_SELECTION,
    reasonCode: null,
    reasonNote: '',
    editor: null,
    opening: null,
    lastDecision: null,
    moveCount: 1,
  }));
  const view = () => ({ invoiceId, filter: store.getState().filter, sort: store.getState().sort });
  const rows = createRowWindow<LineRow>((offset, limit) => client.query('listLines', { ...view(), offset, limit }));
  let order: { readonly of: number; readonly ids: readonly string[] } | null = null;
  let generation = 0;

  let tail: Promise<void> | null = null;
  /** Runs jobs one after the other; at once when nothing is waiting. */
  function inOrder(job: () => Promise<void>): Promise<void> {
    const run: Promise<void> = tail === null ? job() : tail.then(job);
    const mine: Promise<void> = run.finally(() => {
      if (tail === mine) tail = null;
    });
    tail = mine;
    return mine;
  }

  const stopWatchingRows = rows.subscribe(() => {
    const { cursorIndex, cursorId } = store.getState();
    const total = rows.snapshot().total;
    if (total !== null && total > 0 && cursorIndex >= total) place(total - 1);
    else if (cursorId === null) {
      const lineId = rows.rowAt(cursorIndex)?.lineId;
      if (lineId !== undefined) store.setState({ cursorId: lineId });
    }
  });

  function place(index: number, lineId: string | null = rows.rowAt(index)?.lineId ?? null): void {
    const total = rows.snapshot().total;
    const cursorIndex = Math.max(0, total === null ? index : Math.min(index, total - 1));
    const isClamped = cursorIndex !== index;
    store.setState(({ moveCount, editor, opening }) => ({
      cursorIndex,
      cursorId: isClamped ? (rows.rowAt(cursorIndex)?.lineId ?? null) : lineId,
      moveCount: moveCount + 1,
      editor: null,
      // A field that waits for this move still opens; one that stood and was left does not.
      opening: editor === null ? opening : null,
    }));
  }

  async function cursorLineId(): Promise<string | null> {
    const { cursorId, cursorIndex } = store.getState();
    if (cursorId !== null) return cursorId;
    const reply = await client.query('listLines', { ...view(), offset: cursorIndex, limit: 1 });
    return reply.ok ? (reply.value.rows[0]?.lineId ?? null) : null;
  }

  async function idsInOrder(): Promise<readonly string[]> {
    if (order !== null && order.of === generation) return order.ids;
    const asked = generation;
    const reply = await client.query('listLineIds', view());
    if (!reply.ok) {
      reports.onError(reply.error);
      return [];
    }
    if (asked === generation) order = { of: asked, ids: reply.value };
    return reply.value;
  }

  async function targets(): Promise<string[]> {
    const { ids } = store.getState().selection;
    if (ids.size > 0) return [...ids];
    const lineId = await cursorLineId();
    return lineId === null ? [] : [lineId];
  }

  /** From a line just decided to the next one that is open; stays near where that line was. */
  async function advanceFrom(lineId: string | null): Promise<void> {
    const { cursorIndex } = store.getState();
    const at = canMove() ? await indexOf(lineId) : cursorIndex;
    const fromIndex = at ?? cursorIndex - 1;
    const next = await client.query('findNextOpenLine', { ...view(), fromIndex, direction: 'next' });
    if (!next.ok) {
      reports.onError(next.error);
    } else if (next.value !== null) {
      place(next.value.index, next.value.lineId);
    } else {
      place(at === null ? cursorIndex : at + 1);
      reports.onNotice('plain', 'No line in this view is waiting for a decision.');
    }
  }

  /** Whether a decision may hide a line or put it elsewhere in this view. */
  function canMove(): boolean {
    const { filter, sort } = store.getState();
    return filter.decision !== undefined || sort.by === 'saving' || sort.by === 'severity';
  }

  async function indexOf(lineId: string | null): Promise<number | null> {
    if (lineId === null) return null;
    const reply = await client.query('locateLine', { ...view(), lineId });
    return reply.ok ? reply.value : null;
  }

  async function apply(
    run: (lineIds: string[]) => Promise<Reply<BulkOutcome>>,
    last: LastDecision | null,
  ): Promise<void> {
    const lineIds = await targets();
    if (lineIds.length === 0) return;
    const cursorId = await cursorLineId();
    const reply = await run(lineIds);
    if (!reply.ok) {
      reports.onError(reply.error);
      return;
    }
    const { refused, appliedCount } = reply.value;
    if (last !== null && appliedCount > 0) store.setState({ lastDecision: last });
    const [firstRefusal] = refused;
    if (firstRefusal !== undefined) {
      const rest = refused.length > 1 ? ` ${countOf(refused.length, 'line')} were left as they are.` : '';
      reports.onNotice('attention', `${firstRefusal.message}${rest}`);
    } else if (lineIds.length > 1) {
      reports.onNotice('kept', `${countOf(appliedCount, 'line')} decided.`);
    }
    if (appliedCount === 0) return;
    store.setState({ selection: EMPTY_SELECTION, reasonCode: null, reasonNote: '', editor: null });
    await advanceFrom(cursorId);
  }

  function reasonNow(): { reasonCode: ReasonCode | null; note: string } {
    const { reasonCode, reasonNote } = store.getState();
    return { reasonCode, note: reasonNote };
  }

  /** `choose` is asked when its turn has come: the reason or decision it goes by may have waited before it. */
  function runDecision(choose: () => LastDecision | null): Promise<void> {
    return inOrder(async () => {
      const decision = choose();
      if (decision === null) {
        reports.onNotice('plain', 'There is no decision to repeat yet.');
        return;
      }
      await apply((lineIds) => {
        if (decision.kind === 'proposals') return client.command('acceptProposals', { lineIds });
        const { reasonCode, note } = decision;
        const reason = { reasonCode, ...(note === '' ? {} : { note }) };
        return decision.kind === 'pool'
          ? client.command('decidePool', { lineIds, cutE4: decision.cutE4, ...reason })
          : client.command('decideLines', { lineIds, request: decision.request, ...reason });
      }, decision);
    });
  }

  function setReason(reasonCode: ReasonCode | null, note = ''): void {
    void inOrder(async () => store.setState({ reasonCode, reasonNote: note }));
  }

  function reduce(reduction: Reduction): Promise<void> {
    return runDecision(() =>
      reduction.kind === 'pool'
        ? { kind: 'pool', cutE4: reduction.cutE4, ...reasonNow() }
        : { kind: 'decide', request: reduction, ...reasonNow() },
    );
  }

  function typeAhead(key: string): boolean {
    const { opening } = store.getState();
    if (opening === null) return false;
    const { editor, text } = opening;
    if (key === 'Escape') store.setState({ opening: null, editor: null });
    else if (key === 'Backspace') store.setState({ opening: { editor, text: text.slice(0, -1) } });
    else if (key === 'Enter') enterAhead(editor, text);
    else if ([...key].length === 1) store.setState({ opening: { editor, text: text + key } });
    else return false;
    return true;
  }

  /** What was typed in full before its field stood is done in its turn, without the field. */
  function enterAhead(editor: Editor, text: string): void {
    if (editor === 'reduce') {
      const answer = parseReduction(text);
      if (answer.kind !== 'reduction') return;
      store.setState({ opening: null });
      void reduce(answer.reduction);
    } else if (editor === 'note') {
      store.setState({ opening: null });
      setReason('other', text.trim());
    } else {
      store.setState({ opening: { editor, text: `${text}\n` } });
    }
  }

  async function stepBack(name: 'undo' | 'redo'): Promise<void> {
    const reply = await client.command(name, {});
    if (!reply.ok) {
      reports.onError(reply.error);
      return;
    }
    const step = reply.value;
    if (step === null) {
      reports.onNotice('plain', name === 'undo' ? 'Nothing to undo.' : 'Nothing to redo.');
      return;
    }
    reports.onNotice('plain', step.text);
    const [lineId] = step.lineIds;
    if (step.invoiceId === invoiceId && lineId !== undefined) await goToLine(lineId);
  }

  async function goToLine(lineId: string): Promise<boolean> {
    const reply = await client.query('locateLine', { ...view(), lineId });
    if (!reply.ok || reply.value === null) return false;
    place(reply.value, lineId);
    return true;
  }

  async function changeView(change: Partial<Pick<ReviewState, 'filter' | 'sort'>>): Promise<void> {
    const lineId = store.getState().cursorId;
    generation += 1;
    order = null;
    store.setState(change);
    rows.refresh();
    const { selection } = store.getState();
    if (selection.ids.size > 0) store.setState({ selection: keptIn(selection, await idsInOrder()) });
    if (lineId === null || !(await goToLine(lineId))) {
      store.setState(({ moveCount }) => ({ cursorIndex: 0, cursorId: null, moveCount: moveCount + 1, editor: null }));
      rows.refresh();
    }
  }

  if (startLineId !== null) void inOrder(async () => void (await goToLine(startLineId)));

  return {
    store,
    rows,
    invoiceId,
    move: (delta) => void inOrder(async () => place(store.getState().cursorIndex + delta)),
    moveTo: (index) => void inOrder(async () => place(index)),
    moveToLine: (lineId) =>
      inOrder(async () => {
        if (!(await goToLine(lineId))) {
          await changeView({ filter: {} });
          await goToLine(lineId);
        }
      }),
    moveToOpen: (direction) =>
      inOrder(async () => {
        const fromIndex = store.getState().cursorIndex;
        const reply = await client.query('findNextOpenLine', { ...view(), fromIndex, direction });
        if (!reply.ok) reports.onError(reply.error);
        else if (reply.value === null) reports.onNotice('plain', 'No line in this view is waiting for a decision.');
        else place(reply.value.index, reply.value.lineId);
      }),
    toggleSelected: (index) =>
      void inOrder(async () => {
        if (index !== undefined) place(index);
        const lineId = await cursorLineId();
        if (lineId !== null) store.setState(({ selection }) => ({ selection: toggled(selection, lineId) }));
      }),
    extendSelection: (delta) => inOrder(() => extendTo(store.getState().cursorIndex + delta)),
    extendSelectionTo: (index) => inOrder(() => extendTo(index)),
    selectAll: () => inOrder(async () => store.setState({ selection: allOf(await idsInOrder()) })),
    clearSelection: () => store.setState({ selection: EMPTY_SELECTION }),
    setFilter: (filter) => inOrder(() => changeView({ filter })),
    setSort: (sort) => inOrder(() => changeView({ sort })),
    setReason,
    // Opening waits its turn, or a decision still being stored would close the field under the hand.
    openEditor: (editor) => {
      if (editor === null) {
        store.setState({ editor, opening: null });
        return;
      }
      const opening = { editor, text: '' };
      store.setState({ opening });
      void inOrder(async () => {
        if (store.getState().opening?.editor === editor) store.setState({ editor });
      });
    },
    typeAhead,
    opened: () => store.setState({ opening: null }),
    decide: (request) => runDecision(() => ({ kind: 'decide', request, ...reasonNow() })),
    reduce,
    acceptProposals: () => runDecision(() => ({ kind: 'proposals' })),
    clearDecisions: () =>
      inOrder(async () => {
        const lineIds = await targets();
        if (lineIds.length === 0) return;
        const reply = await client.command('clearDecisions', { lineIds });
        if (!reply.ok) reports.onError(reply.error);
      }),
    repeat: () => runDecision(() => store.getState().lastDecision),
    undo: () => inOrder(() => stepBack('undo')),
    redo: () => inOrder(() => stepBack('redo')),
    onChanged: () => {
      generation += 1;
      rows.refresh();
      void inOrder(async () => {
        const { cursorId, cursorIndex, filter } = store.getState();
        if (cursorId === null || (Object.keys(filter).length === 0 && !canMove())) return;
        const reply = await client.query('locateLine', { ...view(), lineId: cursorId });
        if (!reply.ok || store.getState().cursorId !== cursorId || reply.value === cursorIndex) return;
        if (reply.value !== null) store.setState({ cursorIndex: reply.value });
        else store.setState({ cursorId: rows.rowAt(cursorIndex)?.lineId ?? null });
      });
    },
    dispose: () => {
      stopWatchingRows();
      rows.dispose();
    },
  };

  async function extendTo(index: number): Promise<void> {
    const ids = await idsInOrder();
    const fromId = await cursorLineId();
    const clamped = Math.max(0, Math.min(index, ids.length - 1));
    const lineId = ids[clamped];
    if (fromId === null || lineId === undefined) return;
    const selection = extended(store.getState().selection, ids, fromId, lineId);
    place(clamped, lineId);
    store.setState({ selection });
  }
}
