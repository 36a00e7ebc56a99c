import type { Court } from '#shared/api/legal-desk.ts';
import { COURTS } from '#shared/legal/citations/courts.ts';
import type { QueryHandler } from './query.ts';

let courts: readonly Court[] | null = null;

/** Each court once, under the first of its abbreviations. */
export const listCourts: QueryHandler<'listCourts'> = () => {
  courts ??= firstNames();
  return courts;
};

function firstNames(): readonly Court[] {
  const names = new Map<string, string>();
  for (const [name, id] of COURTS) if (!names.has(id)) names.set(id, name);
  return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
