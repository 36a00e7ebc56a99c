import { clearDecisions as mutation } from '#shared/review/clear-decisions.ts';
import { bulkOutcome, type CommandHandler } from './command.ts';

export const clearDecisions: CommandHandler<'clearDecisions'> = (engine, { lineIds }) =>
  bulkOutcome(engine, engine.mutate(mutation, { lineIds }), lineIds);
