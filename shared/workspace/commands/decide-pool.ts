import { uuidV7 } from '#shared/domain/ids.ts';
import { decidePool as mutation } from '#shared/review/decide-pool.ts';
import { bulkOutcome, type CommandHandler, enabledFindingIds } from './command.ts';

export const decidePool: CommandHandler<'decidePool'> = (engine, { lineIds, cutE4, reasonCode, note }) => {
  const { clock, randomBytes } = engine.environment;
  const findingIds = enabledFindingIds(engine, engine.facts(), lineIds);
  const poolId = uuidV7(clock.nowMs(), randomBytes(10));
  return bulkOutcome(
    engine,
    engine.mutate(mutation, { poolId, lineIds, cutE4, reasonCode, note, findingIds }),
    lineIds,
  );
};
