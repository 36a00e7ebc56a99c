import type { DraftInvoice, Timekeeper } from './draft-invoice.ts';
import { feeLine, withTotal } from './draft-invoice.ts';
import type { Plant } from './plants.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * Narratives an auditor would question, one or more to a rule. They make the demo believable; the answer
 * key lists them, but a heuristic rule is measured on labelled bills (docs/evaluation.md), not on these.
 */
const NARRATIVES: Readonly<Record<string, readonly string[]>> = {
  R32: [
    'Review third-party subpoena responses; telephone conference with opposing counsel regarding deposition dates; draft letter to adjuster regarding reserves',
    'Draft witness outline for Brandt; research preemption defense; prepare exhibits for pretrial conference',
  ],
  R34: ['Travel to Dayton for inspection and draft outline of site manager examination', 'Review expert file and travel to deposition of Dr. Osei'],
  R35: ['Various case matters', 'Work on case', 'Review documents', 'Follow up on various issues'],
  R36: ['Telephone call', 'Emails', 'Telephone conference regarding status'],
  R45: ['Conference with associate regarding deposition strategy', 'Office conference with litigation team regarding assignments'],
  R46: ['Read in to get up to speed on matter', 'Train new paralegal on document coding protocol'],
  R52: ['Scan and Bates label document production', 'Calendar deposition dates and update case binder', 'File motion with court electronically and mail courtesy copy'],
  R53: ['Prepare monthly invoice and respond to billing audit', 'Prepare litigation budget for carrier'],
  R54: ['Routine review of file for status', 'Routine file review and docket check'],
  R55: ['Research standard for summary judgment', 'Research statute of limitations for negligence'],
  R56: ['Travel to and from courthouse', 'Drive to Lakeside terminal and return'],
}; // biome-ignore format: one rule a line

export const NARRATIVE_PLANTS: readonly Plant[] = Object.entries(NARRATIVES).map(([ruleId, narratives]) => ({
  ruleId,
  apply(draft: DraftInvoice, random: SeededRandom, timekeeper: Timekeeper) {
    const line = withTotal(
      draft,
      feeLine(draft, timekeeper, {
        date: random.pick(draft.workdays),
        hoursE4: random.between(6, 28) * 1000,
        narrative: random.pick(narratives),
        taskCode: 'L120',
        activityCode: ruleId === 'R45' ? 'A105' : ruleId === 'R55' ? 'A102' : 'A111',
      }),
    );
    draft.lines.push(line);
    draft.expected.push({ ruleId, lines: [line] });
  },
}));
