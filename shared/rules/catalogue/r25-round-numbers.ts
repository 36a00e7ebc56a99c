import { E4 } from '#shared/money/e4.ts';
import { isCommunication } from '../communication.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { hoursText, shareText, timekeeperText } from '../wording.ts';

const HALF_HOUR_E4 = 5_000;

/**
 * R25: time that was measured falls anywhere in the hour; time that was guessed falls on halves and wholes,
 * or is the same for every call. Looks at each timekeeper's entries together and reports a pattern once,
 * about the bill: no single entry is shown to be wrong, so nothing is proposed.
 * Source: Claudio v. Mattituck-Cutchogue (E.D.N.Y.), 0.5 h for all but one of 68 calls, as reported by
 * smartwebparts, 2014; not re-read.
 */
export const roundNumbers = defineRule({
  id: 'R25',
  version: 1,
  title: 'Round-number pattern',
  certainty: 'heuristic',
  defaultSeverity: 'warn',
  parameters: {
    minimumEntries: {
      kind: 'number',
      unit: 'count',
      default: 20,
      minimum: 2,
      maximum: 1_000_000,
      description: 'A timekeeper with fewer entries shows no pattern.',
    },
    maximumRoundShareE4: {
      kind: 'number',
      unit: 'ratioE4',
      default: 8_000,
      minimum: 0,
      maximum: 10_000,
      description: 'Share of entries that may fall on a half or whole hour.',
    },
    maximumSameShareE4: {
      kind: 'number',
      unit: 'ratioE4',
      default: 9_000,
      minimum: 0,
      maximum: 10_000,
      description: 'Share of calls and messages that may be billed at one and the same time.',
    },
    smallestSameHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 2_500,
      minimum: 1,
      maximum: 80_000,
      description: 'Equal times below this are the increment itself and no pattern.',
    },
  },
  needs: ['hours', 'timekeepers'],
  authority: 'Claudio v. Mattituck-Cutchogue Union Free School District (E.D.N.Y.) (half-hour rounding)',
  check({ lines }, parameters) {
    const drafts: FindingDraft[] = [];
    for (const entries of entriesByTimekeeper(lines)) {
      const first = entries[0];
      if (first === undefined || entries.length < parameters.minimumEntries) continue;
      const who = timekeeperText(first.line);
      let round = 0;
      for (const { line } of entries) if ((line.unitsE4 ?? 0) % HALF_HOUR_E4 === 0) round += 1;
      if (round * E4 > entries.length * parameters.maximumRoundShareE4) {
        const message = `${who}: ${round} of ${entries.length} entries (${shareText(round, entries.length)}) are whole or half hours, more often than measured time would be.`;
        drafts.push({ lines: [], message, evidence: HOURS });
      }
      const same = sameCalls(entries);
      if (same === null || same.of < parameters.minimumEntries || same.hoursE4 < parameters.smallestSameHoursE4) {
        continue;
      }
      if (same.count * E4 > same.of * parameters.maximumSameShareE4) {
        const message = `${who}: ${same.count} of ${same.of} calls and messages are billed at ${hoursText(same.hoursE4)} each.`;
        drafts.push({ lines: [], message, evidence: HOURS });
      }
    }
    return drafts;
  },
});

const HOURS = [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] as const;

function entriesByTimekeeper(lines: readonly PreparedLine[]): readonly (readonly PreparedLine[])[] {
  const entries: PreparedLine[][] = [];
  const ofTimekeepers: PreparedLine[][] = [];
  for (const prepared of lines) {
    const { isFee, line, timekeeperNumber } = prepared;
    if (!isFee || timekeeperNumber < 0 || line.unitsE4 === null || line.unitsE4 <= 0) continue;
    let own = ofTimekeepers[timekeeperNumber];
    if (own === undefined) {
      own = [];
      ofTimekeepers[timekeeperNumber] = own;
      entries.push(own);
    }
    own.push(prepared);
  }
  return entries;
}

interface SameCalls {
  readonly hoursE4: number;
  readonly count: number;
  readonly of: number;
}

// The most frequent time among calls and messages.
function sameCalls(entries: readonly PreparedLine[]): SameCalls | null {
  const counts = new Map<number, number>();
  let of = 0;
  for (const entry of entries) {
    if (!isCommunication(entry)) continue;
    of += 1;
    const hoursE4 = entry.line.unitsE4 ?? 0;
    counts.set(hoursE4, (counts.get(hoursE4) ?? 0) + 1);
  }
  let most: SameCalls | null = null;
  for (const [hoursE4, count] of counts) {
    if (most === null || count > most.count) most = { hoursE4, count, of };
  }
  return most;
}
