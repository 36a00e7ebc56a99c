import { describe, expect, it } from 'vitest';
import type { LineRow, Reply, WorkspaceClient } from '#shared/api/workspace.ts';
import { createReviewSession } from './review-session.ts';

/** A small workspace of `count` lines, all open; decisions take a turn of the event loop. */
function makeWorkspace(count: number) {
  const decided = new Map<string, string>();
  const calls: string[] = [];
  const requests: Record<string, unknown>[] = [];
  const ids = Array.from({ length: count }, (_, index) => `line-${index}`);
  const inView = (filter: { decision?: string }): string[] =>
    filter.decision === 'undecided' ? ids.filter((each) => !decided.has(each)) : ids;
  const answer = (name: string, input: Record<string, unknown>): unknown => {
    const view = inView((input.filter ?? {}) as { decision?: string });
    const offset = Number(input.offset ?? 0);
    if (name === 'listLines') {
      const rows = view.slice(offset, offset + Number(input.limit)).map((lineId) => ({ lineId }) as LineRow);
      return { total: view.length, offset, rows };
    }
    if (name === 'listLineIds') return view;
    if (name === 'locateLine') return view.includes(String(input.lineId)) ? view.indexOf(String(input.lineId)) : null;
    if (name === 'findNextOpenLine') {
      const open = view.flatMap((lineId, index) => (decided.has(lineId) ? [] : [{ lineId, index }]));
      return open.find((each) => each.index > Number(input.fromIndex)) ?? open[0] ?? null;
    }
    const lineIds = input.lineIds as string[];
    calls.push(`${name} ${lineIds.join(' ')}`);
    requests.push(input);
    for (const lineId of lineIds) decided.set(lineId, name);
    return { appliedCount: lineIds.length, refused: [], money: {} };
  };
  const reply = async (name: string, input: Record<string, unknown>): Promise<Reply<unknown>> => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return { ok: true, value: answer(name, input) };
  };
  const client = { query: reply, command: reply, subscribe: () => () => {} } as unknown as WorkspaceClient;
  const notices: string[] = [];
  const session = createReviewSession(client, 'invoice', null, {
    onError: (error) => notices.push(error.message),
    onNotice: (_tone, text) => notices.push(text),
  });
  return { session, calls, requests, notices, decided };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

describe('a review', () => {
  it('decides three lines when A is pressed three times, however fast', async () => {
    const { session, calls } = makeWorkspace(5);
    session.rows.show(0, 10);
    await settled();
    await Promise.all([
      session.decide({ kind: 'accept' }),
      session.decide({ kind: 'accept' }),
      session.decide({ kind: 'accept' }),
    ]);
    expect(calls).toEqual(['decideLines line-0', 'decideLines line-1', 'decideLines line-2']);
    expect(session.store.getState().cursorId).toBe('line-3');
  });

  it('does not skip a line when the filter hides the one just decided', async () => {
    const { session, calls } = makeWorkspace(4);
    session.rows.show(0, 10);
    await session.setFilter({ decision: 'undecided' });
    await settled();
    await session.decide({ kind: 'accept' });
    await session.decide({ kind: 'cut_line' });
    expect(calls).toEqual(['decideLines line-0', 'decideLines line-1']);
    expect(session.store.getState().cursorId).toBe('line-2');
  });

  it('decides all selected lines at once and lets the selection go', async () => {
    const { session, calls } = makeWorkspace(6);
    session.rows.show(0, 10);
    await settled();
    session.toggleSelected();
    await session.extendSelection(1);
    await session.extendSelection(1);
    await session.decide({ kind: 'cut_percent', percentE4: 200_000 });
    expect(calls).toEqual(['decideLines line-0 line-1 line-2']);
    expect(session.store.getState().selection.ids.size).toBe(0);
    expect(session.store.getState().cursorId).toBe('line-3');
  });

  it('forgets the reason after one decision, and repeats it only when asked to repeat', async () => {
    const { session } = makeWorkspace(6);
    session.rows.show(0, 10);
    await settled();
    session.setReason('vague');
    await session.decide({ kind: 'cut_line' });
    expect(session.store.getState().reasonCode).toBeNull();
    await session.repeat();
    const { lastDecision } = session.store.getState();
    expect(lastDecision?.kind === 'decide' ? lastDecision.reasonCode : 'none').toBe('vague');
  });

  it('gives a reason pressed while a decision is being stored to the next cut, not to that one or to none', async () => {
    const { session, requests } = makeWorkspace(5);
    session.rows.show(0, 10);
    await settled();
    const first = session.decide({ kind: 'accept' });
    session.setReason('vague');
    await Promise.all([first, session.decide({ kind: 'cut_line' })]);
    expect(requests.map(({ reasonCode }) => reasonCode)).toEqual([null, 'vague']);
  });

  it('opens the field on the next line when R is pressed while a decision is being stored', async () => {
    const { session } = makeWorkspace(5);
    session.rows.show(0, 10);
    await settled();
    const first = session.decide({ kind: 'accept' });
    session.openEditor('reduce');
    await first;
    await settled();
    expect(session.store.getState()).toMatchObject({ editor: 'reduce', cursorId: 'line-1' });
  });

  it('gives what is typed right after R to the field, never to the keys of the grid', async () => {
    const { session, decided } = makeWorkspace(5);
    session.rows.show(0, 10);
    await settled();
    void session.decide({ kind: 'accept' });
    session.openEditor('reduce');
    for (const key of ['2', '5', 'Backspace', '0', '%']) expect(session.typeAhead(key)).toBe(true);
    expect(session.store.getState()).toMatchObject({ editor: null, reasonCode: null });
    await settled();
    expect([...decided.keys()]).toEqual(['line-0']);
    expect(session.store.getState()).toMatchObject({
      editor: 'reduce',
      cursorId: 'line-1',
      opening: { editor: 'reduce', text: '20%' },
    });
    session.opened();
    expect(session.typeAhead('a')).toBe(false);
  });

  it('does in its turn what was typed in full before the field stood, on the line that R was meant for', async () => {
    const { session, calls, requests } = makeWorkspace(5);
    session.rows.show(0, 10);
    await settled();
    void session.decide({ kind: 'accept' });
    session.openEditor('reduce');
    for (const key of [...'20%', 'Enter']) session.typeAhead(key);
    void session.decide({ kind: 'cut_line' });
    await settled();
    await settled();
    expect(calls).toEqual(['decideLines line-0', 'decideLines line-1', 'decideLines line-2']);
    expect(requests[1]).toMatchObject({ request: { kind: 'cut_percent', percentE4: 200_000 } });
    expect(session.store.getState()).toMatchObject({ editor: null, opening: null });
  });

  it('lets a field that is opening go with Escape, and opens it with what cannot be read yet', async () => {
    const { session } = makeWorkspace(5);
    session.rows.show(0, 10);
    await settled();
    void session.decide({ kind: 'accept' });
    session.openEditor('reduce');
    session.typeAhead('2');
    session.typeAhead('Escape');
    await settled();
    expect(session.store.getState()).toMatchObject({ editor: null, opening: null });
    void session.decide({ kind: 'accept' });
    session.openEditor('reduce');
    for (const key of ['2', 'Enter']) session.typeAhead(key);
    await settled();
    expect(session.store.getState()).toMatchObject({ editor: 'reduce', opening: { text: '2' } });
  });

  it('repeats the decision just pressed, also while it is still being stored', async () => {
    const { session, requests } = makeWorkspace(5);
    session.rows.show(0, 10);
    await settled();
    await Promise.all([session.decide({ kind: 'cut_percent', percentE4: 100_000 }), session.repeat()]);
    expect(requests.map(({ request }) => request)).toEqual(Array(2).fill({ kind: 'cut_percent', percentE4: 100_000 }));
  });

  it('says so when nothing is open any more', async () => {
    const { session, notices } = makeWorkspace(1);
    session.rows.show(0, 10);
    await settled();
    await session.decide({ kind: 'accept' });
    expect(notices.join()).toContain('No line in this view');
  });

  it('never decides a line that is only just coming into view', async () => {
    const { session, calls } = makeWorkspace(1000);
    session.rows.show(0, 10);
    await settled();
    session.moveTo(900);
    await session.decide({ kind: 'accept' });
    expect(calls).toEqual(['decideLines line-900']);
  });
});
