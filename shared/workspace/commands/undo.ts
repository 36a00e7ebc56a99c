import type { CommandOutputs } from '#shared/api/workspace.ts';
import { redo as doAgain } from '#shared/review/catalogue.ts';
import { undo as mutation } from '#shared/review/undo.ts';
import type { Engine } from '../engine.ts';
import { nextRedo, nextUndo } from '../store/undo-stack.ts';
import { type CommandHandler, settled } from './command.ts';

export const undo: CommandHandler<'undo'> = (engine) => {
  const next = nextUndo(engine.cache);
  if (next === null) return null;
  const done = describe(engine, next.clientSeq);
  const action = engine.facts().action(next.clientSeq);
  if (action === null) return null;
  settled(engine.mutate(mutation, { undoes: next.clientSeq, before: action.before }));
  return done;
};

export const redo: CommandHandler<'redo'> = (engine) => {
  const next = nextRedo(engine.cache);
  if (next === null) return null;
  const done = describe(engine, next.clientSeq);
  const original = engine.outbox.read(next.clientSeq);
  if (original === null) return null;
  const { name, argVersion, args } = original;
  settled(engine.mutate(doAgain, { redoes: next.clientSeq, name, argVersion, args }));
  return done;
};

function describe(engine: Engine, clientSeq: number): CommandOutputs['undo'] {
  const action = engine.facts().action(clientSeq);
  return action === null ? null : { text: action.text, invoiceId: action.invoiceId, lineIds: action.lineIds };
}
