import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { wordSet } from '../word-set.ts';

const M = WordMark;

export interface Travel {
  /** Words that say so, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** The travel has a time of its own in the narrative. */
  readonly isTimed: boolean;
  /** Travel is only mentioned within other work: "attend hearing, including travel". */
  readonly isMention: boolean;
}

/** Travel by the timekeeper named in a narrative; a "driver's travel log" is none. */
export function travelOf(reading: NarrativeReading, tasks: readonly Task[]): Travel | null {
  if ((reading.marks & M.travel) === 0) return null;
  const { words } = reading;
  for (const task of tasks) {
    if ((task.kinds & M.travel) === 0) continue;
    let at = task.first;
    while (at < task.verb && ((words[at]?.marks ?? 0) & M.travel) === 0) at += 1;
    const isAlone = !tasks.some((other) => other.segment === task.segment && (other.kinds & ~M.travel) !== 0);
    return { from: at, to: Math.min(task.end, at + 5), isTimed: task.isTimed && isAlone, isMention: false };
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || (word.marks & M.travel) === 0) continue;
    const before = words[at - 1]?.lemma ?? '';
    const after = words[at + 1]?.lemma ?? '';
    const isAdded = TRAVEL_BEFORE.has(before) && word.lemma !== 'trip';
    if (isAdded || (MAY_BE_MENTIONED.has(word.lemma) && TRAVEL_AFTER.has(after))) {
      return { from: at, to: at + 1, isTimed: false, isMention: at > 0 };
    }
  }
  return null;
}

const TRAVEL_BEFORE = wordSet(`include inclusive incl plus and roundtrip round-trip return additional non-working`);
const TRAVEL_AFTER = wordSet(`time to from back between both`);

/** "Driving time", "trip to Reno"; a "trip and fall" is none. */
const MAY_BE_MENTIONED = wordSet('travel drive trip flight round-trip transit');
