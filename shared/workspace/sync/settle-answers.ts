import type { GroupResult, MutationResult } from '#shared/api/sync.ts';
import type { ConflictKind, ConflictSide } from '#shared/api/workspace.ts';
import { splitFieldGroup } from '#shared/review/field-group.ts';
import { hiddenGroups } from '#shared/sync/park.ts';
import type { Engine } from '../engine.ts';
import { DISCARDED, type OpenMutation, type Settlement, type StoredConflict } from '../store/outbox-queue.ts';
import { standingSide } from './side-words.ts';

/** A group that stands for an action without any group of its own. */
const WHOLE = 'whole';

/**
 * Takes the server's answers: what was done waits for the pull that shows it; what was not is taken out of the
 * overlay with the own work that stands on it, and put before the person.
 * @returns `forked` when an answer is to an action this outbox never sent under that number (it is a copy of another)
 */
export function settleAnswers(engine: Engine, results: readonly MutationResult[]): 'settled' | 'forked' {
  const { queue } = engine.outbox;
  const settlements: Settlement[] = [];
  let open = [...queue.open()];
  for (const result of results) {
    const mutation = open.find(({ pushSeq }) => pushSeq === result.clientSeq);
    if (mutation === undefined || mutation.state !== 'sent') continue;
    if (mutation.mutationId !== result.mutationId) return 'forked';
    if (mutation.name === DISCARDED) {
      settlements.push({ order: mutation.order, state: 'done', result: null, parked: new Map(), conflicts: [] });
      continue;
    }
    const bad = badGroups(mutation, result);
    const own = new Set([...mutation.parked, ...bad.map(({ group }) => group)]);
    open = open.map((each) => (each.order === mutation.order ? { ...each, parked: own, state: 'acknowledged' } : each));
    const parked = bad.length === 0 ? new Map<number, readonly string[]>() : newlyHidden(open);
    open = open.map((each) => ({ ...each, parked: new Set([...each.parked, ...(parked.get(each.order) ?? [])]) }));
    const conflicts = conflictsOf(engine, mutation, result, bad);
    const left = [...Object.keys(mutation.base), ...result.groups.map(({ group }) => group)].some(
      (group) => !own.has(group),
    );
    const isShown = left && !(bad.length > 0 && mutation.isAtomic) && !own.has(WHOLE);
    const state = isShown ? 'acknowledged' : conflicts.length > 0 ? 'parked' : bad.length > 0 ? 'done' : 'acknowledged';
    settlements.push({ order: mutation.order, state, result, parked, conflicts });
  }
  queue.settle(settlements);
  engine.overlay.follow();
  return 'settled';
}

/** Groups the server did not take; all of them where the action is whole or nothing. */
function badGroups(mutation: OpenMutation, result: MutationResult): readonly GroupResult[] {
  const isBad = ({ outcome }: { readonly outcome: string }) => outcome === 'conflict' || outcome === 'rejected';
  const bad = result.groups.filter(isBad);
  if (bad.length === 0 && !isBad(result)) return [];
  const { code, message, outcome } = result;
  const asResult = (group: string): GroupResult => ({ group, outcome, code, message, version: 0 });
  if (bad.length > 0 && !mutation.isAtomic) return bad;
  const named = new Set([...result.groups.map(({ group }) => group), ...Object.keys(mutation.base)]);
  return named.size === 0 ? [asResult(WHOLE)] : [...named].map(asResult);
}

function newlyHidden(open: readonly OpenMutation[]): ReadonlyMap<number, readonly string[]> {
  const before = new Map(open.map(({ order, parked }) => [order, parked]));
  const added = new Map<number, readonly string[]>();
  for (const [order, hidden] of hiddenGroups(open)) {
    const mutation = open.find((each) => each.order === order);
    const isOwn = mutation?.state !== 'pending' && mutation?.state !== 'sent';
    const groups = [...hidden].filter((group) => isOwn || before.get(order)?.has(group) !== true);
    if (groups.length > 0) added.set(order, groups);
  }
  return added;
}

function conflictsOf(
  engine: Engine,
  mutation: OpenMutation,
  result: MutationResult,
  bad: readonly GroupResult[],
): readonly Omit<StoredConflict, 'conflictId'>[] {
  // What stood on something parked before is shown with it.
  const fresh = mutation.isAtomic
    ? bad
    : bad.filter(({ group, code }) => !(code === 'depends_on_parked' && mutation.parked.has(group)));
  if (fresh.length === 0) return [];
  const at = engine.outbox.read(mutation.order)?.at ?? engine.now();
  const make = (groups: readonly GroupResult[]): Omit<StoredConflict, 'conflictId'> => {
    const [first] = groups;
    return {
      clientSeq: mutation.order,
      kind: kindOf(mutation.name, groups),
      code: first?.code ?? result.code ?? 'invalid',
      message: first?.message ?? result.message ?? 'The server did not take this action. It is kept for you.',
      groups: groups.map(({ group }) => group).filter((group) => group !== WHOLE),
      invoiceId: mutation.invoiceIds[0] ?? null,
      scopeId: mutation.scopeId,
      mine: mineOf(engine, mutation, groups),
      at,
    };
  };
  if (mutation.isAtomic) return [make(fresh)];
  const rejected = new Map<string, GroupResult[]>();
  const conflicts: Omit<StoredConflict, 'conflictId'>[] = [];
  for (const each of fresh) {
    if (each.outcome === 'conflict') conflicts.push(make([each]));
    else rejected.set(each.code ?? '', [...(rejected.get(each.code ?? '') ?? []), each]);
  }
  return [...conflicts, ...[...rejected.values()].map(make)];
}

function kindOf(name: string, groups: readonly GroupResult[]): ConflictKind {
  if (name === 'decidePool') return 'pool';
  switch (splitFieldGroup(groups[0]?.group ?? '')?.kind) {
    case 'decision':
      return 'decision';
    case 'narrative':
      return 'narrative';
    case 'dismissal':
      return 'dismissal';
    case 'invoice':
      return 'step';
    case 'comment':
      return 'comment';
    case 'guideline':
      return 'guideline';
    case undefined:
      return 'other';
  }
}

const STEPS: Readonly<Record<string, string>> = {
  submitInvoice: 'Submit for approval',
  approveInvoice: 'Approve',
  returnInvoice: 'Return',
  reopenInvoice: 'Reopen',
  markExported: 'Export',
  assignGuideline: 'Check by another guideline',
  addComment: 'Comment',
  saveGuideline: 'Save a guideline',
};

/** The person's side as it still stands on the screen, before it is taken out. */
function mineOf(engine: Engine, mutation: OpenMutation, groups: readonly GroupResult[]): ConflictSide {
  const [first] = groups;
  const words = STEPS[mutation.name];
  const side = standingSide(engine, first?.group ?? WHOLE);
  const cutE4 = groups.reduce<number | null>((sum, { group }) => {
    const cut = group.startsWith('decision:') ? standingSide(engine, group).cutE4 : null;
    return cut === null ? sum : (sum ?? 0) + cut;
  }, null);
  const stored = engine.outbox.read(mutation.order);
  const by = engine.outbox.queue.session()?.session.displayName ?? null;
  const mine = { ...side, cutE4, byName: side.byName ?? by, at: side.at ?? stored?.at ?? null };
  if (words === undefined) return mine;
  const args = stored?.args as { readonly note?: string; readonly text?: string } | undefined;
  return { ...mine, text: words, note: args?.note ?? args?.text ?? null };
}
