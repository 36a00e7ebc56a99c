import { classOf, isFeeSupportOnly, type TimekeeperClass } from '#shared/utbms/timekeeper-classes.ts';
import { foldedText } from '../folded-text.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { countText, dateText, timekeeperText } from '../wording.ts';

/**
 * R19: a bill calls people what the roster calls them on the day of the work, so a promotion counts from its day on.
 * Titles that stand for the same class agree (`ASSOC`, "Senior Associate"); a title that LAIT does not know is not
 * compared, because a rule never guesses. Whoever is not on the roster that day is R14's. Nothing is proposed: what the
 * hours should have cost is R15's.
 */
export const classAgainstRoster = defineRule({
  id: 'R19',
  version: 1,
  title: 'Class differs from the roster',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    reportsLower: {
      kind: 'boolean',
      default: true,
      description: 'Reports people who are billed in a lower class than the roster has, too.',
    },
  },
  needs: ['timekeepers', 'classifications', 'roster'],
  authority: 'Collaborati TKSUM (timekeeper summary against the approved list); LEDES timekeeper attributes',
  check(prepared, { reportsLower }) {
    const terms = prepared.agreedTerms();
    const differ = differenceOf(reportsLower);
    const groups = new Map<
      string,
      { readonly roster: string; readonly since: string | null; readonly lines: PreparedLine[] }
    >();
    for (const each of prepared.lines) {
      const { line, isFee } = each;
      const billed = line.classification;
      if (!isFee || (line.totalE4 ?? 1) <= 0 || billed === null || isFeeSupportOnly(billed)) continue;
      const verdict = terms.rosterOf(each);
      if (verdict.kind !== 'approved' || verdict.entry.classification === null) continue;
      const { classification: roster, from } = verdict.entry;
      if (billed === roster || !differ(billed, roster)) continue;
      const key = `${each.timekeeperKey}\n${billed}\n${roster}\n${from}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { roster, since: from, lines: [each] });
      else group.lines.push(each);
    }
    return [...groups.values()].map(({ roster, since, lines }): FindingDraft => {
      const first = lines[0]?.line;
      const who = first === undefined ? '' : timekeeperText(first);
      const from = since === null ? '' : ` from ${dateText(since)}`;
      return {
        lines: lines.map(({ index }) => index),
        message: `${who} is billed as ${titleText(first?.classification ?? '')} and on the roster as ${titleText(roster)}${from}: ${countText(lines.length, 'entry', 'entries')}.`,
        evidence: CLASSIFICATION,
      };
    });
  },
});

const CLASSIFICATION = [{ field: 'TIMEKEEPER_CLASSIFICATION' }] as const;

/** Higher first; groups that are no step of one ladder have no place. */
const LADDER: readonly TimekeeperClass['group'][] = [
  'partner',
  'ofCounsel',
  'associate',
  'paralegal',
  'clerk',
  'support',
];

/** Whether two titles stand for different classes. A bill has few titles on many lines, so each pair is worked out once. */
function differenceOf(reportsLower: boolean): (billed: string, roster: string) => boolean {
  const known = new Map<string, boolean>();
  return (billed, roster) => {
    const key = `${billed}\n${roster}`;
    let differs = known.get(key);
    if (differs === undefined) {
      differs = isDifferent(billed, roster, reportsLower);
      known.set(key, differs);
    }
    return differs;
  };
}

function isDifferent(billed: string, roster: string, reportsLower: boolean): boolean {
  const [a, b] = [classOf(billed), classOf(roster)];
  if (a === null || b === null || a.code === b.code) return false;
  // "Legal assistant" and "paralegal" are one role in most firms' lists.
  if (a.group === 'paralegal' && b.group === 'paralegal') return false;
  if (reportsLower) return true;
  const [place, due] = [LADDER.indexOf(a.group), LADDER.indexOf(b.group)];
  return place === -1 || due === -1 || place <= due;
}

function titleText(title: string): string {
  const label = classOf(title)?.label ?? title;
  return foldedText(label) === foldedText(title) ? title : `${title} (${label})`;
}
