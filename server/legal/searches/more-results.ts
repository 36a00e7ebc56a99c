import type { SearchFilters, SearchHit } from '#shared/api/legal.ts';
import { type PersonActor, SYSTEM } from '../../access/actor.ts';
import { notVisible } from '../../access/not-visible.ts';
import { readAs } from '../../access/read-as.ts';
import type { ServerContext } from '../../context.ts';
import { withChanges } from '../../sync/with-changes.ts';
import type { LegalDatabase, OpinionPage } from '../courtlistener/legal-database.ts';
import { CursorError } from '../courtlistener/legal-error.ts';
import { legalRefusal } from '../legal-refusal.ts';
import { hitsOf } from './read-search.ts';
import { outsideAnswer, writeHits } from './run-search.ts';

const ANSWER_MS = 8_000;
/** A search is read, not copied: so many pages are enough for anybody. */
const MOST_HITS = 200;

/**
 * The source's next page, added to the search. Where the source no longer knows the place, the search begins again once
 * and goes on after what is held.
 * @throws 404; LEGAL_001 where no answer can be had, with everything as it was
 */
export async function moreResults(
  context: ServerContext,
  actor: PersonActor,
  id: string,
): Promise<{ readonly hits: SearchHit[]; readonly hasMore: boolean }> {
  const { courtlistener } = context.legal;
  const row = await readAs(context, actor, (db) =>
    db.selectFrom('legal_searches').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  if (row === undefined) return notVisible(context, actor, { objectType: 'search', objectId: id });
  if (courtlistener === null) throw legalRefusal(context, null);
  if (row.next_page === null || row.outgoing_text === null) return { hits: [], hasMore: false };
  const page = await nextPage(context, courtlistener, {
    place: row.next_page,
    outgoingText: row.outgoing_text,
    // Sound: checked when it was written.
    filters: row.filters as SearchFilters,
  });
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const standing = await batch.db
      .selectFrom('legal_searches')
      .select('next_page')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    const held = await batch.db
      .selectFrom('legal_hits')
      .select(['position', 'body'])
      .where('search_id', '=', id)
      .orderBy('position')
      .execute();
    const from = (held.at(-1)?.position ?? -1) + 1;
    // Somebody else of the matter has fetched it meanwhile.
    if (standing === undefined || standing.next_page !== row.next_page)
      return { from, hasMore: standing?.next_page != null };
    const links = new Set(held.map(({ body }) => (body as { link: string | null }).link));
    const answer = outsideAnswer(page, 0);
    const hits = answer.hits.filter(({ hit }) => !links.has(hit.link));
    const next = held.length + hits.length >= MOST_HITS ? null : answer.nextPage;
    await writeHits(context, batch, id, [{ hits }], from);
    await batch.db.updateTable('legal_searches').set({ next_page: next }).where('id', '=', id).execute();
    return { from, hasMore: next !== null };
  });
  const hits = await readAs(context, actor, (db) => hitsOf(db, id, value.from));
  return { hits, hasMore: value.hasMore };
}

async function nextPage(
  context: ServerContext,
  courtlistener: LegalDatabase,
  given: { readonly place: string; readonly outgoingText: string; readonly filters: SearchFilters },
) {
  const deadlineMs = context.clock.nowMs() + ANSWER_MS;
  try {
    return await courtlistener.more(given.place, deadlineMs);
  } catch (error) {
    if (!(error instanceof CursorError)) throw legalRefusal(context, error);
  }
  try {
    const first = await courtlistener.search(given.outgoingText, given.filters, deadlineMs, { isAnew: true });
    const place = first.body.next;
    const none: OpinionPage = { ...first.body, results: [], next: null };
    return place === null ? { ...first, body: none } : await courtlistener.more(place, deadlineMs);
  } catch (error) {
    throw legalRefusal(context, error);
  }
}
