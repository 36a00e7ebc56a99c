import { clearDecisions as mutation } from '../mutations/clear-decisions.ts';
import { bulkOutcome, type CommandHandler } from './command.ts';

export const clearDecisions: CommandHandler<'clearDecisions'> = (engine, { lineIds }) =>
  bulkOutcome(engine, engine.mutate(mutation, { lineIds }), lineIds);
