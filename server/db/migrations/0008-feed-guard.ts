import type { ServerMigration } from './migration.ts';

/** The lock under which every transaction hands out its numbers: "feed" in letters. */
export const FEED_LOCK = 0x66656564;

/**
 * Synced tables, and the columns of which a write must reach the feed. Counters that each side reckons for
 * itself are no part of a row's body.
 */
const GUARDED: Readonly<Record<string, string>> = {
  users: 'display_name, row_version',
  matters: 'number, name, guideline_name, is_closed, client_id, row_version, deleted_at',
  invoices:
    'matter_id, body, vendor_id, vendor_name, invoice_number, date, currency, declared_total_e4, state, has_steps, submitted_by, due_on, guideline_name, guideline_version, analysed_on, row_version, deleted_at, scope_id',
  line_items: 'invoice_id, narrative, total_e4, units_e4, unit_cost_e4, row_version, deleted_at, scope_id',
  findings: 'position, rule_id, severity, body, row_version, deleted_at, scope_id',
  decisions: 'kind, cut_e4, note, row_version, deleted_at, scope_id',
  narratives: 'narrative, row_version, deleted_at, scope_id',
  dismissals: 'is_enabled, reason, row_version, deleted_at, scope_id',
  comments: 'text, row_version, deleted_at, scope_id',
  invoice_history: 'text, row_version, deleted_at, scope_id',
  guidelines: 'body, row_version, deleted_at, scope_id',
  notifications: 'read_at, row_version, deleted_at',
};

/**
 * The feed's own step, the last of every transaction that writes the shared record, and a guard that refuses
 * to commit a write of a synced table that did not go through it: such a row would never reach a desk.
 */
export const feedGuard: ServerMigration = {
  name: '0008-feed-guard',
  isTransactional: true,
  sql: `
  ALTER TABLE users ADD COLUMN row_version bigint NOT NULL DEFAULT 1;

  -- Sums modulo 2^64, kept in a signed column.
  CREATE FUNCTION lait_sum64(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT (mod(a::numeric + b::numeric + 27670116110564327424, 18446744073709551616)
                  - 9223372036854775808)::bigint $$;

  -- Everything a transaction kept back, in one round trip, so that the lock is held for the shortest time:
  -- whoever commits later has higher numbers, so no reader who has seen a number can miss a lower one.
  CREATE FUNCTION lait_flush(
    p_at timestamptz,
    -- Numbers for the caller's own rows (the audit log), after all others; at least one is drawn in all.
    p_reserved integer,
    p_scopes text[], p_tables text[], p_rows text[], p_ops text[], p_versions bigint[],
    p_sum_scopes text[], p_sums bigint[], p_counts bigint[],
    p_events jsonb,
    p_device uuid, p_client_seqs bigint[], p_mutations uuid[], p_outcomes text[], p_codes text[], p_messages text[],
    p_groups jsonb[], p_have_effects boolean[],
    -- The last number of a changed row, null where none changed; the highest number drawn.
    OUT last_seq bigint, OUT highest bigint
  ) LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(${FEED_LOCK});
    PERFORM set_config('lait.flushed', 'yes', true);
    IF cardinality(p_scopes) > 0 THEN
      INSERT INTO change (seq, scope_id, table_name, row_id, op, row_version, at)
        SELECT nextval('change_seq'), c.scope_id, c.table_name, c.row_id, c.op, c.row_version, p_at
        FROM unnest(p_scopes, p_tables, p_rows, p_ops, p_versions)
          AS c (scope_id, table_name, row_id, op, row_version);
      last_seq := currval('change_seq');
      INSERT INTO scope_checksum AS s (scope_id, checksum, row_count)
        SELECT * FROM unnest(p_sum_scopes, p_sums, p_counts)
        ON CONFLICT (scope_id) DO UPDATE
          SET checksum = lait_sum64(s.checksum, excluded.checksum), row_count = s.row_count + excluded.row_count;
    END IF;
    IF cardinality(p_client_seqs) > 0 THEN
      INSERT INTO mutation_result
          (device_id, client_seq, mutation_id, outcome, code, message, groups, applied_seq, at)
        SELECT p_device, r.client_seq, r.mutation_id, r.outcome, r.code, r.message, r.groups,
          CASE WHEN r.has_effect THEN last_seq END, p_at
        FROM unnest(p_client_seqs, p_mutations, p_outcomes, p_codes, p_messages, p_groups, p_have_effects)
          AS r (client_seq, mutation_id, outcome, code, message, groups, has_effect);
    END IF;
    IF p_events IS NOT NULL THEN
      INSERT INTO events (seq, id, type, at, scope_id, subject_id, actor_id, data)
        SELECT nextval('change_seq'), e.id, e.type, p_at, e.scope_id, e.subject_id, e.actor_id, e.data
        FROM jsonb_to_recordset(p_events)
          AS e (id uuid, type text, scope_id text, subject_id text, actor_id uuid, data jsonb);
    END IF;
    FOR counter IN 1..p_reserved LOOP
      PERFORM nextval('change_seq');
    END LOOP;
    highest := currval('change_seq');
  END $$;

  -- Deferred: asked when the transaction commits. Writes of the owner (restoring a backup, mending by hand) pass.
  CREATE FUNCTION lait_guard_feed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('lait.flushed', true) IS DISTINCT FROM 'yes' THEN
      RAISE EXCEPTION 'A row of % was written past the feed; use withChanges.', TG_TABLE_NAME USING ERRCODE = 'LA003';
    END IF;
    RETURN NULL;
  END $$;
  ${Object.entries(GUARDED)
    .map(
      ([table, columns]) => `
  CREATE CONSTRAINT TRIGGER ${table}_feed AFTER INSERT OR DELETE OR UPDATE OF ${columns} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (current_user = 'lait_app') EXECUTE FUNCTION lait_guard_feed();`,
    )
    .join('')}
  `,
};
