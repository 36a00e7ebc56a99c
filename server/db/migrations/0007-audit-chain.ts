import type { ServerMigration } from './migration.ts';

/**
 * The audit log can only grow, and only at its end. `audit_head` is moved by the database itself and cannot be
 * written by the application: it says how many entries there are and which is last, so that a log cut short is
 * noticed too.
 */
export const auditChain: ServerMigration = {
  name: '0007-audit-chain',
  isTransactional: true,
  sql: `
  -- As text: what was hashed must come back letter by letter.
  ALTER TABLE audit_log ALTER COLUMN ip TYPE text USING host(ip);

  CREATE TABLE audit_head (
    is_current boolean PRIMARY KEY DEFAULT true CHECK (is_current),
    last_seq bigint NOT NULL,
    last_hash bytea NOT NULL,
    entry_count bigint NOT NULL
  );
  INSERT INTO audit_head (last_seq, last_hash, entry_count) VALUES (0, decode(repeat('00', 32), 'hex'), 0);

  CREATE FUNCTION lait_audit_follows() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    head audit_head%ROWTYPE;
    entry record;
  BEGIN
    SELECT * INTO head FROM audit_head FOR UPDATE;
    FOR entry IN SELECT seq, previous_hash, hash FROM added ORDER BY seq LOOP
      IF entry.seq <= head.last_seq OR entry.previous_hash <> head.last_hash THEN
        RAISE EXCEPTION 'An entry of the audit log does not follow the one before it.' USING ERRCODE = 'LA001';
      END IF;
      head.last_seq := entry.seq;
      head.last_hash := entry.hash;
      head.entry_count := head.entry_count + 1;
    END LOOP;
    UPDATE audit_head SET last_seq = head.last_seq, last_hash = head.last_hash, entry_count = head.entry_count;
    RETURN NULL;
  END $$;
  CREATE TRIGGER audit_log_follows AFTER INSERT ON audit_log
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION lait_audit_follows();

  CREATE FUNCTION lait_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'The audit log can only be added to.' USING ERRCODE = 'LA002';
  END $$;
  CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION lait_audit_stays();
  `,
};
