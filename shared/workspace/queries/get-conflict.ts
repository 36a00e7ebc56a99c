import { notFound } from '../workspace-error.ts';
import type { QueryHandler } from './query.ts';

export const getConflict: QueryHandler<'getConflict'> = () => notFound('This conflict');
