import type pg from 'pg';

export interface GeneratedSize {
  readonly clients: number;
  readonly matters: number;
  readonly invoices: number;
  readonly linesPerInvoice: number;
  /** The day the record is looked at: invoices are dated over the year and a half before it, a few after it. */
  readonly today: string;
}

/** A pseudo-random whole number below `below` that follows from `key` alone. `purpose` keeps draws apart. */
function draw(key: string, purpose: number, below: number | string): string {
  return `mod(hashint8extended((${key})::bigint, ${purpose}) & 9223372036854775807, (${below})::bigint)`;
}

/**
 * Fills a database with a record of any size, the same one every time: invoices in several currencies, some
 * without a date, a currency or a total, a fifth of the lines flagged by one to three rules, more than half of
 * those decided, some twice. As the owner, past the feed: for figures and for load, not for sync.
 */
export async function generateRecord(owner: Pick<pg.Pool, 'query'>, size: GeneratedSize): Promise<void> {
  const { clients, matters, invoices, linesPerInvoice, today } = size;
  // Marked as a UUID of version 8.
  const uuid = (table: string, key: string) =>
    `overlay(overlay(md5('${table} ' || (${key})) PLACING '8' FROM 13) PLACING 'a' FROM 17)::uuid`;
  const run = (text: string) => owner.query(text);
  await run(`INSERT INTO users (id, email, display_name, role, state)
    SELECT ${uuid('user', '0')}, 'sender@generated.test', 'Sender', 'reviewer', 'active'`);
  await run(`INSERT INTO clients (id, number, name)
    SELECT ${uuid('client', 'g')}, 'G' || g, 'Generated client ' || g FROM generate_series(0, ${clients - 1}) g`);
  await run(`INSERT INTO matters (id, client_id, number, name)
    SELECT ${uuid('matter', 'g')}, ${uuid('client', `mod(g, ${clients})`)}, 'GM' || g, 'Generated matter ' || g
    FROM generate_series(0, ${matters - 1}) g`);
  await run(`INSERT INTO files (sha256, byte_length)
    SELECT md5('file ' || g) || md5('rest ' || g), 1000 FROM generate_series(0, ${invoices - 1}) g`);
  await run(`INSERT INTO uploads (id, user_id, idempotency_key, sha256, file_name, matter_id, state)
    SELECT ${uuid('upload', 'g')}, ${uuid('user', '0')}, 'g' || g, md5('file ' || g) || md5('rest ' || g), 'g.txt',
      ${uuid('matter', draw('g', 1, matters))}, 'processed'
    FROM generate_series(0, ${invoices - 1}) g`);
  await run(`INSERT INTO invoices (id, matter_id, client_id, upload_id, file_sha256, ordinal, vendor_id, vendor_name,
      invoice_number, date, currency, body, state, has_steps, submitted_by, due_on, guideline_name, guideline_version,
      analysed_on, received_at, line_count, problem_count, scope_id)
    SELECT ${uuid('invoice', 'g')}, m.id, m.client_id, ${uuid('upload', 'g')}, md5('file ' || g) || md5('rest ' || g), 1,
      'V' || ${draw('g', 2, 40)}, 'Vendor ' || ${draw('g', 2, 40)}, 'INV-' || g,
      CASE WHEN ${draw('g', 3, 100)} > 0 THEN '${today}'::date + 10 - (${draw('g', 4, 550)})::integer END,
      (ARRAY['USD','USD','USD','USD','USD','USD','EUR','EUR','GBP',NULL])[1 + ${draw('g', 5, 10)}],
      jsonb_build_object('fileName', 'g.txt', 'problems', '[]'::jsonb, 'columns', repeat('heading ', 120)),
      (ARRAY['analysed','in_review','in_review','returned','approved','exported','exported','exported','exported','exported'])
        [1 + ${draw('g', 6, 10)}],
      false, CASE WHEN ${draw('g', 7, 2)} = 0 THEN ${uuid('user', '0')} END,
      CASE WHEN ${draw('g', 8, 3)} > 0 THEN '${today}'::date - 20 + (${draw('g', 9, 60)})::integer END,
      'standard', 1, '${today}', '${today}'::timestamptz - make_interval(mins => (${draw('g', 10, 700_000)})::integer),
      ${linesPerInvoice}, 0, m.scope_id
    FROM generate_series(0, ${invoices - 1}) g JOIN matters m ON m.id = ${uuid('matter', draw('g', 1, matters))}`);
  await run(`UPDATE invoices SET submitted_by = NULL WHERE state IN ('analysed', 'returned')`);
  const invoiceOf = `l / ${linesPerInvoice}`;
  const count = invoices * linesPerInvoice;
  await run(`INSERT INTO line_items (id, invoice_id, record, line_number, kind, date, timekeeper_id, timekeeper_key,
      units_e4, unit_cost_e4, total_e4, narrative, scope_id)
    SELECT ${uuid('line', 'l')}, i.id, 1 + mod(l, ${linesPerInvoice}), (1 + mod(l, ${linesPerInvoice}))::text, 'F', i.date,
      'T' || ${draw('l', 11, 300)}, 't' || ${draw('l', 11, 300)},
      1000 * (1 + ${draw('l', 12, 90)}), 100 * (10000 + ${draw('l', 13, 90_000)}),
      (1000 * (1 + ${draw('l', 12, 90)})) * (100 * (10000 + ${draw('l', 13, 90_000)})) / 10000,
      'Review of generated file ' || l, i.scope_id
    FROM generate_series(0, ${count - 1}) l JOIN invoices i ON i.id = ${uuid('invoice', invoiceOf)}`);
  const flagged = `FROM generate_series(0, ${count - 1}) l
    CROSS JOIN LATERAL generate_series(0, (${draw('l', 14, 3)})::integer) f
    JOIN line_items t ON t.id = ${uuid('line', 'l')}
    WHERE ${draw('l', 15, 5)} = 0`;
  const finding = `l * 10 + f`;
  const cut = `CASE WHEN ${draw(finding, 16, 3)} = 0 THEN 0 ELSE t.total_e4 / (1 + ${draw(finding, 17, 6)}) END`;
  await run(`INSERT INTO findings (id, invoice_id, position, rule_id, severity, is_enabled, potential_saving_e4, body, scope_id)
    SELECT ${uuid('finding', finding)}, t.invoice_id, t.record * 10 + f, 'R' || lpad((1 + ${draw(finding, 18, 66)})::text, 2, '0'),
      1 + ${draw(finding, 19, 5)}, ${draw(finding, 20, 20)} > 0, ${cut}, '{}', t.scope_id ${flagged}`);
  await run(`INSERT INTO finding_lines (line_id, finding_id, cut_e4)
    SELECT t.id, ${uuid('finding', finding)}, ${cut} ${flagged}`);
  // A few were found by an earlier check and are not found any more; decisions still name them.
  await run(`UPDATE findings SET deleted_at = now() WHERE mod(position, 17) = 0`);
  await run(`DELETE FROM finding_lines fl USING findings f WHERE f.id = fl.finding_id AND f.deleted_at IS NOT NULL`);
  for (const version of [1, 2]) {
    const isDecided = version === 1 ? `${draw('l', 21, 5)} < 3` : `${draw('l', 21, 5)} < 3 AND ${draw('l', 22, 6)} = 0`;
    await run(`INSERT INTO decisions (line_id, version, invoice_id, kind, cut_e4, finding_ids, by_user, at, client_at,
        device_id, client_seq, scope_id)
      SELECT t.id, ${version}, t.invoice_id,
        CASE WHEN k = 0 THEN NULL WHEN k < 4 THEN 'accept' ELSE 'cut_percent' END,
        CASE WHEN k = 0 THEN NULL WHEN k < 4 THEN 0 ELSE t.total_e4 / (2 + ${draw('l', 24 + version, 5)}) END,
        CASE WHEN ${draw('l', 23, 10)} = 0 THEN '[]' ELSE (
          SELECT coalesce(jsonb_agg(${uuid('finding', finding)}), '[]') FROM generate_series(0, (${draw('l', 14, 3)})::integer) f) END,
        ${uuid('user', '0')}, '${today}', '${today}', ${uuid('device', '0')}, l, t.scope_id
      FROM generate_series(0, ${count - 1}) l
      JOIN line_items t ON t.id = ${uuid('line', 'l')}
      CROSS JOIN LATERAL (SELECT ${draw('l', 30 + version, 9)} AS k) kind
      WHERE ${draw('l', 15, 5)} = 0 AND ${isDecided}`);
  }
  await run(`UPDATE line_items l SET worst_severity = m.worst, proposed_e4 = m.proposed
    FROM (SELECT fl.line_id, max(f.severity) AS worst, max(fl.cut_e4) AS proposed
      FROM finding_lines fl JOIN findings f ON f.id = fl.finding_id
      WHERE f.is_enabled AND f.deleted_at IS NULL GROUP BY fl.line_id) m
    WHERE l.id = m.line_id`);
  await run(`UPDATE line_items l SET decision_version = d.version, decision_kind = d.kind, cut_e4 = d.cut_e4
    FROM (SELECT DISTINCT ON (line_id) * FROM decisions ORDER BY line_id, version DESC) d WHERE l.id = d.line_id`);
  await run(`UPDATE invoices i SET computed_total_e4 = CASE WHEN ${draw('hashtext(i.id::text)', 40, 50)} > 0 THEN m.total END,
      declared_total_e4 = m.total, proposed_e4 = m.proposed, saved_e4 = m.saved, decided_count = m.decided,
      flagged_count = m.flagged, open_count = m.open, finding_count = m.findings
    FROM (SELECT l.invoice_id, sum(l.total_e4)::bigint AS total, sum(l.proposed_e4)::bigint AS proposed,
        coalesce(sum(l.cut_e4), 0)::bigint AS saved, count(l.decision_kind) AS decided,
        count(*) FILTER (WHERE l.worst_severity > 0) AS flagged,
        count(*) FILTER (WHERE l.worst_severity > 0 AND l.decision_kind IS NULL) AS open,
        (SELECT count(*) FROM findings f WHERE f.invoice_id = l.invoice_id AND f.is_enabled AND f.deleted_at IS NULL) AS findings
      FROM line_items l GROUP BY l.invoice_id) m
    WHERE i.id = m.invoice_id`);
}
