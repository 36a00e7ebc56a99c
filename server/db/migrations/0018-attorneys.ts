import type { ServerMigration } from './migration.ts';

/**
 * Registers of attorneys that were imported, and what was found when somebody who bills was compared with them. Of a
 * register's rows only what is compared is kept: no address, telephone or school.
 */
export const attorneys: ServerMigration = {
  name: '0018-attorneys',
  isTransactional: true,
  sql: `
  CREATE TABLE bar_registers (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    -- The day of the export.
    as_of date NOT NULL,
    state text NOT NULL CHECK (state IN ('loading', 'current', 'replaced')),
    imported_at timestamptz NOT NULL,
    row_count integer NOT NULL DEFAULT 0,
    sha256 text
  );
  CREATE UNIQUE INDEX bar_registers_current ON bar_registers (kind) WHERE state = 'current';

  CREATE TABLE bar_entries (
    register_id uuid NOT NULL,
    registration_number text NOT NULL,
    given_names text NOT NULL,
    last_name text NOT NULL,
    suffix text,
    firm_name text,
    city text,
    state text,
    year_admitted smallint,
    -- In the register's own words.
    status_raw text,
    -- The last name as it is compared.
    last_key text NOT NULL
  );
  CREATE INDEX bar_entries_number ON bar_entries (register_id, registration_number);
  CREATE INDEX bar_entries_name ON bar_entries (register_id, last_key);

  CREATE TABLE attorney_verifications (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    matter_id uuid REFERENCES matters (id),
    -- VerifyRequest of shared/api/legal-verification.ts.
    subject jsonb NOT NULL,
    -- Lower case, as on bills; whose timekeeper it is about.
    vendor_number text,
    timekeeper_number text,
    state text NOT NULL CHECK (state IN ('running', 'done')),
    verdict text CHECK (verdict IN ('match', 'possible', 'conflict', 'not_found', 'unavailable')),
    -- SourceVerdict[].
    sources jsonb NOT NULL DEFAULT '[]',
    asked_at timestamptz NOT NULL,
    ended_at timestamptz
  );
  CREATE INDEX attorney_verifications_user ON attorney_verifications (user_id, id);
  CREATE INDEX attorney_verifications_timekeeper ON attorney_verifications (vendor_number, timekeeper_number, id);
  CREATE INDEX attorney_verifications_asked ON attorney_verifications (asked_at);
  ALTER TABLE attorney_verifications ENABLE ROW LEVEL SECURITY;
  CREATE POLICY attorney_verifications_scope ON attorney_verifications
    USING ((SELECT lait_is_system())
      OR (matter_id IS NULL AND (user_id = lait_user_id()
        -- Rosters are administrators' to keep.
        OR (vendor_number IS NOT NULL AND (SELECT lait_is_administrator()))))
      OR EXISTS (
        SELECT 1 FROM scope_access a
        WHERE a.user_id = lait_user_id() AND a.scope_id = 'matter:' || attorney_verifications.matter_id
          AND a.revoked_at IS NULL));
  `,
};
