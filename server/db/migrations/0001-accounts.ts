import type { ServerMigration } from './migration.ts';

/** Who may come in, how they prove it, and from which devices. */
export const accounts: ServerMigration = {
  name: '0001-accounts',
  isTransactional: true,
  sql: `
  CREATE TABLE server_generation (
    is_current boolean PRIMARY KEY DEFAULT true CHECK (is_current),
    id uuid NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now()
  );
  INSERT INTO server_generation (id) VALUES (gen_random_uuid());

  CREATE TABLE users (
    id uuid PRIMARY KEY,
    -- As typed in lower case; compared as such.
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    display_name text NOT NULL,
    role text NOT NULL CHECK (role IN ('reviewer', 'approver', 'administrator')),
    state text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    password_hash text,
    password_changed_at timestamptz,
    -- Encrypted with a key derived from JWT_SECRET_KEY; confirmed once a first code was right.
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    -- The last time step accepted: a code is good once.
    totp_last_step bigint,
    -- Demo accounts: the one exception to "administrators need TOTP".
    is_demo boolean NOT NULL DEFAULT false,
    -- Raised when role, grants or walls change: part of cache keys and of access tokens.
    access_version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES users (id),
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
  );

  -- First administrator, invitation, password reset: the secret itself is never stored.
  CREATE TABLE one_time_tokens (
    token_hash bytea PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('first_administrator', 'invitation', 'password_reset')),
    user_id uuid REFERENCES users (id),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  );

  CREATE TABLE devices (
    -- Minted by the device's own outbox.
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    name text NOT NULL,
    platform text NOT NULL,
    app_version text NOT NULL,
    schema_version integer NOT NULL,
    last_client_seq bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
  );
  CREATE INDEX devices_user ON devices (user_id);

  -- One row a sign-in: the family of its refresh tokens.
  CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    kind text NOT NULL CHECK (kind IN ('desktop', 'browser')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text,
    ip inet,
    user_agent text NOT NULL DEFAULT ''
  );
  CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;

  CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    issued_at timestamptz NOT NULL,
    spent_at timestamptz
  );
  CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

  -- Failed sign-ins by account-and-address and by account; the key is a digest, so that unknown names leave no list.
  CREATE TABLE login_failures (
    key text PRIMARY KEY,
    -- Where the account is known: so that an administrator can see and end a lockout.
    user_id uuid REFERENCES users (id),
    failures integer NOT NULL,
    window_began_at timestamptz NOT NULL,
    locked_until timestamptz
  );

  -- Settings an administrator may change while the server runs; values are checked in one module.
  CREATE TABLE settings (
    name text PRIMARY KEY,
    value jsonb NOT NULL,
    changed_by uuid REFERENCES users (id),
    changed_at timestamptz NOT NULL DEFAULT now()
  );
  `,
};
