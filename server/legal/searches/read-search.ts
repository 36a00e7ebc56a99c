import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type {
  LegalFailureView,
  LegalSearch,
  SearchFilters,
  SearchHit,
  SourceOutcome,
  searchPage,
  searchQuery,
} from '#shared/api/legal.ts';
import type { PersonActor } from '../../access/actor.ts';
import { notVisible } from '../../access/not-visible.ts';
import { type ReadTransaction, readAs } from '../../access/read-as.ts';
import type { ServerContext } from '../../context.ts';
import type { FoundHit } from '../courtlistener/view-hits.ts';
import type { LegalSearchesTable } from './search-tables.ts';

type SearchRow = Selectable<LegalSearchesTable>;

/** A search as this person may see it: hits of matters they may not see are not among them. @throws 404 */
export async function readSearch(context: ServerContext, actor: PersonActor, id: string): Promise<LegalSearch> {
  const found = await readAs(context, actor, async (db) => {
    const row = await db.selectFrom('legal_searches').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : { ...viewOf(row, actor), hits: await hitsOf(db, id, 0) };
  });
  return found ?? notVisible(context, actor, { objectType: 'search', objectId: id });
}

/** The hits of a search from this place on. */
export async function hitsOf(db: ReadTransaction, searchId: string, from: number): Promise<SearchHit[]> {
  const rows = await db
    .selectFrom('legal_hits')
    .select(({ selectFrom }) => [
      'legal_hits.id',
      'legal_hits.body',
      selectFrom('legal_saved')
        .select('legal_saved.matter_id')
        .whereRef('legal_saved.hit_id', '=', 'legal_hits.id')
        .where('legal_saved.deleted_at', 'is', null)
        .orderBy('legal_saved.id')
        .limit(1)
        .as('saved_to'),
    ])
    .where('search_id', '=', searchId)
    .where('position', '>=', from)
    .orderBy('position')
    .execute();
  // Sound: `writeHits` is the only writer.
  return rows.map(({ id, body, saved_to }) => ({ ...(body as FoundHit), id, savedTo: saved_to }));
}

/** The caller's own, newest first. */
export async function listSearches(
  context: ServerContext,
  actor: PersonActor,
  { keptOnly, after, limit }: z.infer<typeof searchQuery>,
): Promise<z.infer<typeof searchPage>> {
  const rows = await readAs(context, actor, (db) =>
    db
      .selectFrom('legal_searches')
      .selectAll()
      .select(({ selectFrom, fn }) =>
        selectFrom('legal_hits')
          .select(fn.countAll<number>().as('count'))
          .whereRef('legal_hits.search_id', '=', 'legal_searches.id')
          .as('hit_count'),
      )
      .where('user_id', '=', actor.userId)
      .$if(keptOnly === 'true', (query) => query.where('name', 'is not', null))
      .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const page = rows.slice(0, limit);
  return {
    searches: page.map((row) => ({ ...viewOf(row, actor), hitCount: row.hit_count ?? 0 })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function viewOf(row: SearchRow, actor: PersonActor): Omit<LegalSearch, 'hits'> {
  const isMine = row.user_id === actor.userId;
  // Sound: all of it was checked when it was written.
  return {
    id: row.id,
    query: row.query,
    outgoingText: row.outgoing_text,
    matterId: row.matter_id,
    filters: row.filters as SearchFilters,
    sources: (row.sources as SourceOutcome[]).map((source) => (isMine ? source : withoutOwnTotal(source))),
    state: row.state as LegalSearch['state'],
    outcome: row.outcome as LegalSearch['outcome'],
    error: row.outcome === 'partial' ? failureOf(row) : null,
    askedAt: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    completedAt: row.completed_at?.toISOString() ?? null,
    hasMore: row.next_page !== null,
    name: isMine ? row.name : null,
    isMine,
  };
}

/** How much of the firm's record a question found was counted as the one who asked may see it, walls of others included. */
function withoutOwnTotal(outcome: SourceOutcome): SourceOutcome {
  return outcome.source === 'local' ? { ...outcome, total: null } : outcome;
}

/** What was queued is asked again at another moment than the source first said. */
function failureOf({ failure, queued_until }: SearchRow): LegalFailureView | null {
  if (failure === null) return null;
  const said = failure as LegalFailureView;
  return queued_until === null ? said : { ...said, retryAt: queued_until.toISOString() };
}
