import { parseE4 } from '#shared/money/e4.ts';
import type { NarrativeReading } from './prepare/narrative-reading.ts';
import { WordMark } from './prepare/word-mark.ts';

/** A time that a narrative states for a part of its work, with where it stands. */
export interface StatedTime {
  readonly hoursE4: number;
  readonly start: number;
  readonly end: number;
  readonly isBracketed: boolean;
}

// A decimal point or a unit makes it a time: "(1)" and "(2)" number a list, "(2019)" is a year. A letter,
// digit or bracket before it makes it a reference: "12(b)(6.1)".
const BRACKETED =
  /(?<![\w)\]])[([]\s*(?:(\d{0,2}\.\d{1,4})\s*(?:h|hr|hrs|hour|hours)?|(\d{1,2})\s*(?:h|hr|hrs|hour|hours))\.?\s*[)\]]/gi;

/** Whether there can be such times: a figure, and a bracket or the times of its pieces. Most narratives have none. */
export function mayStateTimes({ hasBreaks, marks, segments }: NarrativeReading): boolean {
  if ((marks & WordMark.number) === 0) return false;
  if (hasBreaks) return true;
  for (const { statedHoursE4 } of segments) if (statedHoursE4 !== null) return true;
  return false;
}

/**
 * The times stated in a narrative, in order: those in brackets, else those that its segments carry ("0.4 hrs").
 * Bracketed times are read here because one segment may hold several ("draft (.3), revise (.4)").
 */
export function statedTimes(reading: NarrativeReading): readonly StatedTime[] {
  if (!mayStateTimes(reading)) return [];
  const { text, segments } = reading;
  if (text.includes('(') || text.includes('[')) {
    const bracketed: StatedTime[] = [];
    for (const match of text.matchAll(BRACKETED)) {
      const parsed = parseE4(match[1] ?? match[2] ?? '');
      if (parsed.kind !== 'value' || parsed.valueE4 === 0) continue;
      bracketed.push({
        hoursE4: parsed.valueE4,
        start: match.index,
        end: match.index + match[0].length,
        isBracketed: true,
      });
    }
    if (bracketed.length > 0) return bracketed;
  }
  return segments.flatMap(({ statedHoursE4, start, end }) =>
    statedHoursE4 === null ? [] : [{ hoursE4: statedHoursE4, start, end, isBracketed: false }],
  );
}
