-- Splits the change feed by its sequence, PostgreSQL 15 to 18: what has been trimmed is then given back by dropping a part
-- and not by a vacuum. Nothing is copied; the rows there are become the first part. As the owner, LAIT stopped:
--   psql -U lait -d lait -v ON_ERROR_STOP=1 --single-transaction -f partition-feed.sql
-- LAIT goes on to trim by itself. Once a month, the next part and the end of those that are empty:
--   CREATE TABLE change_from_N PARTITION OF change FOR VALUES FROM (N) TO (M);
--   ALTER TABLE change DETACH PARTITION change_until_now; DROP TABLE change_until_now;
LOCK TABLE change IN ACCESS EXCLUSIVE MODE;

CREATE TEMP TABLE held ON COMMIT DROP AS
  SELECT 1 AS place, pg_get_indexdef(indexrelid) AS statement
    FROM pg_index WHERE indrelid = 'change'::regclass AND NOT indisprimary
  UNION ALL
  SELECT 2, format('CREATE POLICY %I ON change AS %s FOR %s%s%s', policyname, permissive, cmd,
      ' USING (' || qual || ')', ' WITH CHECK (' || with_check || ')')
    FROM pg_policies WHERE schemaname = 'public' AND tablename = 'change'
  UNION ALL
  SELECT 3, format('GRANT %s ON change TO %I', privilege_type, grantee)
    FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND table_name = 'change' AND grantee <> current_user;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indrelid = 'change'::regclass LOOP
    EXECUTE format('ALTER INDEX %s RENAME TO %s_until_now', one.name, one.name);
  END LOOP;
END $$;

ALTER TABLE change RENAME TO change_until_now;
CREATE TABLE change (LIKE change_until_now INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (seq);
ALTER TABLE change ADD CONSTRAINT change_pkey PRIMARY KEY (seq);
ALTER TABLE change ENABLE ROW LEVEL SECURITY;

DO $$
DECLARE
  one record;
  next_seq bigint := (SELECT last_value + 1 FROM change_seq);
BEGIN
  FOR one IN SELECT statement FROM held ORDER BY place LOOP
    EXECUTE one.statement;
  END LOOP;
  EXECUTE format('ALTER TABLE change ATTACH PARTITION change_until_now FOR VALUES FROM (MINVALUE) TO (%s)', next_seq);
  EXECUTE format('CREATE TABLE change_from_%s PARTITION OF change FOR VALUES FROM (%s) TO (%s)',
    next_seq, next_seq, next_seq + 50000000);
END $$;

-- Takes what comes when nobody made the next part; it should stay empty.
CREATE TABLE change_beyond PARTITION OF change DEFAULT;
ANALYZE change;
