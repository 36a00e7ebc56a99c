import { type FieldGroup, isVersioned, splitFieldGroup } from '#shared/review/field-group.ts';
import type { Change, Plan } from '#shared/review/mutation.ts';
import type { StoredBase } from '#shared/sync/push-queue.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import type { CacheFacts } from '../store/review-facts.ts';

/**
 * What the person saw of every versioned group an action writes: the server's version on the screen, and the own
 * action that wrote it last where the image does not hold it yet. Groups that were refused are left out.
 */
export function baseOf(
  cache: PreparedSql,
  facts: CacheFacts,
  touched: readonly FieldGroup[],
  plan: Extract<Plan, { outcome: 'applied' }>,
): Readonly<Record<string, StoredBase>> {
  const refused = new Set(plan.refused.map(({ lineId }) => lineId));
  const base: Record<string, StoredBase> = {};
  for (const group of touched) {
    const split = isVersioned(group) ? splitFieldGroup(group) : null;
    if (split === null || (split.kind === 'decision' && refused.has(split.id))) continue;
    base[group] = standingOn(cache, facts, split.kind, split.id);
  }
  return base;
}

interface BaseRow {
  readonly version: number;
  readonly after: number | null;
}

function standingOn(cache: PreparedSql, facts: CacheFacts, kind: string, id: string): StoredBase {
  if (kind === 'dismissal') {
    const row = cache.get<BaseRow>(
      `SELECT coalesce((SELECT version FROM dismissal_images WHERE finding_id = ?), 0) AS version,
        (SELECT client_seq FROM own_dismissals WHERE finding_id = ?) AS after`,
      id,
      id,
    );
    return row ?? { version: 0, after: null };
  }
  const lineKey = facts.lineKey(id);
  if (lineKey === null) return { version: 0, after: null };
  const row =
    kind === 'decision'
      ? cache.get<BaseRow>(
          `SELECT image_version AS version, (SELECT client_seq FROM decisions WHERE decisions.line_key = line_items.line_key
            AND version = decision_version AND row_version = 0) AS after FROM line_items WHERE line_key = ?`,
          lineKey,
        )
      : cache.get<BaseRow>(
          `SELECT coalesce((SELECT version FROM narrative_images WHERE line_key = ?), 0) AS version,
            (SELECT client_seq FROM own_narratives WHERE line_key = ?) AS after`,
          lineKey,
          lineKey,
        );
  return row ?? { version: 0, after: null };
}

/** The invoices an action is about, whether or not each of them changes. */
export function invoicesOf(
  facts: CacheFacts,
  touched: readonly FieldGroup[],
  changes: readonly Change[],
): readonly string[] {
  const ids = new Set<string>();
  for (const group of touched) {
    const split = splitFieldGroup(group);
    if (split === null) continue;
    if (split.kind === 'invoice') ids.add(split.id);
    const owner =
      split.kind === 'decision' || split.kind === 'narrative'
        ? facts.line(split.id)?.invoiceId
        : split.kind === 'dismissal'
          ? facts.finding(split.id)?.invoiceId
          : undefined;
    if (owner !== undefined) ids.add(owner);
  }
  for (const change of changes) if ('invoiceId' in change) ids.add(change.invoiceId);
  return [...ids];
}
