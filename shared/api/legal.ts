import { z } from 'zod';

/**
 * `/api/legal`: one search over the firm's own record (`local`) and CourtListener (`courtlistener`). A search is asked,
 * answered 202, and ends within ten seconds with `legal.search_complete`; `GET /api/legal/searches/:id` has the rest.
 * Times are ISO 8601 UTC, days ISO dates.
 */
const id = z.uuid();
const day = z.iso.date();
const time = z.iso.datetime();

export const LEGAL_SOURCES = ['local', 'courtlistener'] as const;
export const legalSource = z.enum(LEGAL_SOURCES);
export type LegalSource = z.infer<typeof legalSource>;

export const MOST_QUERY_CHARACTERS = 1000;
export const SEARCHES_A_PAGE = 50;
/** Of each source on the first page. CourtListener's pages are of this size. */
export const HITS_A_PAGE = 20;

/** What narrows a search; none of it is free text, so nothing here can carry a client's name out of the firm. */
export const searchFilters = z.strictObject({
  /** Ids of courts as CourtListener has them (`scotus`, `ca9`); none: all. */
  courts: z
    .array(z.string().regex(/^[a-z0-9]{1,15}$/))
    .max(50)
    .default([]),
  filedAfter: day.nullable().default(null),
  filedBefore: day.nullable().default(null),
  /** Also opinions that were not published. */
  includesUnpublished: z.boolean().default(false),
  /** Cited by at least so many later opinions. */
  minimumCitations: z.int().min(0).max(100_000).nullable().default(null),
  order: z.enum(['relevance', 'newest', 'oldest', 'most_cited']).default('relevance'),
  /** Of the firm's own record, which kinds of passage; none: all. */
  localKinds: z
    .array(z.string().regex(/^[a-z_]{1,32}$/))
    .max(16)
    .default([]),
});
export type SearchFilters = z.infer<typeof searchFilters>;

const query = z.string().trim().min(1).max(MOST_QUERY_CHARACTERS);

/** What would leave the firm for CourtListener, before it does. */
export const outgoingQuestion = z.strictObject({ query });
export const outgoingPreview = z.strictObject({
  /** Null: nothing would be left to ask. */
  outgoingText: z.string().nullable(),
  /** What was taken out of `query`, in its order. */
  removed: z.array(
    z.strictObject({
      start: z.int(),
      end: z.int(),
      kind: z.enum(['client', 'matter', 'vendor', 'person', 'email', 'telephone', 'number', 'amount']),
    }),
  ),
  /** False: the legal database is turned off, and nothing leaves at all. */
  isDatabaseOn: z.boolean(),
});
export type OutgoingPreview = z.infer<typeof outgoingPreview>;

export const searchRequest = z.strictObject({
  /** As typed; it never leaves the firm. */
  query,
  sources: z.array(legalSource).min(1).max(2).default(['local', 'courtlistener']),
  /** The text for CourtListener as the person saw it (`POST /api/legal/outgoing`) or wrote it: needed where that source is asked. */
  outgoingText: query.nullable().default(null),
  /** What it is for: then the matter's people are told, and may look. Null: the one who asks alone. */
  matterId: id.nullable().default(null),
  filters: searchFilters.prefault({}),
});
export type SearchRequest = z.infer<typeof searchRequest>;

/** Where a search is taken in: its id, before anything was searched. */
export const searchAccepted = z.strictObject({ searchId: id });

/** Why a source could not answer. Closed, so that a screen can explain each. */
export const LEGAL_FAILURE_REASONS = [
  /** No connection, no such host, a broken line. */
  'network',
  /** No answer in time. */
  'timeout',
  /** The source says that it is broken. */
  'server',
  /** The source says that we ask too often. */
  'throttled',
  /** Our own count says so before the source must. */
  'budget',
  /** It failed again and again and is left alone for a minute. */
  'resting',
  /** The key is refused: an administrator must look. */
  'auth',
  /** The answer is not what the interface promises. */
  'contract',
] as const;
export const legalFailureReason = z.enum(LEGAL_FAILURE_REASONS);
export type LegalFailureReason = z.infer<typeof legalFailureReason>;

export const legalFailure = z.strictObject({
  code: z.literal('LEGAL_001'),
  source: legalSource,
  reason: legalFailureReason,
  isRetryable: z.boolean(),
  /** From when on it is worth another try; null where no time would help. */
  retryAt: time.nullable(),
});
export type LegalFailureView = z.infer<typeof legalFailure>;

/** Characters of `text`, from and to before. */
export const highlightSpan = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });
export const hitPassage = z.strictObject({ text: z.string(), highlights: z.array(highlightSpan) });

export const searchHit = z.strictObject({
  id,
  source: legalSource,
  /** `opinion`, or the kind of the firm's own passage (`guideline`, `line`, `letter`, `note`, ...). */
  kind: z.string(),
  title: z.string(),
  /** As the source has them, the official one first. */
  citations: z.array(z.string()),
  court: z.string().nullable(),
  date: day.nullable(),
  docketNumber: z.string().nullable(),
  /** How many later opinions cite it; null where the source does not say. */
  citedBy: z.int().nullable(),
  /** Where to read it: an address at the source, or a place inside LAIT (`lait://...`). */
  link: z.string().nullable(),
  /** When the source said so. */
  fetchedAt: time,
  passages: z.array(hitPassage),
  /** The matter it was saved to by somebody the caller may see; null: none. */
  savedTo: id.nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const sourceOutcome = z.strictObject({
  source: legalSource,
  /**
   * `fresh`: asked now; `cached`: an answer kept for less than a day; `stale`: an older one, because the source did not
   * answer; `failed`: `failure` says why; `off`: turned off, or nothing was left to ask; `invalid`: it does not
   * understand the question (`message`); `waiting`: under way.
   */
  state: z.enum(['waiting', 'fresh', 'cached', 'stale', 'failed', 'off', 'invalid']),
  /** Null where it is not known, and of `local` to everybody but the one who asked. */
  total: z.strictObject({ value: z.int(), relation: z.enum(['exact', 'about']) }).nullable(),
  fetchedAt: time.nullable(),
  tookMs: z.int().nullable(),
  failure: legalFailure.nullable(),
  /** For people: what is wrong with the question. */
  message: z.string().nullable(),
});
export type SourceOutcome = z.infer<typeof sourceOutcome>;

export const legalSearch = z.strictObject({
  id,
  query: z.string(),
  outgoingText: z.string().nullable(),
  matterId: id.nullable(),
  filters: searchFilters,
  sources: z.array(sourceOutcome),
  /** `running`, then `done`; `queued`: done, and what CourtListener could not answer is asked again by itself at `retryAt`. */
  state: z.enum(['running', 'done', 'queued']),
  /** Null while running. `partial`: a source that was asked could not answer, what the others know is here. */
  outcome: z.enum(['fresh', 'cached', 'partial']).nullable(),
  /** With `partial`. */
  error: legalFailure.nullable(),
  askedAt: time,
  endedAt: time.nullable(),
  /** What was queued has come. */
  completedAt: time.nullable(),
  hits: z.array(searchHit),
  /** CourtListener has more: `POST /api/legal/searches/:id/more`. */
  hasMore: z.boolean(),
  /** The name under which the one who asked keeps it; null: it is forgotten with time. */
  name: z.string().nullable(),
  isMine: z.boolean(),
});
export type LegalSearch = z.infer<typeof legalSearch>;

export const searchQuery = z.strictObject({
  /** Only those kept under a name. */
  keptOnly: z.enum(['true', 'false']).default('false'),
  /** `next` of the page before. */
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(SEARCHES_A_PAGE).default(20),
});
/** The caller's own, newest first; without the hits. */
export const searchPage = z.strictObject({
  searches: z.array(legalSearch.omit({ hits: true }).extend({ hitCount: z.int() })),
  next: id.nullable(),
});
/** Keeps a search under a name, or (null) no longer. */
export const searchName = z.strictObject({ name: z.string().trim().min(1).max(120).nullable() });

export const MOST_NOTE_CHARACTERS = 2000;
export const saveRequest = z.strictObject({
  searchId: id,
  hitId: id,
  matterId: id,
  note: z.string().trim().max(MOST_NOTE_CHARACTERS).default(''),
});
export const savedAccepted = z.strictObject({ savedId: id });

/** A result as it was when somebody saved it to a matter; it syncs to the desks of the matter's people. */
export const savedResult = searchHit.omit({ id: true, savedTo: true }).extend({
  savedId: id,
  matterId: id,
  note: z.string(),
  /** The user's id. */
  savedBy: id,
  savedAt: time,
});
export type SavedResult = z.infer<typeof savedResult>;
export const savedQuery = z.strictObject({ matterId: id });
export const savedList = z.strictObject({ saved: z.array(savedResult) });

/** `POST /api/legal/citations`: do these exist, and are they the cases they are called? Only the citations leave, no names. */
export const MOST_CITATIONS = 60;
export const citationQuestion = z.strictObject({
  citations: z
    .array(
      z.strictObject({
        /** `576 U.S. 644`. */
        citation: z.string().trim().min(3).max(80),
        /** As the writer calls it; null: not named. */
        caseName: z.string().trim().max(300).nullable().default(null),
      }),
    )
    .min(1)
    .max(MOST_CITATIONS),
});
export const citationAnswer = z.strictObject({
  citations: z.array(
    z.strictObject({
      citation: z.string(),
      /**
       * `other_case`: it exists, but under another name than the writer's, which is how invented citations look;
       * `unknown_reporter`: no reporter of this name is known, or it does not read as one citation and was not sent.
       */
      verdict: z.enum(['found', 'other_case', 'several', 'not_found', 'unknown_reporter', 'unavailable']),
      /** Likeness of the names in ten-thousandths; null where there was nothing to compare. */
      similarityE4: z.int().nullable(),
      cases: z.array(
        z.strictObject({
          caseName: z.string(),
          date: day.nullable(),
          citations: z.array(z.string()),
          link: z.string().nullable(),
        }),
      ),
      fetchedAt: time.nullable(),
      failure: legalFailure.nullable(),
    }),
  ),
});
export type CitationAnswer = z.infer<typeof citationAnswer>;

/** `GET /api/legal/status`: whether and how much may be asked just now; asks nothing of anybody. */
export const legalStatus = z.strictObject({
  courtlistener: z.strictObject({
    state: z.enum(['on', 'off', 'resting', 'auth']),
    /** Our own count against the three windows of the account. */
    windows: z.array(z.strictObject({ seconds: z.int(), limit: z.int(), used: z.int() })),
    /** When the next request may leave; null: now. */
    nextAt: time.nullable(),
    queuedCount: z.int(),
  }),
  local: z.strictObject({ state: z.enum(['on', 'off']) }),
});
export type LegalStatus = z.infer<typeof legalStatus>;

/** `POST /api/admin/legal/test`: asks CourtListener for the account's own figures, which costs nothing. */
export const legalTest = z.strictObject({
  isReached: z.boolean(),
  failure: legalFailure.nullable(),
  usage: z.array(
    z.strictObject({ scope: z.string(), rate: z.string(), used: z.int(), limit: z.int(), resetAt: time.nullable() }),
  ),
  membership: z.string().nullable(),
});
