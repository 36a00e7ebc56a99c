/** What a screen can show, table by table. */
const SHOWN = {
  invoices: `SELECT id, state, has_steps, submitted_by, guideline_name, guideline_version, finding_count, worst_severity,
    proposed_e4, saved_e4, decided_count, flagged_count, open_count FROM invoices ORDER BY id`,
  lines: `SELECT id, narrative, original_narrative, worst_severity, rule_ids, proposed_e4, decision_version, decision_kind,
    cut_e4 FROM line_items WHERE line_key >> 26 IN (SELECT invoice_key FROM invoices) ORDER BY id`,
  decisions: `SELECT line_key, version, kind, hours_e4, percent_e4, pool_id, cut_e4, reason_code, note, by FROM decisions
    ORDER BY line_key, version`,
  findings:
    'SELECT id, is_enabled FROM findings WHERE invoice_key IN (SELECT invoice_key FROM invoices) ORDER BY id, finding_key',
  dismissals: 'SELECT finding_id, reason FROM dismissals ORDER BY finding_id',
  comments: 'SELECT id, text, by FROM comments ORDER BY id',
} as const;

/** @param all the rows of one statement on a working copy */
export function shownIn(all: (sql: string) => readonly unknown[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(SHOWN).map(([table, sql]) => [
      table,
      all(sql)
        .map((row) => JSON.stringify(row))
        .join('\n'),
    ]),
  );
}

/** @returns where two copies differ first, in words; `null` when they show the same */
export function differenceOfShown(
  shown: Readonly<Record<string, string>>,
  again: Readonly<Record<string, string>>,
): string | null {
  for (const [table, text] of Object.entries(shown)) {
    if (again[table] !== text) return `${table}: ${firstDifference(text, again[table] ?? '')}`;
  }
  return null;
}

function firstDifference(shown: string, again: string): string {
  const left = shown.split('\n');
  const right = again.split('\n');
  const at = left.findIndex((each, index) => each !== right[index]);
  return `shown ${left[at] ?? 'nothing'}, laid on anew ${right[at === -1 ? left.length : at] ?? 'nothing'}`;
}
