import type { CommandHandler } from './command.ts';

export const dismissDiscarded: CommandHandler<'dismissDiscarded'> = ({ outbox, emit }) => {
  outbox.queue.dismissDiscarded();
  emit({ type: 'syncChanged' });
  return null;
};
