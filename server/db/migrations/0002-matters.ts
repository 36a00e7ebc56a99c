import type { ServerMigration } from './migration.ts';

/** Clients, matters, who may see them, and the rosters and rates that rules compare with. */
export const matters: ServerMigration = {
  name: '0002-matters',
  isTransactional: true,
  sql: `
  CREATE TABLE clients (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    name text NOT NULL,
    guideline_name text,
    created_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE matters (
    id uuid PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES clients (id),
    number text NOT NULL,
    name text NOT NULL,
    guideline_name text,
    -- Made from an invoice that named a matter nobody had entered; an administrator confirms it.
    is_confirmed boolean NOT NULL DEFAULT true,
    is_closed boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    scope_id text NOT NULL GENERATED ALWAYS AS ('matter:' || id::text) STORED,
    row_version bigint NOT NULL DEFAULT 1,
    updated_seq bigint,
    deleted_at timestamptz,
    UNIQUE (client_id, number)
  );

  -- A grant of one matter, or of all (matter_id NULL). Deny by default: no grant, no access.
  CREATE TABLE grants (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    matter_id uuid REFERENCES matters (id),
    granted_by uuid REFERENCES users (id),
    granted_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX grants_user_matter ON grants (user_id, coalesce(matter_id, '00000000-0000-0000-0000-000000000000'));

  -- An explicit refusal, above every role and grant.
  CREATE TABLE walls (
    id uuid PRIMARY KEY,
    matter_id uuid NOT NULL REFERENCES matters (id),
    user_id uuid NOT NULL REFERENCES users (id),
    reason text NOT NULL,
    raised_by uuid REFERENCES users (id),
    raised_at timestamptz NOT NULL DEFAULT now(),
    lifted_at timestamptz
  );
  CREATE UNIQUE INDEX walls_standing ON walls (matter_id, user_id) WHERE lifted_at IS NULL;

  -- What grants and walls come to, per user and scope: the one table that queries, row security and sync read.
  -- A scope given again after a withdrawal has a new epoch.
  CREATE TABLE scope_access (
    user_id uuid NOT NULL REFERENCES users (id),
    scope_id text NOT NULL,
    epoch integer NOT NULL DEFAULT 1,
    granted_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    PRIMARY KEY (user_id, scope_id)
  );
  CREATE INDEX scope_access_scope ON scope_access (scope_id) WHERE revoked_at IS NULL;

  CREATE TABLE vendors (
    id uuid PRIMARY KEY,
    -- LAW_FIRM_ID of their invoices.
    number text NOT NULL UNIQUE,
    name text NOT NULL
  );

  -- Who may bill, for whom, from when to when; null client or matter: for all.
  CREATE TABLE timekeepers (
    id uuid PRIMARY KEY,
    vendor_id uuid NOT NULL REFERENCES vendors (id),
    number text NOT NULL,
    name text NOT NULL,
    classification text,
    client_id uuid REFERENCES clients (id),
    matter_id uuid REFERENCES matters (id),
    approved_from date,
    approved_to date
  );
  CREATE INDEX timekeepers_vendor ON timekeepers (vendor_id, number);

  -- Agreed hourly rates in ten-thousandths, by person or by class; the narrowest that fits a date holds.
  CREATE TABLE rates (
    id uuid PRIMARY KEY,
    vendor_id uuid NOT NULL REFERENCES vendors (id),
    timekeeper_number text,
    classification text,
    client_id uuid REFERENCES clients (id),
    matter_id uuid REFERENCES matters (id),
    rate_e4 bigint NOT NULL CHECK (rate_e4 >= 0),
    currency text,
    valid_from date NOT NULL,
    valid_to date,
    CHECK (timekeeper_number IS NOT NULL OR classification IS NOT NULL)
  );
  CREATE INDEX rates_vendor ON rates (vendor_id, timekeeper_number);

  -- Agreed discounts on fees, in ten-thousandths of a percentage point (5 % is 50000).
  CREATE TABLE discounts (
    id uuid PRIMARY KEY,
    vendor_id uuid REFERENCES vendors (id),
    client_id uuid NOT NULL REFERENCES clients (id),
    matter_id uuid REFERENCES matters (id),
    percent_e4 integer NOT NULL CHECK (percent_e4 BETWEEN 1 AND 1000000),
    valid_from date NOT NULL,
    valid_to date
  );
  CREATE INDEX discounts_client ON discounts (client_id);
  `,
};
