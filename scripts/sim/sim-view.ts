import type { ModelServer } from '#shared/sync/simulation/model-server.ts';
import { linesOf } from './sim-act.ts';
import type { SimDevice } from './sim-device.ts';

/** What a person sees of one invoice, in a form in which the server's record can be put as well. */
export interface InvoiceView {
  readonly state: string;
  readonly guideline: string;
  readonly savedE4: number;
  /** By line: the decision with its version, the words, in order of the file. */
  readonly lines: readonly string[];
  /** Findings, and why they are off. */
  readonly findings: readonly string[];
  readonly comments: readonly string[];
}

/** Everything a device shows, by invoice. Empty while its process is down. */
export async function shownOn(device: Pick<SimDevice, 'workspace'>): Promise<ReadonlyMap<string, InvoiceView>> {
  const { workspace } = device;
  const views = new Map<string, InvoiceView>();
  if (workspace === null) return views;
  const sort = { by: 'invoiceNumber', direction: 'ascending' } as const;
  const listed = await workspace.query('listInvoices', { sort, offset: 0, limit: 100 });
  if (!listed.ok) throw new Error(`listInvoices: ${listed.error.message}`);
  for (const summary of listed.value.rows) {
    const { invoiceId } = summary;
    const lines: string[] = [];
    const findings = new Map<string, string>();
    const comments = new Set<string>();
    for (const { lineId } of await linesOf(device, invoiceId)) {
      const line = await workspace.query('getLine', { lineId });
      if (!line.ok) throw new Error(`getLine ${lineId}: ${line.error.message}`);
      const { decision, narrative } = line.value;
      lines.push(lineText(lineId, narrative, decision));
      for (const finding of line.value.findings) {
        findings.set(finding.id, findingText(finding.id, finding.isEnabled, finding.dismissedReason));
      }
    }
    const detail = await workspace.query('getInvoice', { invoiceId });
    if (!detail.ok) throw new Error(`getInvoice: ${detail.error.message}`);
    for (const { id, isEnabled, dismissedReason } of detail.value.invoiceFindings) {
      findings.set(id, findingText(id, isEnabled, dismissedReason));
    }
    for (const { commentId, text } of detail.value.comments) comments.add(`${commentId} ${text}`);
    views.set(invoiceId, {
      state: summary.state,
      guideline: `${detail.value.summary.guidelineName} ${detail.value.guidelineVersion}`,
      savedE4: summary.money.savedE4,
      lines: lines.toSorted(),
      findings: [...findings.values()].toSorted(),
      comments: [...comments].toSorted(),
    });
  }
  return views;
}

/** What the server's record would show this person. */
export function recordedFor(server: ModelServer, userId: string): ReadonlyMap<string, InvoiceView> {
  const { record } = server;
  const mine = server.access.scopesOf(userId);
  const facts = record.facts((scopeId) => mine.has(scopeId));
  const views = new Map<string, InvoiceView>();
  for (const [invoiceId, parts] of record.invoices) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) continue;
    const lines = parts.lineIds.map((lineId) => {
      const decision = record.standing(lineId);
      const shown =
        decision?.decision == null ? null : { ...decision.decision, by: decision.by, version: decision.version };
      return lineText(lineId, facts.line(lineId)?.narrative ?? '', shown);
    });
    const findings = parts.findingIds.map((findingId) => {
      const finding = facts.finding(findingId);
      return findingText(findingId, finding?.isEnabled ?? true, finding?.reason ?? null);
    });
    const comments = record.rows.standing(parts.scopeId).flatMap(({ table, id }) => {
      const comment = table === 'comment' ? record.rows.body('comment', id) : null;
      return comment?.invoiceId === invoiceId ? [`${id} ${comment.text}`] : [];
    });
    views.set(invoiceId, {
      state: invoice.state,
      guideline: `${invoice.guidelineName} ${invoice.guidelineVersion}`,
      savedE4: invoice.savedE4,
      lines: lines.toSorted(),
      findings: findings.toSorted(),
      comments: comments.toSorted(),
    });
  }
  return views;
}

/** @returns where two views differ first, in words; `null` when they are the same */
export function differenceOf(shown: InvoiceView | undefined, recorded: InvoiceView | undefined): string | null {
  if (shown === undefined || recorded === undefined) {
    return shown === recorded ? null : shown === undefined ? 'the invoice is not shown' : 'the invoice is not recorded';
  }
  for (const part of ['state', 'guideline', 'savedE4', 'lines', 'findings', 'comments'] as const) {
    const [left, right] = [JSON.stringify(shown[part]), JSON.stringify(recorded[part])];
    if (left !== right) return `${part}: shown ${left}, expected ${right}`;
  }
  return null;
}

interface ShownDecision {
  readonly kind: string;
  readonly version: number;
  readonly cutE4: number | null;
  readonly hoursE4?: number | undefined;
  readonly rateE4?: number | undefined;
  readonly percentE4?: number | undefined;
  readonly poolId?: string | undefined;
  readonly reasonCode: string | null;
  readonly note?: string | undefined;
}

function lineText(lineId: string, narrative: string, decision: ShownDecision | null): string {
  if (decision === null) return JSON.stringify([lineId, narrative]);
  const { kind, version, cutE4, hoursE4, rateE4, percentE4, poolId, reasonCode, note } = decision;
  return JSON.stringify([
    lineId,
    narrative,
    kind,
    version,
    cutE4,
    hoursE4,
    rateE4,
    percentE4,
    poolId,
    reasonCode,
    note,
  ]);
}

function findingText(findingId: string, isEnabled: boolean, reason: string | null): string {
  return isEnabled ? findingId : `${findingId} off: ${reason}`;
}
