import type { Comment, HistoryEntry, RuleCount, TimekeeperSummary } from '#shared/api/workspace.ts';
import type { Problem } from '#shared/domain/invoice.ts';
import type { Engine } from '../engine.ts';
import { skippedOf } from '../store/invoice-record.ts';
import { keyRange } from '../store/keys.ts';
import { severityOf } from '../store/severity.ts';
import { nameOf } from '../sync/people.ts';
import { type FindingRow, findingViewOf, ruleTitle, SELECT_FINDINGS } from './finding-views.ts';
import { summaryOf } from './invoice-summary.ts';
import { invoiceRowFor, type QueryHandler } from './query.ts';

/** What a screen can show; `problemCount` says how many there are. */
const SHOWN_PROBLEMS = 1000;
const SHOWN_HISTORY = 500;

export const getInvoice: QueryHandler<'getInvoice'> = (engine, { invoiceId }) => {
  const { cache } = engine;
  const row = invoiceRowFor(engine, invoiceId);
  const key = row.invoice_key;
  const { first, last } = keyRange(key);
  const guideline = engine.guidelines.version(row.guideline_name, row.guideline_version);
  const problems = cache.all<{ body: string }>(
    'SELECT body FROM problems WHERE invoice_key = ? ORDER BY position LIMIT ?',
    key,
    SHOWN_PROBLEMS,
  );
  const invoiceFindings = cache.all<FindingRow>(
    `${SELECT_FINDINGS} WHERE findings.finding_key BETWEEN ? AND ? AND findings.line_count = 0
      ORDER BY findings.severity DESC, findings.finding_key`,
    first,
    last,
  );
  return {
    summary: summaryOf(engine, row),
    billingStart: row.billing_start,
    billingEnd: row.billing_end,
    description: row.description,
    clientMatterId: row.client_matter_id,
    guidelineTitle: guideline?.title ?? row.guideline_name,
    guidelineVersion: row.guideline_version,
    problems: problems.map(({ body }) => JSON.parse(body) as Problem),
    invoiceFindings: invoiceFindings.map(findingViewOf),
    rules: engine.views.remember(invoiceId, 'rules', 'findings', () => countRules(engine, first, last)),
    timekeepers: engine.views.remember(invoiceId, 'timekeepers', 'everything', () =>
      timekeepersOf(engine, first, last),
    ),
    skipped: skippedOf(row),
    comments: cache
      .all<Comment>(
        'SELECT id AS commentId, line_id AS lineId, text, by, at FROM comments WHERE invoice_key = ? ORDER BY at, id',
        key,
      )
      .map((comment) => ({ ...comment, by: nameOf(engine, comment.by) })),
    history: cache
      .all<HistoryEntry>(
        'SELECT at, by, text FROM history WHERE invoice_key = ? ORDER BY at DESC, id DESC LIMIT ?',
        key,
        SHOWN_HISTORY,
      )
      .map((entry) => ({ ...entry, by: nameOf(engine, entry.by) })),
  };
};

function countRules({ cache }: Engine, first: number, last: number): readonly RuleCount[] {
  const rules = cache.all<{ rule_id: string; severity: number; findings: number; enabled: number }>(
    `SELECT rule_id, max(severity) AS severity, count(*) AS findings, sum(is_enabled) AS enabled
      FROM findings WHERE finding_key BETWEEN ? AND ? GROUP BY rule_id`,
    first,
    last,
  );
  const lines = new Map(
    cache
      .all<{ rule_id: string; lines: number; saving: number }>(
        `SELECT rule_id, count(*) AS lines, sum(cut_e4) AS saving FROM (
          SELECT rule_id, line_key, max(cut_e4 * is_enabled) AS cut_e4
          FROM finding_lines JOIN findings USING (finding_key)
          WHERE line_key BETWEEN ? AND ? GROUP BY rule_id, line_key) GROUP BY rule_id`,
        first,
        last,
      )
      .map((each) => [each.rule_id, each]),
  );
  return rules
    .flatMap((rule): RuleCount[] => {
      const severity = severityOf(rule.severity);
      if (severity === null) return [];
      const line = lines.get(rule.rule_id);
      return [
        {
          ruleId: rule.rule_id,
          title: ruleTitle(rule.rule_id),
          severity,
          findingCount: rule.findings,
          lineCount: line?.lines ?? 0,
          enabledCount: rule.enabled,
          savingE4: line?.saving ?? 0,
        },
      ];
    })
    .sort((a, b) => b.savingE4 - a.savingE4 || (a.ruleId < b.ruleId ? -1 : 1));
}

function timekeepersOf({ cache }: Engine, first: number, last: number): readonly TimekeeperSummary[] {
  return cache.all<TimekeeperSummary>(
    `SELECT timekeeper_key AS key, coalesce(max(timekeeper_name), max(timekeeper_id), '') AS name,
      max(classification) AS classification, count(*) AS lineCount,
      coalesce(sum(CASE WHEN kind = 'F' THEN units_e4 END), 0) AS hoursE4, coalesce(sum(total_e4), 0) AS totalE4
      FROM line_items WHERE line_key BETWEEN ? AND ? AND timekeeper_key IS NOT NULL
      GROUP BY timekeeper_key ORDER BY totalE4 DESC, timekeeper_key`,
    first,
    last,
  );
}
