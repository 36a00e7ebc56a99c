import type { IsoDate } from '#shared/domain/invoice.ts';
import { isFeeSupportOnly } from '#shared/utbms/timekeeper-classes.ts';
import { dayNumberOf } from '../prepare/day-number.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { proposeCutLine } from '../propose.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { countText, dateText, timekeeperText } from '../wording.ts';

/**
 * R14: whoever bills is on the roster for this client and matter on the day of the work. An id is compared with
 * ids alone, because an approval is given to an id; a bill without ids is compared by name. Lines that charge
 * nothing and lines that stand for a flat fee or an adjustment (no person) pass.
 */
export const unapprovedTimekeeper = defineRule({
  id: 'R14',
  version: 1,
  title: 'Timekeeper not approved',
  certainty: 'deterministic',
  defaultSeverity: 'reject',
  parameters: {
    graceDays: {
      kind: 'number',
      unit: 'days',
      default: 0,
      minimum: 0,
      maximum: 365,
      description: 'Work so many days before the approval begins still counts as approved.',
    },
    proposesCut: { kind: 'boolean', default: true, description: 'Proposes to cut the lines.' },
  },
  needs: ['timekeepers', 'roster'],
  authority:
    'State of New Jersey, Outside Counsel Guidelines (2015) (timekeepers need approval); Brightflag and Legal Tracker ("new timekeeper")',
  check(prepared, { graceDays, proposesCut }) {
    const terms = prepared.agreedTerms();
    const groups = new Map<string, { readonly reason: Reason; readonly lines: PreparedLine[] }>();
    for (const each of prepared.lines) {
      if (!each.isFee || (each.line.totalE4 ?? 1) <= 0) continue;
      const verdict = terms.rosterOf(each);
      if (verdict.kind === 'approved' || verdict.kind === 'cannotTell' || isNobody(each)) continue;
      const { until, from } = verdict.kind === 'outsidePeriod' ? verdict : NEVER;
      if (from !== null && dayNumberOf(from) - (each.dayNumber ?? 0) <= graceDays) continue;
      const key = `${each.timekeeperKey}\n${verdict.kind}\n${until}\n${from}`;
      const group = groups.get(key) ?? {
        reason: { isKnown: verdict.kind === 'outsidePeriod', until, from },
        lines: [],
      };
      group.lines.push(each);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ reason, lines }): FindingDraft => {
      const [first] = lines;
      const who = first === undefined ? '' : personText(first);
      return {
        lines: lines.map(({ index }) => index),
        message: `${who} ${reasonText(reason)}: ${countText(lines.length, 'entry', 'entries')}.`,
        evidence: TIMEKEEPER,
        ...(proposesCut ? { proposed: proposeCutLine(lines.map(({ line }) => line)) } : {}),
      };
    });
  },
});

const TIMEKEEPER = [{ field: 'TIMEKEEPER_ID' }] as const;
const NEVER = { until: null, from: null } as const;

interface Reason {
  readonly isKnown: boolean;
  readonly until: IsoDate | null;
  readonly from: IsoDate | null;
}

function reasonText({ isKnown, until, from }: Reason): string {
  if (!isKnown) return 'is not on the roster of approved timekeepers';
  if (until !== null && from !== null) {
    return `was approved until ${dateText(until)} and is again from ${dateText(from)}, not between`;
  }
  if (until !== null) return `was approved until ${dateText(until)} only`;
  return from === null ? 'is not approved' : `is approved from ${dateText(from)} only`;
}

function isNobody({ line }: PreparedLine): boolean {
  return line.classification !== null && isFeeSupportOnly(line.classification);
}

function personText({ line }: PreparedLine): string {
  const who = timekeeperText(line);
  const id = line.timekeeperId?.trim() ?? '';
  return id === '' || id === who ? who : `${who} (${id})`;
}
