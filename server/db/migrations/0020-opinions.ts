import type { ServerMigration } from './migration.ts';

const SEES_SCOPE = (table: string) => `EXISTS (
      SELECT 1 FROM scope_access a
      WHERE a.user_id = lait_user_id() AND a.scope_id = ${table}.scope_id AND a.revoked_at IS NULL)`;

/**
 * Second opinions of a model: whether and where they may be asked, who agreed, what was asked and answered, what it cost,
 * and what people did about it. Costs are whole micro-dollars. Nothing here is synced: a laptop asks for it when it is
 * shown; what a person accepts becomes a finding, a dismissal or a narrative like any other.
 */
export const opinions: ServerMigration = {
  name: '0020-opinions',
  isTransactional: true,
  sql: `
  CREATE TABLE opinion_settings (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    is_enabled boolean NOT NULL DEFAULT false,
    base_url text NOT NULL,
    interface text NOT NULL CHECK (interface IN ('responses', 'chat_completions')),
    model text NOT NULL,
    firm_cap_micro bigint NOT NULL CHECK (firm_cap_micro >= 0),
    client_cap_micro bigint NOT NULL CHECK (client_cap_micro >= 0),
    consent_text text NOT NULL,
    consent_version integer NOT NULL DEFAULT 1,
    keeps_texts boolean NOT NULL DEFAULT false
  );
  INSERT INTO opinion_settings (base_url, interface, model, firm_cap_micro, client_cap_micro, consent_text) VALUES (
    'https://api.openai.com/v1', 'responses', '', 0, 0,
    'Narratives of time entries, without names and numbers, may be sent to the provider of a language model named by the firm, to be checked against the guideline. They are not stored there beyond what its terms state and not used for training. Nothing is decided by the model.');

  CREATE TABLE opinion_prices (
    model text NOT NULL,
    valid_from date NOT NULL,
    input_micro bigint NOT NULL CHECK (input_micro >= 0),
    cached_input_micro bigint NOT NULL CHECK (cached_input_micro >= 0),
    output_micro bigint NOT NULL CHECK (output_micro >= 0),
    PRIMARY KEY (model, valid_from)
  );

  CREATE TABLE opinion_consents (
    id uuid PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES clients (id),
    -- Null: every matter of the client that has no block of its own.
    matter_id uuid REFERENCES matters (id),
    kind text NOT NULL CHECK (kind IN ('allow', 'block')),
    given_by text NOT NULL,
    given_on date NOT NULL,
    note text NOT NULL DEFAULT '',
    text_version integer NOT NULL,
    recorded_by uuid REFERENCES users (id),
    recorded_at timestamptz NOT NULL,
    withdrawn_by uuid REFERENCES users (id),
    withdrawn_at timestamptz
  );
  CREATE INDEX opinion_consents_client ON opinion_consents (client_id) WHERE withdrawn_at IS NULL;

  CREATE TABLE opinion_client_caps (
    client_id uuid PRIMARY KEY REFERENCES clients (id),
    cap_micro bigint NOT NULL CHECK (cap_micro >= 0)
  );
  -- One row a month and client, and one for the firm under the nil id; moved by one statement each, so that no two calls
  -- pass a limit together.
  CREATE TABLE opinion_months (
    month date NOT NULL,
    client_id uuid NOT NULL,
    reserved_micro bigint NOT NULL DEFAULT 0 CHECK (reserved_micro >= 0),
    spent_micro bigint NOT NULL DEFAULT 0 CHECK (spent_micro >= 0),
    PRIMARY KEY (month, client_id)
  );

  CREATE TABLE opinion_requests (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('findings', 'rewrites', 'guideline')),
    invoice_id uuid REFERENCES invoices (id),
    client_id uuid NOT NULL REFERENCES clients (id),
    ask jsonb NOT NULL,
    preview_sha256 text NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done')),
    outcome text CHECK (outcome IN ('complete', 'partial', 'none')),
    question_count integer NOT NULL,
    held_count integer NOT NULL DEFAULT 0,
    answered_count integer NOT NULL DEFAULT 0,
    left_out_count integer NOT NULL DEFAULT 0,
    dropped jsonb NOT NULL,
    failures jsonb NOT NULL DEFAULT '[]',
    cost_micro bigint NOT NULL DEFAULT 0,
    model text NOT NULL,
    asked_by uuid NOT NULL REFERENCES users (id),
    asked_at timestamptz NOT NULL,
    ended_at timestamptz,
    -- Null: of a draft of a guideline; administrators alone.
    scope_id text
  );
  CREATE INDEX opinion_requests_invoice ON opinion_requests (invoice_id, asked_at);

  -- Answers as they came, redacted, by what was asked of whom about which matter.
  CREATE TABLE opinion_answers (
    content_key text PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES clients (id),
    matter_id uuid REFERENCES matters (id),
    answer text NOT NULL,
    at timestamptz NOT NULL
  );
  CREATE INDEX opinion_answers_client ON opinion_answers (client_id);

  CREATE TABLE opinion_calls (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES opinion_requests (id),
    invoice_id uuid REFERENCES invoices (id),
    content_key text NOT NULL,
    client_id uuid NOT NULL REFERENCES clients (id),
    matter_id uuid REFERENCES matters (id),
    month date NOT NULL,
    at timestamptz NOT NULL,
    ended_at timestamptz,
    provider text NOT NULL,
    model text NOT NULL,
    prompt_version text NOT NULL,
    rule_ids text[] NOT NULL,
    line_count integer NOT NULL,
    state text NOT NULL CHECK (state IN ('sent', 'answered', 'failed', 'lost')),
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    input_tokens bigint NOT NULL DEFAULT 0,
    cached_tokens bigint NOT NULL DEFAULT 0,
    output_tokens bigint NOT NULL DEFAULT 0,
    reserved_micro bigint NOT NULL,
    cost_micro bigint NOT NULL DEFAULT 0,
    provider_request_id text,
    sent_sha256 text NOT NULL,
    -- Only where the firm keeps texts.
    sent_text text,
    answer_text text
  );
  CREATE INDEX opinion_calls_request ON opinion_calls (request_id);
  CREATE INDEX opinion_calls_open ON opinion_calls (at) WHERE state = 'sent';

  CREATE TABLE opinions (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES opinion_requests (id),
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    -- Of everything it says: the same is proposed once, and what was rejected stays so.
    digest text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('second', 'judgement', 'rewrite')),
    rule_id text,
    finding_id uuid,
    verdict text CHECK (verdict IN ('shares', 'doubts', 'unsure')),
    line_ids uuid[] NOT NULL,
    rationale text NOT NULL,
    quotes jsonb NOT NULL,
    confidence_e4 integer NOT NULL CHECK (confidence_e4 BETWEEN 0 AND 10000),
    narrative text,
    added_words text[] NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'rejected')),
    decided_by uuid REFERENCES users (id),
    decided_at timestamptz,
    proposed_at timestamptz NOT NULL,
    scope_id text NOT NULL,
    UNIQUE (invoice_id, digest)
  );
  CREATE INDEX opinions_request ON opinions (request_id);

  CREATE TABLE opinion_drafts (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES opinion_requests (id),
    client_id uuid NOT NULL REFERENCES clients (id),
    name text NOT NULL,
    title text NOT NULL,
    -- The client's own text; the draft quotes it.
    prose text NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'proposed', 'failed', 'accepted', 'rejected')),
    yaml text,
    left_out jsonb NOT NULL DEFAULT '[]',
    asked_at timestamptz NOT NULL,
    decided_by uuid REFERENCES users (id),
    decided_at timestamptz
  );

  ${['opinion_settings', 'opinion_prices', 'opinion_client_caps', 'opinion_months']
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_keep ON ${table} USING ((SELECT lait_is_system()) OR (SELECT lait_is_administrator()));`,
    )
    .join('\n')}
  CREATE POLICY opinion_settings_read ON opinion_settings FOR SELECT USING ((SELECT lait_is_anybody()));

  -- Hidden with the matter they are about.
  ${['opinion_consents', 'opinion_calls']
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_keep ON ${table}
    USING ((SELECT lait_is_system()) OR ((SELECT lait_is_administrator())
      AND (matter_id IS NULL OR EXISTS (SELECT 1 FROM matters m WHERE m.id = ${table}.matter_id))));`,
    )
    .join('\n')}

  ALTER TABLE opinion_answers ENABLE ROW LEVEL SECURITY;
  CREATE POLICY opinion_answers_system ON opinion_answers USING ((SELECT lait_is_system()));

  ALTER TABLE opinion_requests ENABLE ROW LEVEL SECURITY;
  CREATE POLICY opinion_requests_scope ON opinion_requests
    USING ((SELECT lait_is_system()) OR ${SEES_SCOPE('opinion_requests')}
      OR (scope_id IS NULL AND (SELECT lait_is_administrator())));
  ALTER TABLE opinions ENABLE ROW LEVEL SECURITY;
  CREATE POLICY opinions_scope ON opinions USING ((SELECT lait_is_system()) OR ${SEES_SCOPE('opinions')});
  ALTER TABLE opinion_drafts ENABLE ROW LEVEL SECURITY;
  CREATE POLICY opinion_drafts_keep ON opinion_drafts
    USING ((SELECT lait_is_system()) OR (SELECT lait_is_administrator()));
  `,
};
