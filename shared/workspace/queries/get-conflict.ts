import type { ConflictDetail, ConflictSide } from '#shared/api/workspace.ts';
import { splitFieldGroup } from '#shared/review/field-group.ts';
import type { Engine } from '../engine.ts';
import type { StoredConflict } from '../store/outbox-queue.ts';
import { nameOf } from '../sync/people.ts';
import { decisionSide, NOTHING, standingSide } from '../sync/side-words.ts';
import { notFound } from '../workspace-error.ts';
import { conflictSummaryOf } from './list-conflicts.ts';
import type { QueryHandler } from './query.ts';

export const getConflict: QueryHandler<'getConflict'> = (engine, { conflictId }) => {
  const conflict =
    engine.outbox.queue.conflicts().find((each) => each.conflictId === conflictId) ?? notFound('This conflict');
  return {
    ...conflictSummaryOf(engine, engine.facts(), conflict),
    base: baseSide(engine, conflict),
    mine: conflict.mine,
    theirs: theirSide(engine, conflict),
    choices: choicesOf(conflict),
  };
};

/** What the person had on the screen: the decision of the version named, or the words as read. */
function baseSide(engine: Engine, { clientSeq, groups }: StoredConflict): ConflictSide | null {
  const [group] = groups;
  const split = group === undefined ? null : splitFieldGroup(group);
  const base = group === undefined ? undefined : engine.outbox.queue.baseOf(clientSeq)[group];
  if (split === null || base === undefined) return null;
  if (split.kind === 'decision') return decisionSide(engine, engine.facts().decisionAt(split.id, base.version));
  if (split.kind !== 'narrative' || base.version > 0) return null;
  const words = engine.facts().line(split.id)?.originalNarrative;
  return words === undefined ? null : { ...NOTHING, text: words, narrative: words };
}

function theirSide(engine: Engine, { groups, invoiceId, kind }: StoredConflict): ConflictSide {
  const [group] = groups;
  if (group === undefined || kind === 'comment') {
    return standingSide(engine, invoiceId === null ? '' : `invoice:${invoiceId}`);
  }
  const side = standingSide(engine, group);
  return { ...side, ...writerOf(engine, group) };
}

/** Who wrote words or dismissed a finding on the server, and when. */
function writerOf(engine: Engine, group: string): Partial<ConflictSide> {
  const split = splitFieldGroup(group);
  const lineKey = split?.kind === 'narrative' ? engine.facts().lineKey(split.id) : null;
  const sql =
    split?.kind === 'dismissal'
      ? 'SELECT body FROM dismissal_images WHERE finding_id = ?'
      : 'SELECT body FROM narrative_images WHERE line_key = ?';
  const key = split?.kind === 'dismissal' ? split.id : lineKey;
  const row = key === null ? undefined : engine.cache.get<{ body: string }>(sql, key);
  if (row === undefined) return {};
  const { by, at } = JSON.parse(row.body) as { readonly by: string; readonly at: string };
  return { byName: nameOf(engine, by), at };
}

function choicesOf({ kind, groups }: StoredConflict): ConflictDetail['choices'] {
  switch (kind) {
    case 'decision':
      return ['keep_mine', 'take_theirs', 'edit_decision'];
    case 'narrative':
      return ['keep_mine', 'take_theirs', 'edit_narrative'];
    case 'other':
      return groups.length === 0 ? ['take_theirs'] : ['keep_mine', 'take_theirs'];
    default:
      return ['keep_mine', 'take_theirs'];
  }
}
