import type { ServerMigration } from './migration.ts';

const SYNCED = `scope_id text NOT NULL,
    row_version bigint NOT NULL DEFAULT 1,
    updated_seq bigint,
    deleted_at timestamptz`;

/** The shared record: invoices, lines, what rules said and what people decided. Amounts are ten-thousandths. */
export const record: ServerMigration = {
  name: '0003-record',
  isTransactional: true,
  sql: `
  -- The bytes lie encrypted in the file store under their digest; this is what is known about them.
  CREATE TABLE files (
    sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    byte_length bigint NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now()
  );

  -- One row an upload, whoever sent it; the same file sent twice is read once.
  CREATE TABLE uploads (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    idempotency_key text NOT NULL,
    sha256 text NOT NULL REFERENCES files (sha256),
    file_name text NOT NULL,
    -- The uploader's choice; else the invoice names its matter.
    matter_id uuid REFERENCES matters (id),
    guideline_name text,
    state text NOT NULL CHECK (state IN ('received', 'processed', 'needs_attention')),
    -- FILE_001 and the like, with the problems that name record and field.
    error_code text,
    problems jsonb NOT NULL DEFAULT '[]',
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    received_at timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    UNIQUE (user_id, idempotency_key)
  );
  CREATE INDEX uploads_state ON uploads (state, received_at);
  CREATE INDEX uploads_file ON uploads (sha256);

  CREATE TABLE invoices (
    id uuid PRIMARY KEY,
    matter_id uuid NOT NULL REFERENCES matters (id),
    client_id uuid NOT NULL REFERENCES clients (id),
    upload_id uuid NOT NULL REFERENCES uploads (id),
    file_sha256 text NOT NULL REFERENCES files (sha256),
    ordinal integer NOT NULL,
    -- LAW_FIRM_ID as in the file; the guide's index is on it.
    vendor_id text,
    vendor_name text,
    invoice_number text,
    -- The invoice's own date.
    date date,
    currency text,
    declared_total_e4 bigint,
    computed_total_e4 bigint,
    -- Everything of InvoiceBody that has no column of its own (header, columns, problems, skipped rules, ...).
    body jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('analysed', 'in_review', 'approved', 'exported', 'returned', 'needs_attention')),
    has_steps boolean NOT NULL DEFAULT false,
    submitted_by uuid REFERENCES users (id),
    assigned_to uuid REFERENCES users (id),
    due_on date,
    guideline_name text NOT NULL,
    guideline_version integer NOT NULL,
    analysed_on date NOT NULL,
    received_at timestamptz NOT NULL,
    first_work_date date,
    last_work_date date,
    line_count integer NOT NULL,
    problem_count integer NOT NULL,
    finding_count integer NOT NULL DEFAULT 0,
    worst_severity smallint NOT NULL DEFAULT 0,
    proposed_e4 bigint NOT NULL DEFAULT 0,
    saved_e4 bigint NOT NULL DEFAULT 0,
    decided_count integer NOT NULL DEFAULT 0,
    flagged_count integer NOT NULL DEFAULT 0,
    open_count integer NOT NULL DEFAULT 0,
    ${SYNCED},
    UNIQUE (file_sha256, ordinal)
  );
  CREATE INDEX invoices_scope ON invoices (scope_id, id);

  CREATE TABLE line_items (
    id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    record integer NOT NULL,
    line_number text NOT NULL,
    kind text NOT NULL,
    date date,
    timekeeper_id text,
    timekeeper_name text,
    timekeeper_key text,
    classification text,
    units_e4 bigint,
    unit_cost_e4 bigint,
    adjustment_e4 bigint,
    total_e4 bigint,
    tax_rate_e10 bigint,
    tax_e4 bigint,
    tax_type text,
    task_code text,
    activity_code text,
    expense_code text,
    -- As read; a rewrite is a row of narratives.
    narrative text NOT NULL,
    header_differences jsonb,
    extra jsonb,
    -- Of enabled findings and of the decision that stands: kept with the row so that totals are sums of rows.
    worst_severity smallint NOT NULL DEFAULT 0,
    proposed_e4 bigint NOT NULL DEFAULT 0,
    decision_version integer NOT NULL DEFAULT 0,
    decision_kind text,
    cut_e4 bigint,
    ${SYNCED}
  );
  CREATE INDEX line_items_scope ON line_items (scope_id, id);
  -- Hours of one person on one day, over all matters.
  CREATE INDEX line_items_day ON line_items (timekeeper_key, date) WHERE timekeeper_key IS NOT NULL;

  CREATE TABLE findings (
    id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    position integer NOT NULL,
    rule_id text NOT NULL,
    severity smallint NOT NULL,
    is_enabled boolean NOT NULL DEFAULT true,
    potential_saving_e4 bigint NOT NULL,
    body jsonb NOT NULL,
    ${SYNCED}
  );
  CREATE INDEX findings_invoice ON findings (invoice_id, position);
  CREATE INDEX findings_scope ON findings (scope_id, id);

  CREATE TABLE finding_lines (
    line_id uuid NOT NULL REFERENCES line_items (id),
    finding_id uuid NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    cut_e4 bigint NOT NULL,
    PRIMARY KEY (line_id, finding_id)
  );
  CREATE INDEX finding_lines_finding ON finding_lines (finding_id);

  CREATE TABLE decisions (
    line_id uuid NOT NULL REFERENCES line_items (id),
    version integer NOT NULL,
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    -- Null: the decision that stood was taken away.
    kind text,
    hours_e4 bigint,
    rate_e4 bigint,
    percent_e4 integer,
    pool_id uuid,
    cut_e4 bigint,
    reason_code text,
    note text,
    finding_ids jsonb NOT NULL DEFAULT '[]',
    guideline_version integer,
    by_user uuid NOT NULL REFERENCES users (id),
    at timestamptz NOT NULL,
    -- The device's own clock, for the audit.
    client_at timestamptz NOT NULL,
    device_id uuid NOT NULL,
    client_seq bigint NOT NULL,
    ${SYNCED},
    PRIMARY KEY (line_id, version)
  );
  CREATE INDEX decisions_scope ON decisions (scope_id, line_id, version);
  CREATE INDEX decisions_invoice ON decisions (invoice_id);

  CREATE TABLE narratives (
    line_id uuid PRIMARY KEY REFERENCES line_items (id),
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    -- Null: back to what was read.
    narrative text,
    by_user uuid NOT NULL REFERENCES users (id),
    at timestamptz NOT NULL,
    ${SYNCED}
  );
  CREATE INDEX narratives_scope ON narratives (scope_id, line_id);

  -- No foreign key to findings: a dismissal outlives an analysis and meets the same finding again by its id.
  CREATE TABLE dismissals (
    finding_id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    is_enabled boolean NOT NULL,
    reason text,
    by_user uuid NOT NULL REFERENCES users (id),
    at timestamptz NOT NULL,
    ${SYNCED}
  );
  CREATE INDEX dismissals_scope ON dismissals (scope_id, finding_id);
  CREATE INDEX dismissals_invoice ON dismissals (invoice_id);

  CREATE TABLE comments (
    id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    line_id uuid REFERENCES line_items (id),
    text text NOT NULL,
    by_user uuid NOT NULL REFERENCES users (id),
    at timestamptz NOT NULL,
    ${SYNCED}
  );
  CREATE INDEX comments_scope ON comments (scope_id, id);
  CREATE INDEX comments_invoice ON comments (invoice_id, at);

  CREATE TABLE invoice_history (
    id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL REFERENCES invoices (id),
    text text NOT NULL,
    by_user uuid REFERENCES users (id),
    at timestamptz NOT NULL,
    ${SYNCED}
  );
  CREATE INDEX invoice_history_scope ON invoice_history (scope_id, id);
  CREATE INDEX invoice_history_invoice ON invoice_history (invoice_id, at);

  CREATE TABLE guidelines (
    name text NOT NULL,
    version integer NOT NULL,
    body jsonb NOT NULL,
    saved_by uuid REFERENCES users (id),
    saved_at timestamptz NOT NULL DEFAULT now(),
    ${SYNCED},
    PRIMARY KEY (name, version)
  );
  `,
};
