import type { Court } from '#shared/api/legal-desk.ts';

/**
 * The court meant by what was typed: its id (`ca9`), or its abbreviation in any spelling of spaces and points
 * (`9th Cir.`, `9th cir`, `SDNY`). Null: none, or more than one.
 */
export function findCourt(typed: string, courts: readonly Court[]): Court | null {
  const key = keyOf(typed);
  if (key === '') return null;
  const exact = courts.find(({ id, name }) => id === key || keyOf(name) === key);
  if (exact !== undefined) return exact;
  const beginning = courts.filter(({ name }) => keyOf(name).startsWith(key));
  return beginning.length === 1 ? (beginning[0] ?? null) : null;
}

function keyOf(text: string): string {
  return text.toLowerCase().replaceAll(/[\s.,'\u2019]+/g, '');
}
