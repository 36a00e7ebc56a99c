import type { MigrationStep } from './migrate.ts';

/**
 * The outbox: what was imported and what the person did, in order. Bytes are kept in parts, so that a file
 * of 200 MB never needs one value of 200 MB.
 *
 * `state` of a mutation: `pending` (not sent; an import: not uploaded), `sent` (it has its number on the wire and is
 * not answered), `acknowledged` (answered, still shown by the overlay), `parked` (answered, nothing of it shown),
 * `done` (the server's image shows it, or the person let it go).
 */
export const OUTBOX_MIGRATIONS: readonly MigrationStep[] = [
  `
  CREATE TABLE device (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    device_id TEXT NOT NULL,
    outbox_id TEXT NOT NULL
  );
  CREATE TABLE mutation (
    client_seq INTEGER PRIMARY KEY,
    mutation_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    arg_version INTEGER NOT NULL,
    args TEXT NOT NULL,
    base TEXT NOT NULL,
    at TEXT NOT NULL,
    device_id TEXT NOT NULL,
    scope_id TEXT,
    state TEXT NOT NULL DEFAULT 'pending',
    outcome TEXT,
    applied_seq INTEGER
  );
  CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    byte_length INTEGER NOT NULL,
    imported_at TEXT NOT NULL
  );
  CREATE TABLE blob_part (
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256, position)
  );
  `,
  // Sending: numbers on the wire, the server's answers, what waits for the person, what was thrown away.
  `
  ALTER TABLE device ADD COLUMN last_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE device ADD COLUMN last_push_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE device ADD COLUMN overlay_revision INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE device ADD COLUMN generation TEXT;
  ALTER TABLE device ADD COLUMN session TEXT;
  ALTER TABLE device ADD COLUMN is_signed_in INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE mutation ADD COLUMN push_seq INTEGER;
  ALTER TABLE mutation ADD COLUMN author TEXT;
  ALTER TABLE mutation ADD COLUMN is_atomic INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE mutation ADD COLUMN invoice_ids TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE mutation ADD COLUMN parked TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE mutation ADD COLUMN answer TEXT;
  UPDATE device SET last_seq = (SELECT coalesce(max(client_seq), 0) FROM mutation);
  CREATE UNIQUE INDEX mutation_push ON mutation (push_seq) WHERE push_seq IS NOT NULL;
  CREATE INDEX mutation_open ON mutation (client_seq) WHERE state <> 'done';
  CREATE TABLE conflict (
    id TEXT PRIMARY KEY,
    client_seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    groups TEXT NOT NULL,
    invoice_id TEXT,
    scope_id TEXT,
    mine TEXT NOT NULL,
    at TEXT NOT NULL
  );
  CREATE TABLE discarded (
    scope_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    count INTEGER NOT NULL,
    at TEXT NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scope_id, epoch)
  );
  `,
];
