import type { Comment } from '#shared/api/workspace.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Problem } from '#shared/domain/invoice.ts';
import { invoiceKeyOf, positionOf } from '../store/keys.ts';
import { LINE_IMAGE_COLUMNS, type LineImageRow, lineOfRow } from '../store/line-record.ts';
import { type DecisionRow, decisionOfRow } from '../store/review-facts.ts';
import { LOCKED_SENTENCE } from '../sync/leases.ts';
import { nameOf } from '../sync/people.ts';
import { notFound, refuse } from '../workspace-error.ts';
import { type FindingRow, findingViewOf, SELECT_FINDINGS } from './finding-views.ts';
import type { QueryHandler } from './query.ts';

type Row = LineImageRow & {
  readonly proposed_e4: number;
  readonly decision_version: number;
  readonly invoice_id: string | null;
};

export const getLine: QueryHandler<'getLine'> = (engine, { lineId }) => {
  const { cache } = engine;
  const lineKey = engine.facts().lineKey(lineId) ?? notFound('This line');
  const row = cache.get<Row>(
    `SELECT ${LINE_IMAGE_COLUMNS}, proposed_e4, decision_version,
      (SELECT id FROM invoices WHERE invoice_key = ? AND is_locked = 0) AS invoice_id FROM line_items WHERE line_key = ?`,
    invoiceKeyOf(lineKey),
    lineKey,
  );
  if (row === undefined) return notFound('This line');
  if (row.invoice_id === null) return refuse(LOCKED_SENTENCE);
  const findings = cache.all<FindingRow>(
    `${SELECT_FINDINGS} WHERE findings.finding_key IN (SELECT finding_key FROM finding_lines WHERE line_key = ?)
      ORDER BY findings.severity DESC, findings.finding_key`,
    lineKey,
  );
  const decisions = cache
    .all<DecisionRow>('SELECT * FROM decisions WHERE line_key = ? ORDER BY version DESC', lineKey)
    .flatMap((each): Decision[] => {
      const content = decisionOfRow(each);
      return content === null ? [] : [{ lineId, version: each.version, ...content, by: nameOf(engine, content.by) }];
    });
  const problems = cache.all<{ body: string }>(
    'SELECT body FROM problems WHERE invoice_key = ? AND record = ? ORDER BY position',
    invoiceKeyOf(lineKey),
    positionOf(lineKey),
  );
  const comments = cache.all<Comment>(
    `SELECT id AS commentId, line_id AS lineId, text, by, at FROM comments
      WHERE invoice_key = ? AND line_id = ? ORDER BY at, id`,
    invoiceKeyOf(lineKey),
    lineId,
  );
  return {
    line: lineOfRow(row),
    invoiceId: row.invoice_id,
    narrative: row.narrative,
    findings: findings.map(findingViewOf),
    problems: problems.map(({ body }) => JSON.parse(body) as Problem),
    decision: decisions.find(({ version }) => version === row.decision_version) ?? null,
    decisions,
    proposedE4: row.proposed_e4,
    comments: comments.map((comment) => ({ ...comment, by: nameOf(engine, comment.by) })),
  };
};
