import type { CommandHandler } from './command.ts';

export const dismissDiscarded: CommandHandler<'dismissDiscarded'> = () => null;
