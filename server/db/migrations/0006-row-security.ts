import type { ServerMigration } from './migration.ts';

/** Tables whose rows belong to one scope, never null: seen and written by whoever may see the scope. */
const SCOPED = [
  'invoices',
  'line_items',
  'findings',
  'decisions',
  'narratives',
  'dismissals',
  'comments',
  'invoice_history',
] as const;

/** As an index probe for a few rows, as one hashed list for many: PostgreSQL chooses by its own estimate. */
function seesScopeOf(column: string): string {
  return `EXISTS (
      SELECT 1 FROM scope_access a
      WHERE a.user_id = lait_user_id() AND a.scope_id = ${column} AND a.revoked_at IS NULL)`;
}

/**
 * The second of the two walls: whatever a query forgot, `lait_app` sees and writes only rows of scopes that the
 * person named in `lait.user_id` may see (server/access/read-as.ts). Nothing at all where nobody is named.
 * The owner, who migrates and backs up, is not bound.
 */
export const rowSecurity: ServerMigration = {
  name: '0006-row-security',
  isTransactional: true,
  sql: `
  -- A setting that was once local to a transaction comes back as '', not as NULL.
  CREATE FUNCTION lait_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('lait.user_id', true), '')::uuid $$;
  CREATE FUNCTION lait_is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('lait.actor', true) = 'system', false) $$;
  CREATE FUNCTION lait_is_anybody() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT lait_is_system() OR lait_user_id() IS NOT NULL $$;
  CREATE FUNCTION lait_is_administrator() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    -- As server/auth/authenticate.ts: without a second factor nobody is one, demo accounts excepted.
    AS $$ SELECT EXISTS (
      SELECT 1 FROM users
      WHERE id = lait_user_id() AND role = 'administrator' AND state = 'active'
        AND (totp_confirmed_at IS NOT NULL OR is_demo)) $$;

  -- Everybody has the firm's scope and their own from the first moment.
  CREATE FUNCTION lait_own_scopes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO scope_access (user_id, scope_id, granted_at)
      VALUES (NEW.id, 'firm', NEW.created_at), (NEW.id, 'user:' || NEW.id, NEW.created_at);
    RETURN NULL;
  END $$;
  CREATE TRIGGER users_own_scopes AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION lait_own_scopes();
  INSERT INTO scope_access (user_id, scope_id)
    SELECT id, 'firm' FROM users UNION ALL SELECT id, 'user:' || id FROM users;

  ${SCOPED.map(
    (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_scope ON ${table}
    USING ((SELECT lait_is_system()) OR ${seesScopeOf(`${table}.scope_id`)});`,
  ).join('\n')}

  -- Through the finding, whose own policy decides.
  ALTER TABLE finding_lines ENABLE ROW LEVEL SECURITY;
  CREATE POLICY finding_lines_scope ON finding_lines
    USING ((SELECT lait_is_system()) OR EXISTS (SELECT 1 FROM findings f WHERE f.id = finding_lines.finding_id));

  -- Read by the whole firm, kept by administrators.
  ALTER TABLE guidelines ENABLE ROW LEVEL SECURITY;
  CREATE POLICY guidelines_read ON guidelines FOR SELECT
    USING ((SELECT lait_is_system()) OR ${seesScopeOf('guidelines.scope_id')});
  CREATE POLICY guidelines_keep ON guidelines
    USING ((SELECT lait_is_system()) OR (SELECT lait_is_administrator()));

  -- Administrators know of every matter, in order to give and withdraw access; a wall hides it from them too.
  ALTER TABLE matters ENABLE ROW LEVEL SECURITY;
  CREATE POLICY matters_scope ON matters
    USING ((SELECT lait_is_system()) OR ${seesScopeOf('matters.scope_id')}
      OR ((SELECT lait_is_administrator()) AND NOT EXISTS (
        SELECT 1 FROM walls w
        WHERE w.matter_id = matters.id AND w.user_id = lait_user_id() AND w.lifted_at IS NULL)));

  -- A client is known to whoever may see one of its matters.
  ALTER TABLE clients ENABLE ROW LEVEL SECURITY;
  CREATE POLICY clients_read ON clients FOR SELECT
    USING (EXISTS (SELECT 1 FROM matters m WHERE m.client_id = clients.id));
  CREATE POLICY clients_keep ON clients
    USING ((SELECT lait_is_system()) OR (SELECT lait_is_administrator()));

  -- The sender's own, and those of a matter one may see; administrators look after what got stuck.
  CREATE INDEX invoices_upload ON invoices (upload_id);
  CREATE FUNCTION lait_matters_of_upload(upload uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    -- By the file, not by who sent it first: the same bill sent again is about the same matters.
    AS $$ SELECT DISTINCT i.matter_id FROM uploads u JOIN invoices i ON i.file_sha256 = u.sha256 WHERE u.id = upload $$;
  ALTER TABLE uploads ENABLE ROW LEVEL SECURITY;
  CREATE POLICY uploads_scope ON uploads
    USING ((SELECT lait_is_system())
      OR (uploads.user_id = lait_user_id() AND uploads.matter_id IS NULL)
      OR ${seesScopeOf(`'matter:' || uploads.matter_id`)}
      OR ((SELECT lait_is_administrator()) AND NOT EXISTS (
        SELECT 1 FROM walls w
        WHERE w.user_id = lait_user_id() AND w.lifted_at IS NULL
          AND (w.matter_id = uploads.matter_id OR EXISTS (
            SELECT 1 FROM lait_matters_of_upload(uploads.id) m WHERE m = w.matter_id)))));

  -- What happened is written for others too; it is read by those who may see it.
  ALTER TABLE change ENABLE ROW LEVEL SECURITY;
  CREATE POLICY change_scope ON change
    USING ((SELECT lait_is_system()) OR ${seesScopeOf('change.scope_id')});
  CREATE POLICY change_add ON change FOR INSERT WITH CHECK (lait_is_anybody());

  ALTER TABLE events ENABLE ROW LEVEL SECURITY;
  CREATE POLICY events_scope ON events
    USING ((SELECT lait_is_system()) OR ${seesScopeOf('events.scope_id')}
      OR (events.scope_id IS NULL AND (SELECT lait_is_administrator())));
  CREATE POLICY events_add ON events FOR INSERT WITH CHECK (lait_is_anybody());

  ALTER TABLE notifications ENABLE ROW LEVEL SECURITY;
  CREATE POLICY notifications_own ON notifications
    USING ((SELECT lait_is_system()) OR notifications.user_id = lait_user_id());
  CREATE POLICY notifications_add ON notifications FOR INSERT WITH CHECK (lait_is_anybody());
  `,
};
