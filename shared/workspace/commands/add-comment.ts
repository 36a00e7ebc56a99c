import { uuidV7 } from '#shared/domain/ids.ts';
import { addComment as mutation } from '#shared/review/add-comment.ts';
import { invoiceRowFor } from '../queries/query.ts';
import { type CommandHandler, settled } from './command.ts';

export const addComment: CommandHandler<'addComment'> = (engine, { invoiceId, lineId, text }) => {
  invoiceRowFor(engine, invoiceId);
  const { clock, randomBytes } = engine.environment;
  const commentId = uuidV7(clock.nowMs(), randomBytes(10));
  settled(engine.mutate(mutation, { commentId, invoiceId, lineId, text }));
  return { commentId };
};
