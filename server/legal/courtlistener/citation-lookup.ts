import type { z } from 'zod';
import type { Clock } from '../../context.ts';
import { type LookedUp, lookedUp } from './answers.ts';
import { caseNameLikenessE4 } from './case-names.ts';
import { digest } from './digest.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { LegalError, QuestionError } from './legal-error.ts';
import { oneCitation } from './one-citation.ts';
import type { Quota } from './quota.ts';
import { linkOf } from './view-hits.ts';

export interface CitationQuestion {
  readonly citation: string;
  readonly caseName: string | null;
}

export interface CitedCase {
  readonly caseName: string;
  readonly date: string | null;
  readonly citations: readonly string[];
  readonly link: string | null;
}

export interface CitationVerdict {
  readonly citation: string;
  readonly verdict: 'found' | 'other_case' | 'several' | 'not_found' | 'unknown_reporter' | 'unavailable';
  readonly similarityE4: number | null;
  readonly cases: readonly CitedCase[];
  readonly fetchedAtMs: number | null;
  readonly failure: LegalError | null;
}

export interface LookupParts {
  readonly clock: Clock;
  readonly kept: KeptAnswers;
  readonly quota: Quota;
  ask(form: URLSearchParams, schema: typeof lookedUp): Promise<z.infer<typeof lookedUp>>;
}

/** What is known of a citation, whoever asks and whatever they call the case. */
interface Known {
  readonly status: 200 | 300 | 400 | 404;
  readonly cases: readonly CitedCase[];
}

/** Below this likeness of the names a citation that exists belongs to another case. */
const SAME_CASE_E4 = 8_000;
const DAY_SECONDS = 86_400;
/** New opinions come every day: what is not there today may be there next week. */
const UNKNOWN_SECONDS = 7 * DAY_SECONDS;

/**
 * Citations looked up together, at most sixty: what is known already is not asked again, a citation that exists is known
 * for ever. Only what reads as one citation leaves, in the form of a manual; anything else is answered as none, and
 * nothing of it is sent. The names stay here; they are compared with what the source calls the case.
 */
export async function lookUpCitations(
  questions: readonly CitationQuestion[],
  parts: LookupParts,
): Promise<readonly CitationVerdict[]> {
  const read = questions.map((question) => ({ question, sent: oneCitation(question.citation) }));
  const citations = new Set(read.flatMap(({ sent }) => sent ?? []));
  const known = new Map<string, Known & { readonly fetchedAtMs: number }>();
  for (const citation of citations) {
    const kept = await parts.kept.get(keyOf(citation));
    // Sound: only `askFor` writes under these keys.
    if (kept !== null) known.set(citation, { ...(kept.body as Known), fetchedAtMs: kept.fetchedAtMs });
  }
  const unknown = [...citations].filter((citation) => !known.has(citation));
  const failures = new Map<string, LegalError>();
  if (unknown.length > 0) await askFor(unknown, parts, known, failures);
  const none = { status: 400, cases: [], fetchedAtMs: parts.clock.nowMs() } as const;
  return read.map(({ question, sent }) =>
    sent === null ? verdictOn(question, none, undefined) : verdictOn(question, known.get(sent), failures.get(sent)),
  );
}

async function askFor(
  citations: readonly string[],
  parts: LookupParts,
  known: Map<string, Known & { readonly fetchedAtMs: number }>,
  failures: Map<string, LegalError>,
): Promise<void> {
  const { clock, quota } = parts;
  try {
    const place = await quota.reserve(clock.nowMs(), citations.length);
    if (!place.isAllowed) throw new LegalError('budget', place.retryAtMs, 'sixty citations a minute');
    const answers = await parts.ask(new URLSearchParams({ text: citations.join(SEPARATOR) }), lookedUp);
    for (const [citation, answer] of byCitation(citations, answers)) {
      if (answer === null) continue;
      if (answer.status === 429) {
        failures.set(citation, new LegalError('throttled', clock.nowMs() + 60_000, 'too many citations at once'));
        continue;
      }
      const found = knownOf(answer);
      await parts.kept.put(keyOf(citation), found, found.status === 200 ? null : UNKNOWN_SECONDS);
      known.set(citation, { ...found, fetchedAtMs: clock.nowMs() });
    }
  } catch (error) {
    if (error instanceof QuestionError) {
      // Nothing among them is a citation at all.
      for (const citation of citations) known.set(citation, { status: 400, cases: [], fetchedAtMs: clock.nowMs() });
      return;
    }
    if (!(error instanceof LegalError)) throw error;
    if (error.reason === 'throttled' && error.retryAtMs !== null) await quota.holdUntil(error.retryAtMs);
    for (const citation of citations) failures.set(citation, error);
  }
}

const SEPARATOR = '; ';

/** Which answer is whose, by where it was found in the text; null: the source saw no citation there. */
function byCitation(
  citations: readonly string[],
  answers: readonly LookedUp[],
): readonly (readonly [string, LookedUp | null])[] {
  let start = 0;
  return citations.map((citation) => {
    const from = start;
    start += citation.length + SEPARATOR.length;
    const found = answers.find(({ start_index }) => start_index >= from && start_index < from + citation.length);
    return [citation, found ?? NOT_SEEN] as const;
  });
}

/** What is no citation to the source. */
const NOT_SEEN: LookedUp = {
  citation: '',
  normalized_citations: [],
  start_index: 0,
  end_index: 0,
  status: 400,
  error_message: null,
  clusters: [],
};

function knownOf({ status, clusters }: LookedUp): Known {
  const cases = clusters.map(
    (cluster): CitedCase => ({
      caseName: cluster.case_name || (cluster.case_name_full ?? ''),
      date: cluster.date_filed?.slice(0, 10) ?? null,
      citations: (cluster.citations ?? []).map(({ volume, reporter, page }) =>
        [volume, reporter, page].filter((part) => part !== null && part !== undefined).join(' '),
      ),
      link: linkOf(cluster.absolute_url ?? ''),
    }),
  );
  if (status === 200 || status === 300 || status === 404) return { status, cases };
  return { status: 400, cases: [] };
}

function verdictOn(
  { citation, caseName }: CitationQuestion,
  known: (Known & { readonly fetchedAtMs: number }) | undefined,
  failure: LegalError | undefined,
): CitationVerdict {
  if (known === undefined) {
    return {
      citation,
      verdict: 'unavailable',
      similarityE4: null,
      cases: [],
      fetchedAtMs: null,
      failure: failure ?? null,
    };
  }
  const { status, cases, fetchedAtMs } = known;
  const told = { citation, cases, fetchedAtMs, failure: null };
  if (status === 404) return { ...told, verdict: 'not_found', similarityE4: null };
  if (status === 400) return { ...told, verdict: 'unknown_reporter', similarityE4: null };
  if (caseName === null || caseName === '') {
    return { ...told, verdict: status === 300 ? 'several' : 'found', similarityE4: null };
  }
  const likeness = cases.map((each) => caseNameLikenessE4(caseName, each.caseName));
  const similarityE4 = Math.max(0, ...likeness);
  if (similarityE4 < SAME_CASE_E4) return { ...told, verdict: 'other_case', similarityE4 };
  const same = cases.filter((_, index) => likeness[index] === similarityE4);
  return { ...told, cases: same, verdict: same.length === 1 ? 'found' : 'several', similarityE4 };
}

function keyOf(citation: string): string {
  return digest('citation', citation.replace(/\s+/g, ' ').trim().toLowerCase());
}
