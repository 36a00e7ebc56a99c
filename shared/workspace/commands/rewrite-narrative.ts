import { rewriteNarrative as mutation } from '#shared/review/rewrite-narrative.ts';
import { notFound } from '../workspace-error.ts';
import { type CommandHandler, settled } from './command.ts';

export const rewriteNarrative: CommandHandler<'rewriteNarrative'> = (engine, { lineId, narrative }) => {
  if (engine.facts().line(lineId) === null) notFound('This line');
  settled(engine.mutate(mutation, { lineId, narrative: narrative.replace(/\s*[\r\n]+\s*/g, ' ') }));
  return null;
};
