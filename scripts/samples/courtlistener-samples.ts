import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lookedUp, opinionPage, usage } from '#server/legal/courtlistener/answers.ts';
import { retryAfterThrottle } from '#server/legal/courtlistener/read-throttle.ts';
import { searchParameters } from '#server/legal/courtlistener/search-parameters.ts';
import { opinionView } from '#server/legal/courtlistener/view-hits.ts';
import { DOCUMENTED_FIELDS, DOCUMENTED_REFUSALS } from '#server/testing/courtlistener/documented.ts';
import { searchFilters } from '#shared/api/legal.ts';

const answersByText = z.record(z.string(), z.array(z.looseObject({})));

export interface SamplePromise {
  readonly says: string;
  readonly holds: () => boolean;
}

/** What LAIT reads of CourtListener, and what its stand-in answers, held to the interface's own documentation. */
export function courtlistenerPromises(folder: string): readonly SamplePromise[] {
  const read = (file: string): Readonly<Record<string, unknown>> =>
    JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return [
    {
      says: 'docs.search_type_o.json is a page of opinions, and its hit has link, court and citations',
      holds: () => {
        const page = opinionPage.parse(read('docs.search_type_o.json'));
        const [hit] = page.results.map((result) => opinionView(result, '2026-04-01T00:00:00.000Z'));
        return hit !== undefined && hit.link !== null && hit.court !== null && hit.citations.length === 2;
      },
    },
    {
      says: 'every answer of docs.citation_lookup.json is understood (cases shortened there are put in)',
      holds: () =>
        Object.values(answersByText.parse(read('docs.citation_lookup.json'))).every(
          (items) => lookedUp.safeParse(items.map((item) => ({ ...item, clusters: [] }))).success,
        ),
    },
    {
      says: 'derived.api_usage.shape.json is the account’s own figures',
      holds: () => usage.safeParse(read('derived.api_usage.shape.json')).success,
    },
    {
      says: 'the stand-in lists the documented fields of opinions and dockets',
      holds: () => {
        const lists = read('derived.field_lists.json');
        return (['o', 'o.opinions[]', 'd'] as const).every((type) => isSame(lists[type], DOCUMENTED_FIELDS[type]));
      },
    },
    {
      says: 'the stand-in refuses as derived.errors.json says',
      holds: () => {
        const errors = read('derived.errors.json') as Record<string, { status: number; body: unknown }>;
        const refusals: Readonly<Record<string, { readonly status: number; readonly body: unknown }>> =
          DOCUMENTED_REFUSALS;
        // Texts in angle brackets are places for one.
        return Object.entries(refusals)
          .filter(([name]) => errors[name] !== undefined && name !== 'cluster_sealed')
          .every(([name, { status, body }]) => errors[name]?.status === status && isSame(errors[name]?.body, body));
      },
    },
    {
      says: 'both shapes of "too many" say when to ask again',
      holds: () => {
        const errors = read('derived.errors.json') as Record<
          string,
          { headers: Record<string, string>; body: unknown }
        >;
        const now = Date.parse('2026-08-21T22:24:31Z');
        const general = errors.throttled_user;
        return (
          retryAfterThrottle(general?.headers['Retry-After'] ?? null, general?.body, now) === now + 42_000 &&
          retryAfterThrottle(null, errors.throttled_citations?.body, now) === now + 30_000
        );
      },
    },
    {
      says: 'search_params.json knows every parameter that LAIT sends',
      holds: () => {
        const filters = searchFilters.parse({
          courts: ['ca9'],
          filedAfter: '2020-01-01',
          filedBefore: '2024-01-01',
          minimumCitations: 1,
          includesUnpublished: true,
        });
        const known = Object.keys(read('search_params.json').properties ?? {});
        const sent = [...searchParameters('fees', filters).keys()];
        const plain = sent.filter((name) => !name.startsWith('stat_') && name !== 'highlight');
        return plain.every((name) => known.includes(name));
      },
    },
  ];
}
