import type { ServerMigration } from './migration.ts';

/** Versions of the desktop application, who is to get them, and how the devices that took them fare. */
export const releases: ServerMigration = {
  name: '0013-releases',
  isTransactional: true,
  sql: `
  -- Public keys whose signatures this firm's devices trust; at most two are in use.
  CREATE TABLE update_keys (
    key_id text PRIMARY KEY CHECK (key_id ~ '^[0-9a-f]{16}$'),
    public_key text NOT NULL,
    added_at timestamptz NOT NULL,
    retired_at timestamptz
  );
  -- Signed statements of rotation, in their order: devices follow them from whatever they pinned.
  CREATE TABLE update_key_statements (
    sequence integer PRIMARY KEY,
    statement text NOT NULL,
    key_id text NOT NULL,
    signature text NOT NULL
  );

  CREATE TABLE releases (
    id uuid PRIMARY KEY,
    version text NOT NULL UNIQUE,
    minimum_server text NOT NULL,
    -- The very text that was signed.
    descriptor text NOT NULL,
    key_id text NOT NULL,
    signature text NOT NULL,
    state text NOT NULL CHECK (state IN ('incomplete', 'ready', 'withdrawn')),
    -- Null: published to nobody yet.
    ring text CHECK (ring IN ('it', 'pilot', 'everyone')),
    percentage integer NOT NULL DEFAULT 0 CHECK (percentage BETWEEN 0 AND 100),
    paused_at timestamptz,
    -- HEALTH where it paused by itself, else the administrator's words.
    pause_reason text,
    added_by uuid REFERENCES users (id),
    added_at timestamptz NOT NULL
  );
  CREATE TABLE release_files (
    release_id uuid NOT NULL REFERENCES releases (id),
    name text NOT NULL UNIQUE,
    sha512 text NOT NULL,
    byte_length bigint NOT NULL,
    stored_at timestamptz,
    PRIMARY KEY (release_id, name)
  );

  ALTER TABLE devices
    ADD COLUMN ring text NOT NULL DEFAULT 'everyone' CHECK (ring IN ('it', 'pilot', 'everyone')),
    ADD COLUMN arch text,
    -- Asks for updates also when nobody is signed in; good for nothing else.
    ADD COLUMN update_token_hash bytea UNIQUE,
    ADD COLUMN update_contact_at timestamptz;

  -- The last word of each device on each version.
  CREATE TABLE update_reports (
    device_id uuid NOT NULL REFERENCES devices (id),
    version text NOT NULL,
    status text NOT NULL CHECK (status IN ('downloaded', 'installed', 'install_failed', 'refused', 'crashed', 'sync_failed')),
    code text,
    at timestamptz NOT NULL,
    PRIMARY KEY (device_id, version)
  );
  CREATE INDEX update_reports_version ON update_reports (version);
  `,
};
