import { notFound } from '../workspace-error.ts';
import type { CommandHandler } from './command.ts';

export const resolveConflict: CommandHandler<'resolveConflict'> = () => notFound('This conflict');
