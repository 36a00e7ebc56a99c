import { decideLine } from '#shared/review/decide-line.ts';
import { bulkOutcome, type CommandHandler, enabledFindingIds } from './command.ts';

export const decideLines: CommandHandler<'decideLines'> = (engine, { lineIds, request, reasonCode, note }) => {
  const findingIds = enabledFindingIds(engine, engine.facts(), lineIds);
  const plan = engine.mutate(decideLine, { lineIds, request, reasonCode, note, findingIds });
  return bulkOutcome(engine, plan, lineIds);
};
