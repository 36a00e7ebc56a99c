/**
 * What CourtListener's help pages and serializers say of REST v4, as far as LAIT stands on it: names of fields and bodies
 * of refusals, no recorded traffic. The stand-in is held to it; `npm run samples` holds both to the pages themselves.
 */
export const DOCUMENTED_FIELDS = {
  o: [
    'absolute_url', 'attorney', 'caseName', 'caseNameFull', 'citation', 'citeCount', 'cluster_id', 'court',
    'court_citation_string', 'court_id', 'court_jurisdiction', 'dateArgued', 'dateFiled', 'dateReargued',
    'dateReargumentDenied', 'docketNumber', 'docket_id', 'judge', 'lexisCite', 'meta', 'neutralCite',
    'non_participating_judge_ids', 'opinions', 'panel_ids', 'panel_names', 'posture', 'procedural_history', 'scdb_id',
    'sibling_ids', 'source', 'status', 'suitNature', 'syllabus',
  ],
  'o.opinions[]': [
    'author_id', 'cites', 'download_url', 'id', 'joined_by_ids', 'local_path', 'meta', 'ordering_key', 'per_curiam',
    'sha1', 'snippet', 'type',
  ],
  d: [
    'assignedTo', 'assigned_to_id', 'attorney', 'attorney_id', 'caseName', 'case_name_full', 'cause', 'chapter',
    'court', 'court_citation_string', 'court_id', 'dateArgued', 'dateFiled', 'dateTerminated', 'docketNumber',
    'docket_absolute_url', 'docket_id', 'firm', 'firm_id', 'jurisdictionType', 'juryDemand', 'meta', 'pacer_case_id',
    'party', 'party_id', 'referredTo', 'referred_to_id', 'suitNature', 'trustee_str',
  ],
  lookup: ['citation', 'normalized_citations', 'start_index', 'end_index', 'status', 'error_message', 'clusters'],
} as const; // biome-ignore format: one list a type

export interface DocumentedRefusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const DOCUMENTED_REFUSALS = {
  throttled_user: {
    status: 429,
    headers: { 'Retry-After': '42' },
    body: { detail: 'Request was throttled. Rate limit exceeded: 5/min. Expected available in 42 seconds.' },
  },
  throttled_blocked: {
    status: 429,
    body: { detail: 'Request was throttled. Your account is currently blocked from making API requests.' },
  },
  throttled_citations: {
    status: 429,
    body: {
      error_message: 'Too many requests (allowed rate: 60/min).',
      wait_until: '2026-08-21T22:25:01.000000+00:00',
    },
  },
  unauthenticated: { status: 401, body: { detail: 'Authentication credentials were not provided.' } },
  bad_token: { status: 401, body: { detail: 'Invalid token.' } },
  forbidden: { status: 403, body: { detail: 'You do not have permission to perform this action.' } },
  invalid_cursor: { status: 404, body: { detail: 'Invalid cursor' } },
  search_type_unsupported: { status: 404, body: { detail: 'Search type not found or not supported.' } },
  unbalanced_parens: { status: 400, body: { detail: 'The query contains unbalanced parentheses.' } },
  unbalanced_quotes: { status: 400, body: { detail: 'The query contains unbalanced quotes.' } },
  search_engine_down: {
    status: 500,
    body: { detail: 'Internal Server Error. Please try again later or review your query.' },
  },
  lookup_no_input: { status: 400, body: { non_field_errors: ["Either 'text' or 'reporter' is required."] } },
  cluster_sealed: { status: 410, body: { detail: 'Sealed by order of the court.' } },
} as const satisfies Readonly<Record<string, DocumentedRefusal>>;
export type DocumentedRefusalName = keyof typeof DOCUMENTED_REFUSALS;
