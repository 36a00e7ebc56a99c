import type { PreparedInvoice } from './prepare/prepared-invoice.ts';
import type { FindingDraft } from './rule.ts';

/**
 * What people accepted of a model's remarks by one rule, as findings that propose nothing. A remark about a line that the
 * invoice does not have, or a quotation beyond its narrative, is left out: the invoice has changed since.
 */
export function draftsOfOpinions(prepared: PreparedInvoice, ruleId: string): readonly FindingDraft[] {
  const accepted = (prepared.context.acceptedOpinions ?? []).filter((opinion) => opinion.ruleId === ruleId);
  if (accepted.length === 0) return [];
  const indexOf = new Map(prepared.lines.map(({ line, index }) => [line.id, index]));
  return accepted.flatMap(({ lineIds, message, evidence }) => {
    const lines = lineIds.flatMap((id) => indexOf.get(id) ?? []);
    const isWhole = evidence.every(({ lineId, start, end }) => {
      const narrative = prepared.lines[indexOf.get(lineId) ?? -1]?.line.narrative ?? '';
      return start >= 0 && start < end && end <= narrative.length;
    });
    return lines.length === lineIds.length && isWhole ? [{ lines, message, evidence }] : [];
  });
}
