import { headWords, isHeadWord } from '../head-words.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { isUnknownWord, WordMark } from '../prepare/word-mark.ts';
import type { Colleagues } from './colleagues.ts';
import { isColleague } from './colleagues.ts';

const M = WordMark;

export interface InternalTalk {
  /** Words to show: the action and whom it was with; indexes into the reading's words, end exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * Whether a task is talk (or a message) among people of the firm alone: "conf. w/ KL", "office conference",
 * "team meeting", "confer with associate". One person from outside among those named makes it none.
 * @returns the words that say so, or `null`
 */
export function internalTalkOf(
  reading: NarrativeReading,
  task: Task,
  colleagues: Colleagues,
  options: { readonly includesMessages: boolean; readonly takesUnknownInitials: boolean },
): InternalTalk | null {
  const { words } = reading;
  if ((task.kinds & M.attend) !== 0) return internalMeetingOf(reading, task);
  const wanted = options.includesMessages ? M.talk | M.write : M.talk;
  if ((task.kinds & wanted) === 0) return null;
  let isInternal = false;
  let last = task.verb;
  for (let at = task.first; at < task.verb; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if ((word.marks & M.party) !== 0) return null;
    if ((word.marks & (M.internal | M.colleague)) !== 0 || word.lemma === 'strategy') isInternal = true;
  }
  let isNaming = false;
  for (let at = task.verb + 1; at < task.end; at += 1) {
    const word = words[at];
    if (word === undefined || (word.marks & M.issue) !== 0) break;
    // "Team meeting to discuss experts": what it was about, not who was there.
    if (word.lemma === 'to' && ((words[at + 1]?.marks ?? 0) & M.action) !== 0) break;
    if (isHeadWord(PREPOSITIONS, word)) {
      isNaming = true;
      continue;
    }
    if (at > task.verb + 1 && isHeadWord(ENDS_NAMING, word)) break;
    if ((word.marks & (M.stop | M.joiner)) !== 0) continue;
    if ((word.marks & M.internal) !== 0) isInternal = true;
    const mayBeNamed = isNaming || at === task.verb + 1;
    if (!mayBeNamed) continue;
    // Unknown initials count only right after "with": further on they are as likely the client's shorthand.
    const wordBefore = words[at - 1];
    const isRightAfter = wordBefore !== undefined && isHeadWord(PREPOSITIONS, wordBefore);
    if (
      isColleague(reading, at, colleagues, options.takesUnknownInitials && isRightAfter && (task.kinds & M.talk) !== 0)
    ) {
      isInternal = true;
      last = at;
    } else if ((word.marks & M.party) !== 0) {
      return null;
    } else if (colleagues.surnames.has(words[at + 1]?.text ?? '')) {
      // The first name of a colleague.
    } else if (isUnknownWord(word.marks) && word.text.length > 1 && isNaming && !isInternal) {
      // A name nobody on the bill has: someone from outside.
      return null;
    }
  }
  return isInternal ? { from: task.first, to: last + 1 } : null;
}

/** "Attend weekly team meeting": an event of the firm's own, with nobody from outside before it. */
function internalMeetingOf({ words }: NarrativeReading, task: Task): InternalTalk | null {
  let isInternal = false;
  for (let at = task.verb + 1; at < task.end; at += 1) {
    const word = words[at];
    if (word === undefined || (word.marks & (M.party | M.issue)) !== 0) return null;
    if ((word.marks & (M.internal | M.colleague)) !== 0) isInternal = true;
    else if ((word.marks & M.talk) !== 0) return isInternal ? { from: task.first, to: at + 1 } : null;
  }
  return null;
}

const PREPOSITIONS = headWords(`with w/ w to from among amongst between`);
const ENDS_NAMING = headWords(`on for about in at during following after before prior that of`);
