import type { MigrationStep } from './migrate.ts';

const SYNC_COLUMNS = 'scope_id TEXT, row_version INTEGER NOT NULL DEFAULT 0, updated_seq INTEGER, deleted_at TEXT';

/**
 * The cache: invoices as read, what the rules said, and what the person's actions have made of them.
 * `line_key` and `finding_key` are made of the invoice's key and the record or position (`keys.ts`), so that
 * an invoice's rows lie together and need no further index to be found or listed in file order.
 * Figures a list shows stand on the row itself: a page is one indexed SELECT.
 */
export const CACHE_MIGRATIONS: readonly MigrationStep[] = [
  `
  CREATE TABLE progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    outbox_id TEXT NOT NULL,
    applied_seq INTEGER NOT NULL,
    is_open INTEGER NOT NULL
  );
  CREATE TABLE staging (invoice_key INTEGER PRIMARY KEY);
  CREATE TABLE invoices (
    invoice_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    line_prefix TEXT UNIQUE,
    file_sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    format TEXT NOT NULL,
    invoice_number TEXT,
    invoice_date TEXT,
    vendor_id TEXT,
    vendor_name TEXT,
    client_id TEXT,
    client_name TEXT,
    matter_id TEXT,
    client_matter_id TEXT,
    matter_name TEXT,
    billing_start TEXT,
    billing_end TEXT,
    description TEXT,
    currency TEXT,
    declared_total_e4 INTEGER,
    declared_tax_e4 INTEGER,
    declared_net_e4 INTEGER,
    computed_total_e4 INTEGER,
    computed_tax_e4 INTEGER,
    columns TEXT NOT NULL,
    header TEXT NOT NULL,
    first_date TEXT,
    last_date TEXT,
    state TEXT NOT NULL,
    has_steps INTEGER NOT NULL DEFAULT 0,
    received_at TEXT NOT NULL,
    guideline_name TEXT NOT NULL,
    guideline_version INTEGER NOT NULL,
    analysed_on TEXT NOT NULL,
    skipped TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    problem_count INTEGER NOT NULL,
    finding_count INTEGER NOT NULL,
    worst_severity INTEGER NOT NULL,
    proposed_e4 INTEGER NOT NULL,
    saved_e4 INTEGER NOT NULL,
    decided_count INTEGER NOT NULL,
    flagged_count INTEGER NOT NULL,
    open_count INTEGER NOT NULL,
    ${SYNC_COLUMNS}
  );
  CREATE INDEX invoices_file ON invoices (file_sha256, ordinal);
  CREATE INDEX invoices_vendor ON invoices (vendor_id, last_date);
  CREATE TABLE line_items (
    line_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    line_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    date TEXT,
    timekeeper_id TEXT,
    timekeeper_name TEXT,
    timekeeper_key TEXT,
    timekeeper_sort TEXT,
    classification TEXT,
    units_e4 INTEGER,
    unit_cost_e4 INTEGER,
    adjustment_e4 INTEGER,
    total_e4 INTEGER,
    tax_rate_e10 INTEGER,
    tax_e4 INTEGER,
    tax_type TEXT,
    task_code TEXT,
    activity_code TEXT,
    expense_code TEXT,
    narrative TEXT NOT NULL,
    original_narrative TEXT,
    header_differences TEXT,
    extra TEXT,
    severity_mask INTEGER NOT NULL,
    worst_severity INTEGER NOT NULL,
    rule_ids TEXT NOT NULL,
    proposed_e4 INTEGER NOT NULL,
    decision_version INTEGER NOT NULL DEFAULT 0,
    decision_kind TEXT,
    cut_e4 INTEGER,
    ${SYNC_COLUMNS}
  );
  CREATE VIRTUAL TABLE line_text USING fts5 (
    narrative, timekeeper, codes,
    content = '', contentless_delete = 1, detail = full,
    tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO line_text (line_text, rank) VALUES ('secure-delete', 1);
  CREATE TABLE problems (
    invoice_key INTEGER NOT NULL,
    position INTEGER NOT NULL,
    record INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (invoice_key, position)
  ) WITHOUT ROWID;
  CREATE INDEX problems_record ON problems (invoice_key, record);
  CREATE TABLE findings (
    finding_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    invoice_key INTEGER NOT NULL,
    rule_id TEXT NOT NULL,
    severity INTEGER NOT NULL,
    is_enabled INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    body TEXT NOT NULL,
    ${SYNC_COLUMNS}
  );
  CREATE INDEX findings_id ON findings (id);
  CREATE TABLE finding_lines (
    line_key INTEGER NOT NULL,
    finding_key INTEGER NOT NULL,
    cut_e4 INTEGER NOT NULL,
    PRIMARY KEY (line_key, finding_key)
  ) WITHOUT ROWID;
  CREATE TABLE dismissals (
    finding_id TEXT PRIMARY KEY,
    invoice_key INTEGER NOT NULL,
    reason TEXT,
    ${SYNC_COLUMNS}
  ) WITHOUT ROWID;
  CREATE TABLE decisions (
    line_key INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT,
    hours_e4 INTEGER,
    rate_e4 INTEGER,
    percent_e4 INTEGER,
    pool_id TEXT,
    cut_e4 INTEGER,
    reason_code TEXT,
    note TEXT,
    finding_ids TEXT,
    guideline_version INTEGER,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    device_id TEXT NOT NULL,
    ${SYNC_COLUMNS},
    PRIMARY KEY (line_key, version)
  ) WITHOUT ROWID;
  CREATE TABLE comments (
    id TEXT PRIMARY KEY,
    invoice_key INTEGER NOT NULL,
    line_id TEXT,
    text TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    ${SYNC_COLUMNS}
  ) WITHOUT ROWID;
  CREATE INDEX comments_invoice ON comments (invoice_key, at);
  CREATE TABLE history (
    invoice_key INTEGER NOT NULL,
    client_seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (invoice_key, client_seq)
  ) WITHOUT ROWID;
  CREATE TABLE guidelines (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    ${SYNC_COLUMNS},
    PRIMARY KEY (name, version)
  ) WITHOUT ROWID;
  CREATE TABLE actions (
    client_seq INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    invoice_id TEXT,
    line_ids TEXT NOT NULL,
    before TEXT NOT NULL,
    state TEXT NOT NULL
  );
  CREATE INDEX actions_state ON actions (state, client_seq) WHERE state <> 'dropped';
  `,
  /*
   * The server's image beneath the person's own work. `row_version` is the server's version of a row, 0 on what only
   * this device has; `client_seq` names the own action that wrote what the image does not hold. Image and own work
   * stand apart wherever one could cover the other, so that the image can be brought back and moved on.
   */
  `
  CREATE TABLE invoice_keys (
    invoice_key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    line_prefix TEXT UNIQUE,
    scope_key INTEGER
  );
  CREATE INDEX invoice_keys_scope ON invoice_keys (scope_key);
  INSERT INTO invoice_keys (invoice_key, id, line_prefix) SELECT invoice_key, id, line_prefix FROM invoices;
  CREATE TABLE scopes (
    scope_key INTEGER PRIMARY KEY,
    scope_id TEXT NOT NULL UNIQUE,
    epoch INTEGER NOT NULL,
    cursor INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'new',
    is_reload INTEGER NOT NULL DEFAULT 0,
    as_of INTEGER,
    after_table TEXT,
    after_id TEXT,
    priority INTEGER NOT NULL DEFAULT 0,
    checksum TEXT NOT NULL DEFAULT '0000000000000000',
    lease_until TEXT,
    is_locked INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE reload_seen (scope_key INTEGER NOT NULL, tbl TEXT NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (scope_key, tbl, id)) WITHOUT ROWID;
  CREATE TABLE purges (scope_id TEXT NOT NULL, epoch INTEGER NOT NULL, discarded_count INTEGER NOT NULL,
    PRIMARY KEY (scope_id, epoch)) WITHOUT ROWID;
  CREATE TABLE sync_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    server_clock TEXT,
    last_sync_at TEXT,
    minimum_client TEXT,
    repair_count INTEGER NOT NULL DEFAULT 0,
    overlay_revision INTEGER NOT NULL DEFAULT 0
  );
  INSERT INTO sync_state (id) VALUES (1);
  CREATE TABLE invoice_images (invoice_key INTEGER PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL);
  INSERT INTO invoice_images (invoice_key, version, body) SELECT invoice_key, 0, json_object(
    'state', CASE WHEN line_count = 0 THEN 'needs_attention' ELSE 'analysed' END,
    'hasSteps', json('false'), 'submittedBy', NULL, 'guidelineName', guideline_name,
    'guidelineVersion', guideline_version, 'analysedOn', analysed_on, 'skipped', json(skipped)) FROM invoices;
  CREATE TABLE narrative_images (line_key INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE dismissal_images (finding_id TEXT PRIMARY KEY, invoice_key INTEGER NOT NULL, version INTEGER NOT NULL,
    is_enabled INTEGER NOT NULL, reason TEXT, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX dismissal_images_invoice ON dismissal_images (invoice_key);
  CREATE TABLE plain_images (tbl TEXT NOT NULL, id TEXT NOT NULL, scope_key INTEGER NOT NULL, version INTEGER NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (tbl, id)) WITHOUT ROWID;
  CREATE INDEX plain_images_scope ON plain_images (scope_key);
  CREATE TABLE notifications (id TEXT PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL, is_read INTEGER NOT NULL,
    is_read_told INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;
  CREATE INDEX notifications_at ON notifications (at);
  CREATE TABLE own_narratives (line_key INTEGER PRIMARY KEY, client_seq INTEGER NOT NULL);
  CREATE TABLE own_dismissals (finding_id TEXT PRIMARY KEY, invoice_key INTEGER NOT NULL, client_seq INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE own_analyses (invoice_key INTEGER PRIMARY KEY);
  CREATE TABLE image_findings (finding_key INTEGER PRIMARY KEY, id TEXT NOT NULL, invoice_key INTEGER NOT NULL,
    rule_id TEXT NOT NULL, severity INTEGER NOT NULL, line_count INTEGER NOT NULL, body TEXT NOT NULL, row_version INTEGER NOT NULL);
  CREATE TABLE text_backlog (invoice_key INTEGER PRIMARY KEY);
  ALTER TABLE invoices ADD COLUMN submitted_by TEXT;
  ALTER TABLE invoices ADD COLUMN due_on TEXT;
  ALTER TABLE invoices ADD COLUMN is_locked INTEGER NOT NULL DEFAULT 0;
  UPDATE invoices SET row_version = 0;
  ALTER TABLE line_items ADD COLUMN image_version INTEGER NOT NULL DEFAULT 0;
  UPDATE line_items SET row_version = 0 WHERE row_version <> 0;
  ALTER TABLE decisions ADD COLUMN client_seq INTEGER;
  CREATE INDEX decisions_own ON decisions (line_key) WHERE row_version = 0;
  ALTER TABLE comments ADD COLUMN client_seq INTEGER;
  ALTER TABLE guidelines ADD COLUMN client_seq INTEGER;
  CREATE TABLE entries (
    id TEXT PRIMARY KEY,
    invoice_key INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL,
    client_seq INTEGER,
    row_version INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  INSERT INTO entries (id, invoice_key, at, by, text, client_seq)
    SELECT format('%016d:%d', client_seq, invoice_key), invoice_key, at, by, text, client_seq FROM history;
  UPDATE entries SET client_seq = NULL WHERE text LIKE 'Imported from %';
  DROP TABLE history;
  ALTER TABLE entries RENAME TO history;
  CREATE INDEX history_invoice ON history (invoice_key, at);
  `,
];
