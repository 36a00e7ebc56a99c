import type { CommandHandler } from './command.ts';

export const markNotificationsRead: CommandHandler<'markNotificationsRead'> = () => ({ unreadCount: 0 });
