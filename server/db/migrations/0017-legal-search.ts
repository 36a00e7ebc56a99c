import type { ServerMigration } from './migration.ts';

const seesScope = (column: string) => `EXISTS (
      SELECT 1 FROM scope_access a
      WHERE a.user_id = lait_user_id() AND a.scope_id = ${column} AND a.revoked_at IS NULL)`;

/**
 * Legal searches, what they found, what was kept of the source's answers, and results that were saved to matters (a
 * synced table). A search belongs to whoever asked, or to the matter it names.
 */
export const legalSearch: ServerMigration = {
  name: '0017-legal-search',
  isTransactional: true,
  sql: `
  CREATE TABLE legal_searches (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    matter_id uuid REFERENCES matters (id),
    query text NOT NULL,
    -- As it left, or would leave, for the source: without names.
    outgoing_text text,
    -- SearchFilters of shared/api/legal.ts.
    filters jsonb NOT NULL,
    -- SourceOutcome[].
    sources jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'queued')),
    outcome text CHECK (outcome IN ('fresh', 'cached', 'partial')),
    -- LegalFailureView.
    failure jsonb,
    -- Of the question as the source gets it: the same question is asked once.
    question_key text,
    queued_until timestamptz,
    -- Where the source goes on.
    next_page text,
    name text,
    asked_at timestamptz NOT NULL,
    ended_at timestamptz,
    completed_at timestamptz
  );
  CREATE INDEX legal_searches_user ON legal_searches (user_id, id);
  CREATE INDEX legal_searches_queued ON legal_searches (queued_until) WHERE state = 'queued';
  CREATE INDEX legal_searches_asked ON legal_searches (asked_at) WHERE name IS NULL;
  ALTER TABLE legal_searches ENABLE ROW LEVEL SECURITY;
  CREATE POLICY legal_searches_scope ON legal_searches
    USING ((SELECT lait_is_system())
      OR (legal_searches.user_id = lait_user_id() AND legal_searches.matter_id IS NULL)
      OR ${seesScope(`'matter:' || legal_searches.matter_id`)});

  CREATE TABLE legal_hits (
    id uuid PRIMARY KEY,
    search_id uuid NOT NULL REFERENCES legal_searches (id) ON DELETE CASCADE,
    position integer NOT NULL,
    source text NOT NULL,
    -- The matter a passage of the firm's own record comes from: whoever may not see that does not see the hit.
    scope_id text,
    -- SearchHit without id and savedTo.
    body jsonb NOT NULL,
    UNIQUE (search_id, position)
  );
  ALTER TABLE legal_hits ENABLE ROW LEVEL SECURITY;
  -- Through the search, whose own policy decides.
  CREATE POLICY legal_hits_scope ON legal_hits
    USING ((SELECT lait_is_system()) OR (
      EXISTS (SELECT 1 FROM legal_searches s WHERE s.id = legal_hits.search_id)
      AND (legal_hits.scope_id IS NULL OR ${seesScope('legal_hits.scope_id')})));

  -- Answers of the source by a digest of the question. Public records, no question and nobody's name beside them.
  CREATE TABLE legal_answers (
    key text PRIMARY KEY,
    body jsonb NOT NULL,
    fetched_at timestamptz NOT NULL,
    -- Null: for ever (a citation that exists).
    forget_at timestamptz
  );
  CREATE INDEX legal_answers_forget ON legal_answers (forget_at);

  CREATE TABLE legal_saved (
    id uuid PRIMARY KEY,
    matter_id uuid NOT NULL REFERENCES matters (id),
    search_id uuid,
    hit_id uuid NOT NULL,
    -- SearchHit as it was, without id and savedTo.
    body jsonb NOT NULL,
    note text NOT NULL,
    saved_by uuid NOT NULL REFERENCES users (id),
    saved_at timestamptz NOT NULL,
    scope_id text NOT NULL,
    row_version bigint NOT NULL DEFAULT 1,
    updated_seq bigint,
    deleted_at timestamptz
  );
  CREATE UNIQUE INDEX legal_saved_once ON legal_saved (matter_id, hit_id) WHERE deleted_at IS NULL;
  CREATE INDEX legal_saved_scope ON legal_saved (scope_id, id);
  CREATE INDEX legal_saved_hit ON legal_saved (hit_id) WHERE deleted_at IS NULL;
  ALTER TABLE legal_saved ENABLE ROW LEVEL SECURITY;
  CREATE POLICY legal_saved_scope ON legal_saved
    USING ((SELECT lait_is_system()) OR ${seesScope('legal_saved.scope_id')});
  CREATE CONSTRAINT TRIGGER legal_saved_feed
    AFTER INSERT OR DELETE OR UPDATE OF body, note, row_version, deleted_at, scope_id ON legal_saved
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (current_user = 'lait_app') EXECUTE FUNCTION lait_guard_feed();
  `,
};
