import type { CommandInput } from '#shared/api/workspace.ts';
import { decideLine } from '#shared/review/decide-line.ts';
import { splitFieldGroup } from '#shared/review/field-group.ts';
import type { Plan } from '#shared/review/mutation.ts';
import { rewriteNarrative } from '#shared/review/rewrite-narrative.ts';
import type { Engine } from '../engine.ts';
import type { StoredConflict } from '../store/outbox-queue.ts';
import { dropImport } from '../sync/drop-import.ts';
import { narrowedTo } from '../sync/narrow-args.ts';
import { notFound, refuse } from '../workspace-error.ts';
import { type CommandHandler, enabledFindingIds } from './command.ts';

/**
 * Ends one conflict. Keeping mine and editing are new actions that stand on what is on the screen now; only when they
 * are recorded is the conflict gone.
 */
export const resolveConflict: CommandHandler<'resolveConflict'> = (engine, { conflictId, resolution }) => {
  const { queue } = engine.outbox;
  const conflict = queue.conflicts().find((each) => each.conflictId === conflictId) ?? notFound('This conflict');
  if (conflict.kind === 'file') {
    resolveFile(engine, conflict, resolution);
  } else {
    if (resolution.kind !== 'take_theirs') settle(doneAnew(engine, conflict, resolution));
    queue.removeConflict(conflictId);
  }
  engine.emit({ type: 'syncChanged' });
  return { conflictCount: queue.counts().conflicts };
};

function doneAnew(
  engine: Engine,
  conflict: StoredConflict,
  resolution: Exclude<CommandInput<'resolveConflict'>['resolution'], { kind: 'take_theirs' }>,
): Plan {
  const { conflictId: _id, groups, clientSeq } = conflict;
  const facts = engine.facts();
  switch (resolution.kind) {
    case 'keep_mine': {
      const stored = engine.outbox.read(clientSeq);
      const again = stored === null ? null : narrowedTo(facts, stored, new Set(groups));
      if (again === null) return refuse('This can no longer be done again: what it was about is gone.');
      return engine.mutate(again.definition, again.args);
    }
    case 'edit_decision': {
      const lineIds = idsOf(groups, 'decision');
      if (lineIds.length === 0) return refuse('There is no decision in this conflict to edit.');
      const { request, reasonCode, note } = resolution;
      const findingIds = enabledFindingIds(engine, facts, lineIds);
      return engine.mutate(decideLine, { lineIds, request, reasonCode, note, findingIds });
    }
    case 'edit_narrative': {
      const [lineId] = idsOf(groups, 'narrative');
      if (lineId === undefined) return refuse('There are no words in this conflict to edit.');
      return engine.mutate(rewriteNarrative, { lineId, narrative: resolution.narrative });
    }
  }
}

function settle(plan: Plan): void {
  if (plan.outcome === 'refused') refuse(plan.message);
  const [first] = plan.refused;
  // What stands already as asked needs nothing; what no line takes stays in the queue.
  if (plan.outcome === 'noop' && first !== undefined) refuse(first.message);
}

function resolveFile(
  engine: Engine,
  conflict: StoredConflict,
  resolution: CommandInput<'resolveConflict'>['resolution'],
): void {
  if (resolution.kind === 'keep_mine') engine.outbox.queue.uploadAgain(conflict.clientSeq, conflict.conflictId);
  else if (resolution.kind === 'take_theirs') dropImport(engine, conflict);
  else refuse('A file is sent again or let go; there is nothing to edit.');
}

function idsOf(groups: readonly string[], kind: string): readonly string[] {
  return groups.flatMap((group) => {
    const split = splitFieldGroup(group);
    return split?.kind === kind ? [split.id] : [];
  });
}
