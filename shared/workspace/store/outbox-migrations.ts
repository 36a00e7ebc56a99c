import type { MigrationStep } from './migrate.ts';

/**
 * The outbox: what was imported and what the person did, in order. Bytes are kept in parts, so that a file
 * of 200 MB never needs one value of 200 MB. `state` and `outcome` are for the server's answers to come.
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
];
