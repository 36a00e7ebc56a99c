import { saveGuideline as mutation } from '#shared/review/save-guideline.ts';
import { readGuideline } from '#shared/rules/read-guideline.ts';
import { refuse } from '../workspace-error.ts';
import { type CommandHandler, settled } from './command.ts';

const SHOWN_PROBLEMS = 5;

export const saveGuideline: CommandHandler<'saveGuideline'> = (engine, { text }) => {
  const read = readGuideline(text);
  if (read.kind === 'invalid') {
    const shown = read.problems
      .slice(0, SHOWN_PROBLEMS)
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    const more = read.problems.length > SHOWN_PROBLEMS ? ` (${read.problems.length - SHOWN_PROBLEMS} more)` : '';
    return refuse(`This guideline was not saved. ${shown.join(' ')}${more}`);
  }
  settled(engine.mutate(mutation, { guideline: read.guideline }));
  return { name: read.guideline.name, version: read.guideline.version };
};
