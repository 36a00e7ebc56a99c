import type { z } from 'zod';
import type { SearchFilters } from '#shared/api/legal.ts';
import type { Clock } from '../../context.ts';
import { docketPage, driftOf, opinionPage, type Usage, usage } from './answers.ts';
import { type CitationQuestion, type CitationVerdict, lookUpCitations } from './citation-lookup.ts';
import { digest } from './digest.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { LegalError, QuestionError } from './legal-error.ts';
import type { Quota, QuotaState } from './quota.ts';
import { plainQuestion, questionProblem, searchParameters } from './search-parameters.ts';
import { type Gate, sendRequest } from './send-request.ts';
import { singleFlight } from './single-flight.ts';

export interface Answer<Body> {
  readonly body: Body;
  readonly fetchedAtMs: number;
  readonly state: 'fresh' | 'cached' | 'stale';
  /** With `stale`: why there is none of now. */
  readonly failure: LegalError | null;
}

export type OpinionPage = z.infer<typeof opinionPage>;
export type DocketPage = z.infer<typeof docketPage>;

/** CourtListener as LAIT asks it: kept answers first, the same question once, never more than the account may. */
export interface LegalDatabase {
  /** @throws QuestionError where the question cannot be understood, LegalError where no answer can be had, not even an old one */
  search(
    outgoingText: string,
    filters: SearchFilters,
    deadlineMs: number,
    options?: {
      /** Whatever is kept: its place in the results is not known any more. */
      readonly isAnew: boolean;
    },
  ): Promise<Answer<OpinionPage>>;
  /** The page that an answer calls its next. @throws as `search`, and CursorError where it is not known any more */
  more(nextPage: string, deadlineMs: number): Promise<Answer<OpinionPage>>;
  /** Dockets on which somebody of this name appears as an attorney. @throws LegalError */
  appearances(attorneyName: string, deadlineMs: number): Promise<Answer<DocketPage>>;
  /** Each with what is known, or the failure that kept it from being known. */
  lookUp(citations: readonly CitationQuestion[], deadlineMs: number): Promise<readonly CitationVerdict[]>;
  /** The account's own figures; costs nothing. @throws LegalError */
  usage(deadlineMs: number): Promise<Usage>;
  /** Our own count; asks nobody. */
  state(): Promise<QuotaState & { readonly restsUntilMs: number | null; readonly isRefused: boolean }>;
  /** Names a question, so that the same one is known again. */
  keyOf(outgoingText: string, filters: SearchFilters): string;
}

export interface LegalDatabaseParts extends Gate {
  readonly kept: KeptAnswers;
  /** Places of the citation look-up, which counts citations apart from requests. */
  readonly citationQuota: Quota;
  /** For administrators: the key is refused, or the interface has changed. */
  report(code: 'LEGAL_AUTH' | 'LEGAL_CONTRACT'): void;
  /** How a request ended, or why none was sent; in our own words. */
  observe(outcome: string): void;
}

const HOUR_SECONDS = 3_600;
const FRESH_SECONDS = 24 * HOUR_SECONDS;
/** How old an answer may be where there is no other. */
const STALE_SECONDS = 30 * 24 * HOUR_SECONDS;

export function legalDatabase(parts: LegalDatabaseParts): LegalDatabase {
  const { clock, kept, quota, breaker, line } = parts;
  const once = singleFlight<Answer<unknown>>();
  let isRefused = false;

  async function ask<Body>(request: Parameters<typeof sendRequest>[1], schema: z.ZodType<Body>): Promise<Body> {
    try {
      const answer = schema.safeParse(await sendRequest(parts, request));
      isRefused = false;
      if (answer.success) {
        parts.observe('answered');
        return answer.data;
      }
      breaker.failed();
      throw new LegalError('contract', null, `not as promised: ${driftOf(answer.error)}`);
    } catch (error) {
      parts.observe(
        error instanceof LegalError ? error.reason : error instanceof QuestionError ? 'question' : 'cursor',
      );
      if (error instanceof LegalError && error.reason === 'auth') {
        isRefused = true;
        parts.report('LEGAL_AUTH');
      }
      if (error instanceof LegalError && error.reason === 'contract') parts.report('LEGAL_CONTRACT');
      throw error;
    }
  }

  /** A kept answer that is young enough, else one of now, else an old one; for all who ask the same meanwhile. */
  async function answered<Body>(
    key: string,
    schema: z.ZodType<Body>,
    askNow: () => Promise<Body>,
    isAnew = false,
  ): Promise<Answer<Body>> {
    const answer = await once(key, async (): Promise<Answer<Body>> => {
      const before = await readKept(key, schema);
      if (before !== null && !isAnew && isYoung(before.fetchedAtMs, clock))
        return { ...before, state: 'cached', failure: null };
      try {
        const body = await askNow();
        await kept.put(key, body, STALE_SECONDS);
        return { body, fetchedAtMs: clock.nowMs(), state: 'fresh', failure: null };
      } catch (error) {
        if (before === null || !(error instanceof LegalError)) throw error;
        return { ...before, state: 'stale', failure: error };
      }
    });
    // Sound: the same key stands for the same kind of question.
    return answer as Answer<Body>;
  }

  /** What an older version kept and this one does not understand is no answer. */
  async function readKept<Body>(key: string, schema: z.ZodType<Body>) {
    const found = await kept.get(key);
    const body = found === null ? null : schema.safeParse(found.body);
    return found === null || body === null || !body.success
      ? null
      : { body: body.data, fetchedAtMs: found.fetchedAtMs };
  }

  const addressOf = (path: string, parameters: URLSearchParams | null = null) =>
    `${line.baseUrl}${path}${parameters === null ? '' : `?${parameters}`}`;

  async function searchNow(outgoingText: string, filters: SearchFilters, deadlineMs: number): Promise<OpinionPage> {
    const page = (text: string) =>
      ask({ method: 'GET', url: addressOf('search/', searchParameters(text, filters)), deadlineMs }, opinionPage);
    try {
      return await page(outgoingText);
    } catch (error) {
      // 500 both for an outage and for some questions: once more, without what has a meaning in its language.
      if (!(error instanceof LegalError) || error.reason !== 'server') throw error;
      return page(plainQuestion(outgoingText) || outgoingText);
    }
  }

  return {
    keyOf,
    async search(outgoingText, filters, deadlineMs, { isAnew } = { isAnew: false }) {
      const problem = questionProblem(outgoingText);
      if (problem !== null) throw new QuestionError(problem);
      const key = keyOf(outgoingText, filters);
      return answered(key, opinionPage, () => searchNow(outgoingText, filters, deadlineMs), isAnew);
    },
    async more(nextPage, deadlineMs) {
      return answered(digest('page', nextPage), opinionPage, async () => {
        const page = await ask({ method: 'GET', url: nextPage, deadlineMs }, opinionPage);
        // A page that leads to itself would never end.
        return page.next === nextPage ? { ...page, next: null } : page;
      });
    },
    async appearances(attorneyName, deadlineMs) {
      const parameters = new URLSearchParams({ type: 'd', atty_name: attorneyName, order_by: 'dateFiled desc' });
      return answered(digest('appearances', attorneyName.toLowerCase()), docketPage, () =>
        ask({ method: 'GET', url: addressOf('search/', parameters), deadlineMs }, docketPage),
      );
    },
    lookUp: (citations, deadlineMs) =>
      lookUpCitations(citations, {
        clock,
        kept,
        quota: parts.citationQuota,
        ask: (form, schema) =>
          ask({ method: 'POST', url: addressOf('citation-lookup/'), form, deadlineMs, isCountedApart: true }, schema),
      }),
    usage: (deadlineMs) => ask({ method: 'GET', url: addressOf('api-usage/'), deadlineMs, isFree: true }, usage),
    async state() {
      const state = await quota.state(clock.nowMs());
      return { ...state, restsUntilMs: breaker.restsUntil(), isRefused };
    },
  };
}

function isYoung(fetchedAtMs: number, clock: Clock): boolean {
  return clock.nowMs() - fetchedAtMs < FRESH_SECONDS * 1_000;
}

function keyOf(outgoingText: string, filters: SearchFilters): string {
  const folded = outgoingText.replace(/\s+/g, ' ').trim();
  return digest('search', searchParameters(folded, filters).toString());
}
