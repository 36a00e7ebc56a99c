-- Splits line_items into eight parts by a hash of the id, PostgreSQL 15 to 18. Nothing else changes: same name, same rows,
-- indexes, foreign keys, triggers, row security and rights, so LAIT does not notice. Each part can be vacuumed, rebuilt and
-- moved to another disk (ALTER TABLE line_items_part_3 SET TABLESPACE ...) by itself.
-- As the owner, LAIT stopped, a fresh backup made, room for the table once more:
--   psql -U lait -d lait -v ON_ERROR_STOP=1 --single-transaction -f partition-lines.sql
-- By time it cannot be split: a line's id follows from its file, and every primary key would have to hold the time.
LOCK TABLE line_items IN ACCESS EXCLUSIVE MODE;

CREATE TEMP TABLE held ON COMMIT DROP AS
  SELECT 1 AS place, pg_get_indexdef(indexrelid) AS statement
    FROM pg_index WHERE indrelid = 'line_items'::regclass AND NOT indisprimary
  UNION ALL
  SELECT 2, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint
    WHERE contype = 'f' AND (confrelid = 'line_items'::regclass OR conrelid = 'line_items'::regclass)
  UNION ALL
  SELECT 3, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'line_items'::regclass AND NOT tgisinternal
  UNION ALL
  SELECT 4, format('CREATE POLICY %I ON line_items AS %s FOR %s USING (%s)', policyname, permissive, cmd, qual)
    FROM pg_policies WHERE schemaname = 'public' AND tablename = 'line_items'
  UNION ALL
  SELECT 5, format('GRANT %s ON line_items TO %I', privilege_type, grantee)
    FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND table_name = 'line_items' AND grantee <> current_user;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT conrelid::regclass AS child, conname FROM pg_constraint
    WHERE contype = 'f' AND confrelid = 'line_items'::regclass
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.child, one.conname);
  END LOOP;
END $$;

ALTER TABLE line_items RENAME TO line_items_whole;
ALTER TABLE line_items_whole RENAME CONSTRAINT line_items_pkey TO line_items_whole_pkey;
CREATE TABLE line_items (LIKE line_items_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
  PARTITION BY HASH (id);

DO $$
BEGIN
  FOR part IN 0..7 LOOP
    EXECUTE format(
      'CREATE TABLE line_items_part_%s PARTITION OF line_items FOR VALUES WITH (MODULUS 8, REMAINDER %s)', part, part);
  END LOOP;
END $$;

INSERT INTO line_items SELECT * FROM line_items_whole;
DROP TABLE line_items_whole;
ALTER TABLE line_items ADD CONSTRAINT line_items_pkey PRIMARY KEY (id);
ALTER TABLE line_items ENABLE ROW LEVEL SECURITY;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT statement FROM held ORDER BY place LOOP
    EXECUTE one.statement;
  END LOOP;
END $$;

ANALYZE line_items;
