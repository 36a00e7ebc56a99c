import type { Decision } from '#shared/domain/decision.ts';
import type { Finding, Severity } from '#shared/domain/finding.ts';
import type { Invoice, InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import { type FieldGroup, splitFieldGroup } from '#shared/review/field-group.ts';
import type { Change, DecisionContent, InvoiceFacts, MutationMeta } from '#shared/review/mutation.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { JudgeFacts } from '../judge-mutation.ts';
import { reviewDigest } from '../review-digest.ts';
import type { DecisionBody, InvoiceBody } from '../synced-row.ts';
import type { ModelRows } from './model-rows.ts';

const SERIOUS: ReadonlySet<Severity> = new Set(['must_fix', 'auto_cut', 'reject']);

/** What the server knows of an invoice besides its rows: where to find them. */
export interface InvoiceParts {
  readonly scopeId: string;
  readonly lineIds: readonly string[];
  findingIds: readonly string[];
}

/** The shared record of the model server: the real one's tables, in memory. */
export interface ModelRecord {
  readonly rows: ModelRows;
  readonly invoices: ReadonlyMap<string, InvoiceParts>;
  /** How things stand for one person. @param maySee whether a scope is open to them */
  facts(maySee: (scopeId: string) => boolean): JudgeFacts;
  write(changes: readonly Change[], meta: MutationMeta): void;
  addInvoice(
    scopeId: string,
    invoice: Invoice,
    file: { readonly sha256: string; readonly name: string },
    at: string,
  ): void;
  /** The decision that stands; `null` where none does. */
  standing(lineId: string): DecisionBody | null;
  copy(): ModelRecord;
}

/** @param newId ids of rows the server mints */
export function modelRecord(rows: ModelRows, newId: () => string): ModelRecord {
  return recordOf(rows, newId, new Map(), new Map());
}

function recordOf(
  rows: ModelRows,
  newId: () => string,
  invoices: Map<string, InvoiceParts>,
  lastVersions: Map<string, number>,
): ModelRecord {
  const record: ModelRecord = {
    rows,
    invoices,
    facts: (maySee) => factsOf(maySee),
    write(changes, meta) {
      for (const change of changes) writeChange(change, meta);
    },
    addInvoice,
    standing(lineId) {
      const body = rows.body('decision', `${lineId}:${lastVersions.get(lineId) ?? 0}`);
      return body?.decision === null ? null : body;
    },
    copy: () =>
      recordOf(
        rows.copy(),
        newId,
        new Map([...invoices].map(([id, parts]) => [id, { ...parts }])),
        new Map(lastVersions),
      ),
  };
  return record;

  function scopeOf(invoiceId: string): string {
    const parts = invoices.get(invoiceId);
    if (parts === undefined) throw new Error('The model holds no such invoice.');
    return parts.scopeId;
  }

  function factsOf(maySee: (scopeId: string) => boolean): JudgeFacts {
    const seen = (invoiceId: string | undefined) =>
      invoiceId !== undefined && invoices.has(invoiceId) && maySee(scopeOf(invoiceId));
    return {
      versionOf,
      line(lineId) {
        const body = rows.body('line', lineId);
        if (body === null || !seen(body.invoiceId)) return null;
        const standing = record.standing(lineId);
        const narrative = rows.body('narrative', lineId)?.narrative ?? null;
        return {
          lineId,
          invoiceId: body.invoiceId,
          lineNumber: body.lineNumber,
          totalE4: body.totalE4,
          unitsE4: body.unitsE4,
          unitCostE4: body.unitCostE4,
          narrative: narrative ?? body.narrative,
          originalNarrative: body.narrative,
          isFlagged: false,
          decisionVersion: lastVersions.get(lineId) ?? 0,
          decisionKind: standing?.decision?.kind ?? null,
          cutE4: standing?.decision?.cutE4 ?? null,
        };
      },
      invoice: (invoiceId) => (seen(invoiceId) ? invoiceFacts(invoiceId) : null),
      finding(findingId) {
        const body = rows.body('finding', findingId);
        if (body === null || !seen(body.invoiceId)) return null;
        const dismissal = rows.body('dismissal', findingId);
        const isEnabled = dismissal?.isEnabled ?? true;
        const reason = isEnabled ? null : (dismissal?.reason ?? null);
        return { findingId, invoiceId: body.invoiceId, ruleId: body.ruleId, isEnabled, reason };
      },
      decisionAt(lineId, version) {
        const body = rows.body('decision', `${lineId}:${version}`);
        return body === null ? null : contentOf(body);
      },
      guideline: (name) => latestGuideline(name),
    };
  }

  function versionOf(group: FieldGroup): number {
    const split = splitFieldGroup(group);
    if (split?.kind === 'decision') return lastVersions.get(split.id) ?? 0;
    if (split?.kind === 'narrative' || split?.kind === 'dismissal') return rows.version(split.kind, split.id);
    return 0;
  }

  function invoiceFacts(invoiceId: string): InvoiceFacts | null {
    const body = rows.body('invoice', invoiceId);
    const parts = invoices.get(invoiceId);
    if (body === null || parts === undefined) return null;
    const decided = parts.lineIds.flatMap((lineId) => {
      const decision = record.standing(lineId);
      const content = decision === null ? null : contentOf(decision);
      return content === null ? [] : [{ lineId, decision: content }];
    });
    return {
      invoiceId,
      state: body.state,
      lineCount: body.lineCount,
      hasSteps: body.hasSteps,
      submittedBy: body.submittedBy,
      savedE4: decided.reduce((sum, { decision }) => sum + (decision.cutE4 ?? 0), 0),
      decidedCount: decided.length,
      guidelineName: body.guidelineName,
      guidelineVersion: body.guidelineVersion,
      analysedOn: body.analysedOn,
      seriousOpenCount() {
        const open = new Set<string>();
        for (const findingId of parts.findingIds) {
          const finding = rows.body('finding', findingId);
          if (finding === null || !SERIOUS.has(finding.severity)) continue;
          if (rows.body('dismissal', findingId)?.isEnabled === false) continue;
          for (const lineId of finding.lineIds) if (record.standing(lineId) === null) open.add(lineId);
        }
        return open.size;
      },
      reviewDigest: () => digestOf(body, parts, decided),
    };
  }

  function digestOf(
    body: InvoiceBody,
    parts: InvoiceParts,
    decisions: readonly { readonly lineId: string; readonly decision: DecisionContent }[],
  ): string {
    return reviewDigest({
      guidelineName: body.guidelineName,
      guidelineVersion: body.guidelineVersion,
      decisions,
      narratives: parts.lineIds.flatMap((lineId) => {
        const narrative = rows.body('narrative', lineId)?.narrative ?? null;
        return narrative === null ? [] : [{ lineId, narrative }];
      }),
      dismissals: rows.standing(parts.scopeId).flatMap(({ table, id }) => {
        const dismissal = table === 'dismissal' ? rows.body('dismissal', id) : null;
        if (dismissal === null || dismissal.isEnabled) return [];
        return invoices.get(dismissal.invoiceId) === parts ? [{ findingId: id, reason: dismissal.reason }] : [];
      }),
    });
  }

  function latestGuideline(name: string): Guideline | null {
    const saved = rows
      .standing('firm')
      .flatMap(({ table, id }) => (table === 'guideline' ? [rows.body('guideline', id)] : []))
      .flatMap((body) => (body?.guideline.name === name ? [body.guideline] : []));
    saved.sort((a, b) => b.version - a.version);
    return saved[0] ?? builtInGuidelines.find((each) => each.name === name) ?? null;
  }

  function guidelineOf(name: string, version: number): Guideline {
    const found =
      rows.body('guideline', `${name}:${version}`)?.guideline ??
      builtInGuidelines.find((each) => each.name === name && each.version === version);
    if (found === undefined) throw new Error('The model holds no such guideline.');
    return found;
  }

  function writeChange(change: Change, meta: MutationMeta): void {
    const by = meta.author.userId;
    const { at, deviceId } = meta;
    switch (change.kind) {
      case 'decision': {
        const line = rows.body('line', change.lineId);
        if (line === null) return;
        const version = (lastVersions.get(change.lineId) ?? 0) + 1;
        lastVersions.set(change.lineId, version);
        const { invoiceId } = line;
        const decision = change.decision === null ? null : bodyOf(change.decision);
        rows.put(scopeOf(invoiceId), 'decision', `${change.lineId}:${version}`, {
          invoiceId,
          lineId: change.lineId,
          version,
          decision,
          by,
          at,
          deviceId,
        });
        return;
      }
      case 'narrative': {
        const line = rows.body('line', change.lineId);
        if (line === null) return;
        const narrative = change.narrative === line.narrative ? null : change.narrative;
        const { invoiceId } = line;
        rows.put(scopeOf(invoiceId), 'narrative', change.lineId, { invoiceId, narrative, by, at });
        return;
      }
      case 'finding': {
        const { invoiceId, findingId, isEnabled, reason } = change;
        rows.put(scopeOf(invoiceId), 'dismissal', findingId, { invoiceId, isEnabled, reason, by, at });
        return;
      }
      case 'invoiceState': {
        const body = rows.body('invoice', change.invoiceId);
        if (body === null) return;
        rows.put(scopeOf(change.invoiceId), 'invoice', change.invoiceId, {
          ...body,
          state: change.state,
          hasSteps: body.hasSteps || change.isStep === true,
          submittedBy: change.submittedBy === undefined ? body.submittedBy : change.submittedBy,
        });
        return;
      }
      case 'comment': {
        const { commentId, invoiceId, lineId, text } = change;
        if (rows.version('comment', commentId) > 0) return;
        rows.put(scopeOf(invoiceId), 'comment', commentId, { invoiceId, lineId, text, by, at });
        return;
      }
      case 'history':
        rows.put(scopeOf(change.invoiceId), 'history', newId(), {
          invoiceId: change.invoiceId,
          text: change.text,
          by,
          at,
        });
        return;
      case 'guideline':
        rows.put('firm', 'guideline', `${change.guideline.name}:${change.guideline.version}`, {
          guideline: change.guideline,
        });
        return;
      case 'analysis':
        analyseAgain(change.invoiceId, change.guidelineName, change.guidelineVersion, change.analysedOn);
        return;
      case 'actionState':
        return;
    }
  }

  function addInvoice(
    scopeId: string,
    invoice: Invoice,
    file: { readonly sha256: string; readonly name: string },
    at: string,
  ): void {
    const { id, lines, ...header } = invoice;
    if (invoices.has(id)) return;
    const guideline = latestGuideline('standard');
    if (guideline === null) throw new Error('The model has no guideline.');
    const analysedOn = at.slice(0, 10);
    invoices.set(id, { scopeId, lineIds: lines.map((line) => line.id), findingIds: [] });
    rows.put(scopeId, 'invoice', id, {
      ...header,
      fileSha256: file.sha256,
      fileName: file.name,
      lineCount: lines.length,
      receivedAt: at,
      dueOn: null,
      state: lines.length === 0 ? 'needs_attention' : 'analysed',
      hasSteps: false,
      submittedBy: null,
      guidelineName: guideline.name,
      guidelineVersion: guideline.version,
      analysedOn,
      skipped: [],
    });
    for (const { id: lineId, ...line } of lines) rows.put(scopeId, 'line', lineId, { ...line, invoiceId: id });
    analyseAgain(id, guideline.name, guideline.version, analysedOn);
  }

  function analyseAgain(invoiceId: string, name: string, version: number, analysedOn: IsoDate): void {
    const parts = invoices.get(invoiceId);
    const body = rows.body('invoice', invoiceId);
    if (parts === undefined || body === null) return;
    const lines = parts.lineIds.flatMap((id): readonly InvoiceLine[] => {
      const line = rows.body('line', id);
      return line === null ? [] : [{ id, ...line }];
    });
    const invoice: Invoice = { ...body, id: invoiceId, lines };
    const dates = { today: analysedOn, receivedOn: body.receivedAt.slice(0, 10) };
    const { findings, skipped } = analyseInvoice(invoice, guidelineOf(name, version), dates);
    const wanted = new Map(findings.map((finding, position) => [finding.id, { finding, position }]));
    for (const findingId of parts.findingIds) if (!wanted.has(findingId)) rows.remove('finding', findingId);
    for (const [findingId, { finding, position }] of wanted)
      putFinding(parts.scopeId, findingId, finding, position, invoiceId);
    parts.findingIds = [...wanted.keys()];
    rows.put(parts.scopeId, 'invoice', invoiceId, {
      ...body,
      guidelineName: name,
      guidelineVersion: version,
      analysedOn,
      skipped,
    });
  }

  function putFinding(scopeId: string, id: string, finding: Finding, position: number, invoiceId: string): void {
    const { id: _, ...body } = finding;
    rows.put(scopeId, 'finding', id, { ...body, invoiceId, position });
  }
}

function contentOf({ decision, by, at, deviceId }: DecisionBody): DecisionContent | null {
  return decision === null ? null : { ...decision, by, at, deviceId };
}

function bodyOf(content: DecisionContent): Omit<Decision, 'lineId' | 'version' | 'by' | 'at' | 'deviceId'> {
  const { by: _by, at: _at, deviceId: _device, ...decision } = content;
  return decision;
}
