import type { CommandOutputs } from '#shared/api/workspace.ts';
import { undo as mutation } from '#shared/review/undo.ts';
import type { Engine } from '../engine.ts';
import { nextRedo, nextUndo } from '../store/undo-stack.ts';
import { type CommandHandler, settled } from './command.ts';

export const undo: CommandHandler<'undo'> = (engine) => {
  const next = nextUndo(engine.cache);
  if (next === null) return null;
  const done = describe(engine, next.clientSeq);
  settled(engine.mutate(mutation, { undoes: next.clientSeq }));
  return done;
};

export const redo: CommandHandler<'redo'> = (engine) => {
  const next = nextRedo(engine.cache);
  if (next === null) return null;
  const done = describe(engine, next.clientSeq);
  settled(engine.redo(next.clientSeq));
  return done;
};

function describe(engine: Engine, clientSeq: number): CommandOutputs['undo'] {
  const action = engine.facts().action(clientSeq);
  return action === null ? null : { text: action.text, invoiceId: action.invoiceId, lineIds: action.lineIds };
}
