import type { Bm25Parameters } from '#shared/legal/ranking/bm25.ts';
import { cosine, type EmbeddingProvider } from '#shared/legal/ranking/embedding-provider.ts';
import { fuseScores } from '#shared/legal/ranking/fuse-scores.ts';
import { holdsPhrase, readQuestion } from '#shared/legal/ranking/read-question.ts';
import { type Token, tokenise } from '#shared/legal/ranking/tokenise.ts';
import type { ReadTransaction } from '../../access/read-as.ts';
import type { PassageAbout, PassageKind } from './passage.ts';
import { type PassageFilters, type ScoredPassage, scorePassages } from './score-passages.ts';

/** As cross-validation chose them (docs/evaluation.md). */
export const SERVED_BM25: Bm25Parameters = { k1: 1.5, b: 0.9, delta: 0.6 };

export interface PassageHit {
  readonly id: string;
  readonly kind: PassageKind;
  readonly sourceKey: string;
  readonly scopeId: string;
  readonly title: string;
  readonly text: string;
  /** ISO date. */
  readonly date: string | null;
  readonly about: PassageAbout;
  /** Words of the question in `text`, in order. */
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
  /** `phrase`: holds what was asked word for word; it stands before all others. */
  readonly tier: 'phrase' | 'words';
  readonly score: number;
}

export interface PassageAnswer {
  /** One a source: its best passage. */
  readonly hits: readonly PassageHit[];
  /** Passages of the viewer's that hold one of the rarer words asked for. */
  readonly totalCount: number;
}

/** A second leg, used only where its gain over words alone was measured. */
export interface SecondLeg {
  readonly provider: EmbeddingProvider;
  readonly semanticWeight: number;
}

/** So many by words are looked at for phrases and, where there is one, by the second leg. */
const LOOKED_AT = 200;
const MOST_HIGHLIGHTS = 100;

/**
 * Searches the firm's own record as one person may see it: in a transaction of theirs (`readAs`), with the wall inside
 * every join. What is hidden from them changes neither hits, nor counts, nor scores.
 */
export async function searchPassages(
  db: ReadTransaction,
  viewer: { readonly userId: string },
  query: string,
  filters: PassageFilters,
  limit: number,
  secondLeg: SecondLeg | null = null,
): Promise<PassageAnswer> {
  const { counts, phrases } = readQuestion(query);
  const { passages, totalCount } = await scorePassages(db, viewer.userId, counts, filters, {
    parameters: SERVED_BM25,
    limit: LOOKED_AT,
  });
  const scores = await finalScores(passages, query, secondLeg);
  const looked = passages.map((passage, at) => {
    const tokens = tokenise(passage.body);
    const words = tokens.map(({ term }) => term);
    const isPhrase = phrases.length > 0 && phrases.every((phrase) => holdsPhrase(words, phrase));
    return { passage, tokens, score: scores[at] ?? 0, tier: isPhrase ? ('phrase' as const) : ('words' as const) };
  });
  looked.sort((x, y) => Number(y.tier === 'phrase') - Number(x.tier === 'phrase') || y.score - x.score);
  const seen = new Set<string>();
  const hits: PassageHit[] = [];
  for (const { passage, tokens, score, tier } of looked) {
    if (seen.has(passage.source_key) || hits.length === limit) continue;
    seen.add(passage.source_key);
    hits.push({
      id: passage.id,
      kind: passage.kind,
      sourceKey: passage.source_key,
      scopeId: passage.scope_id,
      title: passage.title,
      text: passage.body,
      date: passage.dated_on,
      about: passage.about as PassageAbout,
      highlights: highlightsOf(tokens, counts),
      tier,
      score,
    });
  }
  return { hits, totalCount };
}

async function finalScores(
  passages: readonly ScoredPassage[],
  query: string,
  secondLeg: SecondLeg | null,
): Promise<Float64Array> {
  const words = Float64Array.from(passages, ({ score }) => score);
  if (secondLeg === null || passages.length === 0) return words;
  const [question, ...vectors] = await secondLeg.provider.embed([query, ...passages.map(({ body }) => body)]);
  if (question === undefined) return words;
  return fuseScores(
    words,
    Float64Array.from(vectors, (vector) => cosine(vector, question)),
    secondLeg,
  );
}

function highlightsOf(tokens: readonly Token[], counts: ReadonlyMap<string, number>): PassageHit['highlights'] {
  return tokens
    .filter(({ term }) => counts.has(term))
    .slice(0, MOST_HIGHLIGHTS)
    .map(({ start, end }) => ({ start, end }));
}
