import { classOf } from '#shared/utbms/timekeeper-classes.ts';
import { foldedText } from '../folded-text.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { proposeCutLine } from '../propose.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { countText, timekeeperText } from '../wording.ts';

/**
 * R20: roles the client does not pay for. A role is barred when the bill or the roster gives it: a title that
 * stands for the same class (`TRANEE` and "summer associate"), or that holds the role's words ("First-Year
 * Associate"). Lines that charge nothing pass.
 */
export const barredRole = defineRule({
  id: 'R20',
  version: 1,
  title: 'Role that is not paid for',
  certainty: 'deterministic',
  defaultSeverity: 'auto_cut',
  parameters: {
    barredRoles: {
      kind: 'words',
      default: [
        'summer associate',
        'first year',
        'trainee',
        'librarian',
        'secretary',
        'information technology',
        'IT',
        'word processing',
      ],
      description: 'Titles or class codes of timekeepers whose time is not paid for.',
    },
    proposesCut: { kind: 'boolean', default: true, description: 'Proposes to cut the lines.' },
  },
  needs: ['titles'],
  authority:
    'State of New Jersey, Outside Counsel Guidelines (2015) (summer associates, first-year associates, trainees, librarians, secretaries, IT, word processing); Brightflag ("non-lawyer time")',
  check(prepared, { barredRoles, proposesCut }) {
    const terms = prepared.agreedTerms();
    const isBarred = barredRoleOf(barredRoles);
    const groups = new Map<
      string,
      { readonly title: string; readonly isBilled: boolean; readonly lines: PreparedLine[] }
    >();
    for (const each of prepared.lines) {
      if (!each.isFee || (each.line.totalE4 ?? 1) <= 0) continue;
      const billed = each.line.classification;
      const isBilled = billed !== null && isBarred(billed);
      const title = isBilled ? billed : terms.titleOf(each);
      if (title === null || (!isBilled && !isBarred(title))) continue;
      const key = `${each.timekeeperKey}\n${title}`;
      const group = groups.get(key) ?? { title, isBilled, lines: [] };
      group.lines.push(each);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ title, isBilled, lines }): FindingDraft => {
      const first = lines[0]?.line;
      const who = first === undefined ? '' : timekeeperText(first);
      const label = classOf(title)?.label ?? title;
      const role = foldedText(label) === foldedText(title) ? title : `${title} (${label})`;
      return {
        lines: lines.map(({ index }) => index),
        message: `${who} ${isBilled ? 'is billed as' : 'is on the roster as'} ${role}, a role that is not paid for: ${countText(lines.length, 'entry', 'entries')}.`,
        evidence: CLASSIFICATION,
        ...(proposesCut ? { proposed: proposeCutLine(lines.map(({ line }) => line)) } : {}),
      };
    });
  },
});

const CLASSIFICATION = [{ field: 'TIMEKEEPER_CLASSIFICATION' }] as const;

/** Whether a title is one of the roles. A bill has few titles on many lines, so each is worked out once. */
function barredRoleOf(roles: readonly string[]): (title: string) => boolean {
  const codes = new Set(roles.flatMap((role) => classOf(role)?.code ?? []));
  const phrases = roles.map((role) => ` ${wordsOf(role)} `).filter((phrase) => phrase.trim() !== '');
  const known = new Map<string, boolean>();
  return (title) => {
    let isBarred = known.get(title);
    if (isBarred === undefined) {
      const code = classOf(title)?.code;
      const words = ` ${wordsOf(title)} `;
      isBarred = (code !== undefined && codes.has(code)) || phrases.some((phrase) => words.includes(phrase));
      known.set(title, isBarred);
    }
    return isBarred;
  };
}

function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
