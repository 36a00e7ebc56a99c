import type { ServerMigration } from './migration.ts';

/**
 * What happened, in commit order: the change feed of sync, events, notifications and the audit log share one
 * sequence, drawn as the last step of a transaction under one advisory lock (`server/sync/with-changes.ts`).
 */
export const feed: ServerMigration = {
  name: '0004-feed',
  isTransactional: true,
  sql: `
  CREATE SEQUENCE change_seq;

  CREATE TABLE change (
    seq bigint PRIMARY KEY,
    scope_id text NOT NULL,
    table_name text NOT NULL,
    row_id text NOT NULL,
    op text NOT NULL CHECK (op IN ('put', 'delete')),
    row_version bigint NOT NULL,
    tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX change_scope ON change (scope_id, seq);
  CREATE INDEX change_at ON change (at);

  -- Up to where the feed was forgotten: a cursor below takes a fresh image.
  CREATE TABLE feed_horizon (
    is_current boolean PRIMARY KEY DEFAULT true CHECK (is_current),
    seq bigint NOT NULL
  );
  INSERT INTO feed_horizon (seq) VALUES (0);

  -- What each mutation of a device was answered, so that a repeated one gets the same answer.
  CREATE TABLE mutation_result (
    device_id uuid NOT NULL REFERENCES devices (id),
    client_seq bigint NOT NULL,
    mutation_id uuid NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('applied', 'noop', 'conflict', 'rejected')),
    code text,
    message text,
    -- GroupResult[] of shared/api/sync.ts.
    groups jsonb NOT NULL,
    applied_seq bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (device_id, client_seq)
  );

  -- Additive sum over the scope's rows (shared/sync/checksum.ts), moved in the transaction that writes them.
  CREATE TABLE scope_checksum (
    scope_id text PRIMARY KEY,
    checksum bigint NOT NULL,
    row_count bigint NOT NULL
  );

  -- What happened, for people and desks: ids and counts only.
  CREATE TABLE events (
    seq bigint PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    type text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    -- Null: for administrators alone.
    scope_id text,
    subject_id text,
    -- No foreign key: written under the lock for which everybody waits, so it must wait for nobody.
    actor_id uuid,
    data jsonb NOT NULL DEFAULT '{}'
  );
  CREATE INDEX events_scope ON events (scope_id, seq);

  CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    event_seq bigint,
    type text NOT NULL,
    -- The matter it is about; checked again whenever it is shown.
    about_scope_id text,
    subject_id text,
    data jsonb NOT NULL DEFAULT '{}',
    read_at timestamptz,
    scope_id text NOT NULL GENERATED ALWAYS AS ('user:' || user_id::text) STORED,
    row_version bigint NOT NULL DEFAULT 1,
    updated_seq bigint,
    deleted_at timestamptz
  );

  CREATE TABLE audit_log (
    seq bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    session_id uuid,
    device_id uuid,
    ip inet,
    action text NOT NULL,
    object_type text,
    object_id text,
    scope_id text,
    outcome text NOT NULL CHECK (outcome IN ('done', 'denied', 'failed')),
    detail jsonb NOT NULL DEFAULT '{}',
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
  );
  CREATE INDEX audit_log_scope ON audit_log (scope_id, seq);
  CREATE INDEX audit_log_actor ON audit_log (actor_id, seq);
  `,
};
