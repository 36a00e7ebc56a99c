import { cutOf, type DecisionRequest } from '#shared/domain/decision.ts';
import type { Finding } from '#shared/domain/finding.ts';
import { acceptProposals as mutation } from '#shared/review/accept-proposals.ts';
import type { LineDecision, LineFacts, LineRefusal } from '#shared/review/mutation.ts';
import type { Engine } from '../engine.ts';
import { bulkOutcome, type CommandHandler, enabledFindingIds } from './command.ts';

/** Turns the largest enabled cut of each line into a decision; lines without one are refused by name. */
export const acceptProposals: CommandHandler<'acceptProposals'> = (engine, { lineIds }) => {
  const facts = engine.facts();
  const findings = new Map<number, Finding>();
  const decisions: LineDecision[] = [];
  const refused: LineRefusal[] = [];
  for (const lineId of new Set(lineIds)) {
    const line = facts.line(lineId);
    const key = facts.lineKey(lineId);
    const finding = line === null || key === null ? null : largestCut(engine, key, findings);
    if (line === null || finding === null) {
      refused.push({ lineId, code: 'invalid', message: 'No enabled finding proposes a cut of this line.' });
    } else decisions.push({ lineId, request: requestOf(finding, line) });
  }
  const findingIds = enabledFindingIds(engine, facts, lineIds);
  const plan = engine.mutate(mutation, { decisions, findingIds });
  const outcome = bulkOutcome(engine, plan, lineIds);
  return { ...outcome, refused: [...refused.map(({ message, lineId }) => ({ lineId, message })), ...outcome.refused] };
};

function largestCut({ cache }: Engine, lineKey: number, known: Map<number, Finding>): Finding | null {
  const row = cache.get<{ finding_key: number }>(
    `SELECT finding_key FROM finding_lines JOIN findings USING (finding_key)
      WHERE line_key = ? AND is_enabled = 1 AND cut_e4 > 0 ORDER BY cut_e4 DESC, finding_key LIMIT 1`,
    lineKey,
  );
  if (row === undefined) return null;
  const held = known.get(row.finding_key);
  if (held !== undefined) return held;
  const body = cache.get<{ body: string }>('SELECT body FROM findings WHERE finding_key = ?', row.finding_key)?.body;
  if (body === undefined) return null;
  const finding = JSON.parse(body) as Finding;
  known.set(row.finding_key, finding);
  return finding;
}

function requestOf({ id, proposed }: Finding, line: LineFacts): DecisionRequest {
  const { lineId } = line;
  const cutE4 = proposed.kind === 'none' ? 0 : (proposed.cutE4ByLine[lineId] ?? 0);
  const pooled: DecisionRequest = { kind: 'pool', poolId: id, cutE4 };
  const wanted = plainRequest(proposed, lineId) ?? pooled;
  const answer = cutOf(line, wanted);
  // What was proposed is what is cut, to the ten-thousandth; the finding stands as the pool where it must.
  return answer.kind === 'cut' && answer.cutE4 === cutE4 ? wanted : pooled;
}

function plainRequest(proposed: Finding['proposed'], lineId: string): DecisionRequest | null {
  switch (proposed.kind) {
    case 'cut_line':
      return { kind: 'cut_line' };
    case 'cut_hours': {
      const hoursE4 = proposed.hoursE4ByLine[lineId];
      return hoursE4 === undefined ? null : { kind: 'cut_hours', hoursE4 };
    }
    case 'cut_rate': {
      const rateE4 = proposed.rateE4ByLine[lineId];
      return rateE4 === undefined ? null : { kind: 'cut_rate', rateE4 };
    }
    case 'cut_percent':
      return { kind: 'cut_percent', percentE4: proposed.percentE4 };
    case 'pool':
    case 'none':
      return null;
  }
}
