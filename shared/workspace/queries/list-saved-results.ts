import type { SavedResultView } from '#shared/api/legal-desk.ts';
import type { SavedResultBody, SyncedTable } from '#shared/sync/synced-row.ts';
import { nameOf } from '../sync/people.ts';
import { readMatters } from './list-matters.ts';
import type { QueryHandler } from './query.ts';

const SAVED_TABLE = 'saved_result' satisfies SyncedTable;

/** Held for as long as the matter may be read here; found again without a network. */
export const listSavedResults: QueryHandler<'listSavedResults'> = (engine, { matterId, text }) => {
  const rows = engine.cache.all<{ id: string; scope_id: string; body: string }>(
    `SELECT plain_images.id, scopes.scope_id, plain_images.body FROM plain_images JOIN scopes USING (scope_key)
      WHERE plain_images.tbl = ? AND scopes.is_locked = 0 AND (? IS NULL OR scopes.scope_id = 'matter:' || ?)`,
    SAVED_TABLE,
    matterId,
    matterId,
  );
  const matters = new Map(readMatters(engine.cache).map((matter) => [matter.matterId, matter]));
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows
    .map(({ id, scope_id: scopeId, body }): SavedResultView => {
      const { by, at, citations, passages, ...saved } = JSON.parse(body) as SavedResultBody;
      const ofMatter = scopeId.slice('matter:'.length);
      return {
        ...saved,
        citations: [...citations],
        passages: passages.map((passage) => ({ text: passage.text, highlights: [...passage.highlights] })),
        savedId: id,
        matterId: ofMatter,
        savedBy: by,
        savedAt: at,
        savedByName: nameOf(engine, by),
        matter: matters.get(ofMatter) ?? null,
      };
    })
    .filter((saved) => hasAll(saved, words))
    .toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : a.savedAt > b.savedAt ? -1 : a.savedId < b.savedId ? 1 : -1));
};

function hasAll(saved: SavedResultView, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { title, citations, note, passages, court, docketNumber } = saved;
  const all = [title, ...citations, note, court ?? '', docketNumber ?? '', ...passages.map((passage) => passage.text)]
    .join('\n')
    .toLowerCase();
  return words.every((word) => all.includes(word));
}
