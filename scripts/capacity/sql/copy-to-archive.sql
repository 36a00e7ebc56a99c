-- Copies the lines of bills that were exported and are older than two years beside the record, by the year of their
-- receipt, PostgreSQL 15 to 18: for reports, and to be kept elsewhere (COPY archive.lines_2024 TO ...; then DETACH).
-- LAIT neither reads nor needs it. Run again, it copies what has become old since.
--   psql -U lait -d lait -v ON_ERROR_STOP=1 --single-transaction -f copy-to-archive.sql
CREATE SCHEMA IF NOT EXISTS archive;

CREATE TABLE IF NOT EXISTS archive.lines (
  LIKE public.line_items INCLUDING DEFAULTS,
  matter_id uuid NOT NULL,
  vendor_id text,
  invoice_number text,
  currency text,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);

DO $$
DECLARE
  year integer;
BEGIN
  FOR year IN
    SELECT DISTINCT extract(year FROM received_at AT TIME ZONE 'UTC')::integer FROM public.invoices
    WHERE state = 'exported' AND received_at < now() - interval '2 years'
  LOOP
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS archive.lines_%s PARTITION OF archive.lines FOR VALUES FROM (%L) TO (%L)',
      year, format('%s-01-01T00:00:00Z', year), format('%s-01-01T00:00:00Z', year + 1));
  END LOOP;
END $$;

INSERT INTO archive.lines
  SELECT l.*, i.matter_id, i.vendor_id, i.invoice_number, i.currency, i.received_at
  FROM public.line_items l JOIN public.invoices i ON i.id = l.invoice_id
  WHERE i.state = 'exported' AND i.received_at < now() - interval '2 years' AND i.deleted_at IS NULL
  ON CONFLICT DO NOTHING;
