import type pg from 'pg';
import type { OracleDevice } from './oracle-device.ts';

/** Everything of one invoice that people see, as lines of text in one order. */
export type InvoiceText = readonly string[];

const ALL = { offset: 0, limit: 200 } as const;

/** What a device's database shows, by invoice. */
export async function shownOn({ workspace }: OracleDevice): Promise<ReadonlyMap<string, InvoiceText>> {
  const texts = new Map<string, InvoiceText>();
  const listed = await workspace.query('listInvoices', {
    sort: { by: 'invoiceNumber', direction: 'ascending' },
    ...ALL,
  });
  if (!listed.ok) throw new Error(listed.error.message);
  for (const { invoiceId, state, money } of listed.value.rows) {
    const detail = await workspace.query('getInvoice', { invoiceId });
    if (!detail.ok) throw new Error(detail.error.message);
    const { summary, guidelineVersion, comments, history, invoiceFindings } = detail.value;
    const text = [
      `state ${state} ${summary.guidelineName} ${guidelineVersion}`,
      `money ${money.savedE4} ${money.proposedE4} ${money.decidedCount} ${money.flaggedCount} ${money.openCount}`,
      ...comments.map(({ commentId, lineId, text: words }) => `comment ${commentId} ${lineId ?? '-'} ${words}`),
      ...history.map(({ text: words, at }) => `history ${new Date(at).getTime()} ${words}`),
    ];
    const findings = new Map(invoiceFindings.map((each) => [each.id, each]));
    const sort = { by: 'record', direction: 'ascending' } as const;
    const lines = await workspace.query('listLines', { invoiceId, filter: {}, sort, ...ALL });
    if (!lines.ok) throw new Error(lines.error.message);
    for (const { lineId } of lines.value.rows) {
      const line = await workspace.query('getLine', { lineId });
      if (!line.ok) throw new Error(line.error.message);
      const { decision, decisions, narrative } = line.value;
      for (const { version, kind, cutE4 } of decisions) text.push(`decided ${lineId} ${version} ${kind} ${cutE4}`);
      text.push(
        `line ${lineId} ${line.value.line.totalE4} ${narrative} ${
          decision === null
            ? '-'
            : [decision.version, decision.kind, decision.cutE4, decision.reasonCode, decision.note ?? '-'].join(' ')
        }`,
      );
      for (const finding of line.value.findings) findings.set(finding.id, finding);
    }
    for (const { id, isEnabled, dismissedReason } of findings.values()) {
      text.push(`finding ${id} ${isEnabled ? 'on' : `off ${dismissedReason ?? '-'}`}`);
    }
    texts.set(invoiceId, text.sort());
  }
  return texts;
}

/** What this person may SELECT, by invoice: plain SQL under row security, none of the sync's own code. */
export async function selectedFor(pool: pg.Pool, userId: string): Promise<ReadonlyMap<string, InvoiceText>> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SELECT set_config('lait.user_id', $1, true), set_config('lait.actor', 'person', true)", [
      userId,
    ]);
    const texts = new Map<string, string[]>();
    for (const query of QUERIES) {
      const { rows } = await client.query<{ invoice_id: string; text: string }>(query);
      for (const { invoice_id, text } of rows) texts.set(invoice_id, [...(texts.get(invoice_id) ?? []), text]);
    }
    await client.query('COMMIT');
    return new Map([...texts].map(([invoiceId, text]) => [invoiceId, text.sort()]));
  } finally {
    client.release();
  }
}

const QUERIES = [
  `SELECT id AS invoice_id, concat_ws(' ', 'state', state, guideline_name, guideline_version) AS text
    FROM invoices WHERE deleted_at IS NULL`,
  // Reckoned from the rows, so that a wrong counter shows as well.
  `SELECT l.invoice_id, concat_ws(' ', 'money', sum(coalesce(d.cut_e4, 0)), sum(coalesce(p.proposed, 0)), count(d.kind),
      count(p.line_id), count(p.line_id) FILTER (WHERE d.kind IS NULL)) AS text
    FROM line_items l
    LEFT JOIN LATERAL (SELECT * FROM decisions d WHERE d.line_id = l.id ORDER BY version DESC LIMIT 1) d ON true
    LEFT JOIN (
      SELECT fl.line_id, max(fl.cut_e4) AS proposed FROM finding_lines fl JOIN findings f ON f.id = fl.finding_id
      WHERE f.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM dismissals x WHERE x.finding_id = f.id AND NOT x.is_enabled)
      GROUP BY fl.line_id) p ON p.line_id = l.id
    WHERE l.deleted_at IS NULL GROUP BY l.invoice_id`,
  `SELECT invoice_id, concat_ws(' ', 'comment', id, coalesce(line_id::text, '-'), text) AS text
    FROM comments WHERE deleted_at IS NULL`,
  `SELECT invoice_id, concat_ws(' ', 'history', floor(extract(epoch FROM at) * 1000)::bigint, text) AS text
    FROM invoice_history WHERE deleted_at IS NULL`,
  `SELECT invoice_id, concat_ws(' ', 'decided', line_id, version, kind, cut_e4) AS text FROM decisions WHERE kind IS NOT NULL`,
  `SELECT l.invoice_id, concat_ws(' ', 'line', l.id, l.total_e4, coalesce(n.narrative, l.narrative),
      CASE WHEN d.kind IS NULL THEN '-' ELSE
        concat_ws(' ', d.version, d.kind, d.cut_e4, coalesce(d.reason_code, ''), coalesce(d.note, '-')) END) AS text
    FROM line_items l
    LEFT JOIN LATERAL (SELECT * FROM decisions d WHERE d.line_id = l.id ORDER BY version DESC LIMIT 1) d ON true
    LEFT JOIN narratives n ON n.line_id = l.id
    WHERE l.deleted_at IS NULL`,
  `SELECT f.invoice_id, concat_ws(' ', 'finding', f.id,
      CASE WHEN x.is_enabled = false THEN 'off ' || coalesce(x.reason, '-') ELSE 'on' END) AS text
    FROM findings f LEFT JOIN dismissals x ON x.finding_id = f.id WHERE f.deleted_at IS NULL`,
];

/** @returns the first few differences, in words */
export function differences(
  shown: ReadonlyMap<string, InvoiceText>,
  selected: ReadonlyMap<string, InvoiceText>,
): readonly string[] {
  const found: string[] = [];
  for (const invoiceId of new Set([...shown.keys(), ...selected.keys()])) {
    const [here, there] = [new Set(shown.get(invoiceId) ?? []), new Set(selected.get(invoiceId) ?? [])];
    for (const text of here) if (!there.has(text)) found.push(`shown only: ${text}`);
    for (const text of there) if (!here.has(text)) found.push(`selected only: ${text}`);
  }
  return found;
}
