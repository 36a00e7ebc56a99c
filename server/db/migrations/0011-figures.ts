import type { ServerMigration } from './migration.ts';

/**
 * What the dashboard and the list of invoices read. For each invoice and rule, what the rule proposes and has saved,
 * as defined in docs/dashboard.md: the sums always follow from the rows and can be reckoned anew at any time.
 */
export const figures: ServerMigration = {
  name: '0011-figures',
  isTransactional: true,
  sql: `
  -- A person chose another guideline for this very invoice: an assignment to its matter or client leaves it alone.
  ALTER TABLE invoices ADD COLUMN has_own_guideline boolean NOT NULL DEFAULT false;
  UPDATE invoices i SET has_own_guideline = true
    FROM matters m JOIN clients c ON c.id = m.client_id
    WHERE m.id = i.matter_id AND i.guideline_name <> coalesce(m.guideline_name, c.guideline_name, 'standard');

  CREATE TABLE rule_sums (
    invoice_id uuid NOT NULL REFERENCES invoices (id) ON DELETE CASCADE,
    rule_id text NOT NULL,
    scope_id text NOT NULL,
    proposed_e4 bigint NOT NULL DEFAULT 0,
    saved_e4 bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (invoice_id, rule_id)
  );
  ALTER TABLE rule_sums ENABLE ROW LEVEL SECURITY;
  CREATE POLICY rule_sums_scope ON rule_sums
    -- A list, not a probe for each row as elsewhere: these rows are read by the thousand and never one by one.
    USING ((SELECT lait_is_system()) OR scope_id IN (
      SELECT a.scope_id FROM scope_access a WHERE a.user_id = lait_user_id() AND a.revoked_at IS NULL));

  -- The newest first, for the list; a time of a few matters; what waits for somebody.
  CREATE INDEX invoices_received ON invoices (received_at DESC, id DESC) WHERE deleted_at IS NULL;
  CREATE INDEX invoices_scope_date ON invoices (scope_id, date);
  CREATE INDEX invoices_open ON invoices (scope_id) WHERE state IN ('analysed', 'in_review') AND deleted_at IS NULL;

  -- The one rule that a cut counts under: of the findings that the decision names, also of an earlier check, the one
  -- that would save most, then the most severe, then the first by id. Null where it names none that is held.
  CREATE FUNCTION lait_rule_of(p_invoice uuid, p_finding_ids jsonb) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT f.rule_id FROM findings f
    WHERE f.id = ANY (ARRAY(SELECT jsonb_array_elements_text(p_finding_ids)::uuid)) AND f.invoice_id = p_invoice
    ORDER BY f.potential_saving_e4 DESC, f.severity DESC, f.rule_id LIMIT 1
  $$;

  -- Reckons the sums of some invoices anew, after their findings changed.
  CREATE FUNCTION lait_reckon_rules(p_invoices uuid[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM rule_sums WHERE invoice_id = ANY(p_invoices);
    INSERT INTO rule_sums (invoice_id, rule_id, scope_id, proposed_e4, saved_e4)
      SELECT i.id, parts.rule_id, i.scope_id, sum(parts.proposed_e4), sum(parts.saved_e4)
      FROM (
        SELECT invoice_id, rule_id, cut_e4 AS proposed_e4, 0::bigint AS saved_e4
        FROM (
          SELECT DISTINCT ON (fl.line_id) f.invoice_id, f.rule_id, fl.cut_e4
          FROM findings f JOIN finding_lines fl ON fl.finding_id = f.id
          WHERE f.invoice_id = ANY(p_invoices) AND f.is_enabled AND f.deleted_at IS NULL AND fl.cut_e4 > 0
          ORDER BY fl.line_id, fl.cut_e4 DESC, f.severity DESC, f.rule_id) largest
        UNION ALL
        SELECT l.invoice_id, lait_rule_of(l.invoice_id, d.finding_ids), 0::bigint, d.cut_e4
        FROM line_items l JOIN decisions d ON d.line_id = l.id AND d.version = l.decision_version
        WHERE l.invoice_id = ANY(p_invoices) AND l.deleted_at IS NULL AND d.cut_e4 > 0) parts
      JOIN invoices i ON i.id = parts.invoice_id
      WHERE parts.rule_id IS NOT NULL
      GROUP BY i.id, parts.rule_id
  $$;

  -- A decision moves what its rule has saved, and takes back what the one before it had; whoever wrote it. As the
  -- owner: that the decision may be written was decided on its own row.
  CREATE FUNCTION lait_move_rule_savings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO rule_sums AS s (invoice_id, rule_id, scope_id, saved_e4)
      SELECT invoice_id, rule_id, scope_id, sum(saved_e4)
      FROM (
        SELECT w.invoice_id, w.scope_id, lait_rule_of(w.invoice_id, w.finding_ids) AS rule_id, w.cut_e4 AS saved_e4
        FROM written w WHERE w.cut_e4 > 0
        UNION ALL
        SELECT p.invoice_id, p.scope_id, lait_rule_of(p.invoice_id, p.finding_ids), -p.cut_e4
        FROM written w JOIN decisions p ON p.line_id = w.line_id AND p.version = w.version - 1
        WHERE p.cut_e4 > 0) moved
      WHERE rule_id IS NOT NULL
      GROUP BY invoice_id, rule_id, scope_id HAVING sum(saved_e4) <> 0
      ORDER BY invoice_id, rule_id
    ON CONFLICT (invoice_id, rule_id) DO UPDATE SET saved_e4 = s.saved_e4 + excluded.saved_e4;
    RETURN NULL;
  END $$;
  CREATE TRIGGER decisions_rule_savings AFTER INSERT ON decisions REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION lait_move_rule_savings();

  SELECT lait_reckon_rules(ARRAY(SELECT id FROM invoices));
  `,
};
