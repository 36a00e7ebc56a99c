import { headWords, isHeadWord } from '../head-words.ts';
import { type NarrativeReading, type Word, wordStart } from '../prepare/narrative-reading.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { isUnknownWord, WordMark } from '../prepare/word-mark.ts';
import { wordSet } from '../word-set.ts';
import { type Colleagues, isColleague } from './colleagues.ts';
import { internalTalkOf } from './internal-talk.ts';

const M = WordMark;

/** One timekeeper's presence at an event, as a line tells it. */
export interface Attendance {
  /** `hearing`, `deposition`, `mediation`, `trial`, `inspection`, `conference`, `meeting or call`, `internal conference`, `event`. */
  readonly kind: string;
  readonly isInternal: boolean;
  /** Talk needs words in common; hearings and depositions only no contrary names. */
  readonly isTalk: boolean;
  /** Names and figures, each once. */
  readonly names: readonly string[];
  /** Documents, roles and other words besides, each once. */
  readonly things: readonly string[];
  readonly from: number;
  readonly to: number;
}

const EVENT_KINDS: ReadonlyMap<string, string> = new Map(Object.entries({
  hearing: 'hearing', argument: 'hearing', oral: 'hearing', appearance: 'hearing', deposition: 'deposition', mediation: 'mediation',
  arbitration: 'arbitration', trial: 'trial', conference: 'conference', cmc: 'conference', csc: 'conference', msc: 'conference',
  fpc: 'conference', ptc: 'conference', pretrial: 'conference', ime: 'examination', inspection: 'inspection', 'site-visit': 'inspection',
  walkthrough: 'inspection', examination: 'examination', interview: 'interview', session: 'mediation', closing: 'closing',
})); // biome-ignore format: one table

const EVENT_WORDS = headWords(EVENT_KINDS.keys());

function eventKindOf(word: Word | undefined): string | undefined {
  return word !== undefined && isHeadWord(EVENT_WORDS, word) ? EVENT_KINDS.get(word.lemma) : undefined;
}

const PLAIN_PRESENCE = wordSet('attend appear observe argue');
const PRESENT = wordSet(`
  attend appear argue defend depose take conduct observe second-chair monitor mediate participate assist
`);

/** How a task says that the timekeeper was at an event; `null` where it does not. */
export function attendanceOf({ reading }: PreparedLine, task: Task, colleagues: Colleagues): Attendance | null {
  const { words } = reading;
  const verb = words[task.verb];
  if (verb === undefined) return null;
  const isTalk = (task.kinds & M.talk) !== 0;
  if (isTalk && (task.kinds & M.attend) === 0 && verb.lemma !== 'participate') {
    const internal = internalTalkOf(reading, task, colleagues, { includesMessages: false, takesUnknownInitials: true });
    const kind = internal === null ? 'meeting or call' : 'internal conference';
    return { ...wordsOf(reading, task, colleagues), kind, isInternal: internal !== null, isTalk: true };
  }
  const isPresent = (task.kinds & M.attend) !== 0 || PRESENT.has(verb.lemma);
  if (!isPresent) return null;
  let kind = (verb.marks & M.event) !== 0 && verb.lemma !== 'appear' ? eventKindOf(verb) : undefined;
  for (let at = task.first; at < task.end && kind === undefined; at += 1) {
    const word = words[at];
    if (word === undefined || (word.marks & M.issue) !== 0) break;
    if (at !== task.verb) kind = eventKindOf(word);
  }
  // "Drive to Tampa for mediation, attend same": the event stands earlier in the narrative.
  for (let at = task.first - 1; at >= 0 && kind === undefined && pointsBack(reading, task); at -= 1) {
    kind = eventKindOf(words[at]);
  }
  // Without a known kind of event only plain presence counts ("attend destructive testing").
  if (kind === undefined && !PLAIN_PRESENCE.has(verb.lemma)) return null;
  return {
    ...wordsOf(reading, task, colleagues),
    kind: kind ?? (verb.lemma === 'argue' ? 'hearing' : 'event'),
    isInternal: false,
    isTalk: false,
  };
}

function pointsBack({ words }: NarrativeReading, task: Task): boolean {
  for (let at = task.verb + 1; at < task.end; at += 1) if (((words[at]?.marks ?? 0) & M.pronoun) !== 0) return true;
  return false;
}

/** Whether two attendances of one day and kind can be the same event. */
export function isSameEvent(a: Attendance, b: Attendance): boolean {
  const shared = countShared(a.names, b.names);
  if (a.isInternal) {
    if (shared > 0 || countShared(a.things, b.things) > 0) return true;
    return a.names.length === 0 && b.names.length === 0;
  }
  if (a.isTalk) return shared >= 2 || (shared === 1 && countShared(a.things, b.things) > 0);
  if (a.kind === 'event') return shared > 0 || countShared(a.things, b.things) >= 2;
  return shared > 0 || a.names.length === 0 || b.names.length === 0;
}

// A handful of words each: looking through them costs less than a set of them would.
function countShared(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  for (const word of a) if (b.includes(word)) count += 1;
  return count;
}

function addOnce(words: string[], word: string): void {
  if (!words.includes(word)) words.push(word);
}

function wordsOf(reading: NarrativeReading, task: Task, colleagues: Colleagues) {
  const names: string[] = [];
  const things: string[] = [];
  for (let at = task.first; at < task.end; at += 1) {
    const word = reading.words[at];
    if (word === undefined || at === task.verb) continue;
    if (isColleague(reading, at, colleagues, true)) continue;
    if (isUnknownWord(word.marks) || (word.marks & M.number) !== 0) {
      if (word.text.length > 1) addOnce(isNameAt(reading, at) ? names : things, word.text);
    } else if ((word.marks & (M.document | M.party | M.event)) !== 0 && eventKindOf(word) === undefined) {
      addOnce(things, word.lemma);
    }
  }
  return { names, things, from: task.first, to: task.end };
}

/** A figure, or a word with a capital that does not only open the narrative; where all are capitals, any word. */
function isNameAt(reading: NarrativeReading, index: number): boolean {
  const start = wordStart(reading, index);
  const code = reading.text.charCodeAt(start);
  return start > 0 && !(code >= 97 && code <= 122);
}
