import type { ConflictSide } from '#shared/api/workspace.ts';
import { splitFieldGroup } from '#shared/review/field-group.ts';
import type { DecisionContent } from '#shared/review/mutation.ts';
import type { Engine } from '../engine.ts';
import { nameOf } from './people.ts';

export const NOTHING: ConflictSide = {
  text: 'Nothing',
  decision: null,
  narrative: null,
  note: null,
  cutE4: null,
  byName: null,
  at: null,
};

/** How a field group stands on the screen now, as one side of a conflict. */
export function standingSide(engine: Engine, group: string): ConflictSide {
  const split = splitFieldGroup(group);
  const facts = engine.facts();
  if (split === null) return NOTHING;
  switch (split.kind) {
    case 'decision': {
      const line = facts.line(split.id);
      return decisionSide(engine, line === null ? null : facts.decisionAt(split.id, line.decisionVersion));
    }
    case 'narrative': {
      const line = facts.line(split.id);
      if (line === null) return NOTHING;
      return { ...NOTHING, text: line.narrative, narrative: line.narrative };
    }
    case 'dismissal': {
      const finding = facts.finding(split.id);
      if (finding === null) return { ...NOTHING, text: 'The finding is no longer there' };
      return { ...NOTHING, text: finding.isEnabled ? 'Finding stands' : 'Finding dismissed', note: finding.reason };
    }
    case 'invoice': {
      const invoice = facts.invoice(split.id);
      if (invoice === null) return { ...NOTHING, text: 'The invoice is no longer there' };
      return { ...NOTHING, text: STATES[invoice.state], cutE4: invoice.savedE4 };
    }
    case 'comment':
    case 'guideline':
      return NOTHING;
  }
}

const STATES = {
  analysed: 'Not begun',
  in_review: 'In review',
  approved: 'Approved',
  exported: 'Exported',
  returned: 'Returned',
  needs_attention: 'Needs attention',
} as const;

export function decisionSide(engine: Engine, decision: DecisionContent | null): ConflictSide {
  if (decision === null) return { ...NOTHING, text: 'No decision', cutE4: 0 };
  return {
    text: decisionWords(decision),
    decision,
    narrative: null,
    note: decision.note ?? null,
    cutE4: decision.cutE4,
    byName: nameOf(engine, decision.by),
    at: decision.at,
  };
}

function decisionWords(decision: DecisionContent): string {
  switch (decision.kind) {
    case 'accept':
      return 'Accepted';
    case 'cut_line':
      return 'Cut whole';
    case 'cut_hours':
      return `Hours cut to ${plain(decision.hoursE4 ?? 0)}`;
    case 'cut_rate':
      return `Rate cut to ${plain(decision.rateE4 ?? 0)}`;
    case 'cut_percent':
      return `Cut by ${plain(decision.percentE4 ?? 0)} %`;
    case 'pool':
      return 'Cut by a share of a pool';
  }
}

/** Ten-thousandths without trailing zeros. */
function plain(e4: number): string {
  const whole = Math.trunc(e4 / 10_000);
  const rest = String(Math.abs(e4 % 10_000))
    .padStart(4, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}
