import type { Evidence } from '#shared/domain/finding.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { sumE4 } from '#shared/money/e4.ts';
import { draftsOfLines } from '../drafts-of-lines.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { proposeCutHours } from '../propose.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { mayStateTimes, statedTimes } from '../stated-times.ts';
import { countText, hoursText } from '../wording.ts';

/**
 * R33: a narrative that times its own parts, "(.3) ...; (.4) ...", must come to the hours billed. Where every
 * part is timed and the parts come to less, the hours above their sum are proposed to be cut. Some clients
 * refuse such entries even when they add up.
 */
export const itemisedTimes = defineRule({
  id: 'R33',
  version: 1,
  title: 'Times in the narrative do not add up',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    minimumParts: {
      kind: 'number',
      unit: 'count',
      default: 2,
      minimum: 1,
      maximum: 100,
      description: 'Narratives that state fewer times are let pass; one time may be something else.',
    },
    toleranceE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 0,
      minimum: 0,
      maximum: 10_000,
      description: 'How far the sum may be from the hours billed.',
    },
    refusesItemised: {
      kind: 'boolean',
      default: false,
      description: 'Report entries with several timed parts also when they add up.',
    },
  },
  needs: ['hours'],
  authority: 'Client auditors (itemised blocks); 28 CFR 58 App. A (each task timed)',
  check({ lines }, { minimumParts, toleranceE4, refusesItemised }) {
    const least = { minimumParts, toleranceE4, refusesItemised };
    return draftsOfLines(lines, (prepared) => {
      const { isFee, line, reading } = prepared;
      if (!isFee || line.unitsE4 === null || line.unitsE4 <= 0 || !mayStateTimes(reading)) return null;
      return remarkOn(prepared, line.unitsE4, least);
    });
  },
});

function remarkOn(
  { index, line, reading }: PreparedLine,
  billedE4: number,
  given: { readonly minimumParts: number; readonly toleranceE4: number; readonly refusesItemised: boolean },
): FindingDraft | null {
  const times = statedTimes(reading);
  const statedE4 = times.length < given.minimumParts ? null : sumE4(times.map((time) => time.hoursE4));
  if (statedE4 === null) return null;
  const untimed = untimedParts(reading, times);
  // Without brackets "2 hour video" reads like a time; only where all parts are timed is it one.
  if (untimed > 0 && !times.every((time) => time.isBracketed)) return null;
  const evidence = times.map(({ start, end }): Evidence => ({ lineId: line.id, start, end }));
  if (Math.abs(statedE4 - billedE4) <= given.toleranceE4) {
    if (!given.refusesItemised || times.length < 2) return null;
    const message = `${countText(times.length, 'part', 'parts')} with their own times in one entry: bill each on its own line.`;
    return { lines: [index], message, evidence };
  }
  return { lines: [index], evidence, ...mismatch(line, billedE4, statedE4, untimed) };
}

function mismatch(
  line: InvoiceLine,
  billedE4: number,
  statedE4: number,
  untimed: number,
): Pick<FindingDraft, 'message' | 'proposed' | 'severity'> {
  const sums = `The times in the narrative come to ${hoursText(statedE4)}, the line bills ${hoursText(billedE4)}`;
  if (statedE4 > billedE4) return { message: `${sums}.` };
  if (untimed > 0) return { message: `${sums}; ${countText(untimed, 'part has', 'parts have')} no time.` };
  // Billed without any work to show for it: that is wrong, not only unclear.
  return { message: `${sums}.`, severity: 'must_fix', proposed: proposeCutHours(line, statedE4) };
}

function untimedParts(reading: NarrativeReading, times: readonly { readonly start: number }[]): number {
  const { segments } = reading;
  return segments.filter((segment, position) => {
    if (segment.statedHoursE4 !== null || segment.firstWord === segment.endWord) return false;
    // A time may stand behind the mark that ends its part.
    const until = segments[position + 1]?.start ?? reading.text.length;
    return !times.some(({ start }) => start >= segment.start && start < until);
  }).length;
}
