import { headWords, isHeadWord } from '../head-words.ts';
import type { NarrativeReading, Word } from '../prepare/narrative-reading.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { isUnknownWord, WordMark } from '../prepare/word-mark.ts';
import { wordSet } from '../word-set.ts';
import type { Colleagues } from './colleagues.ts';
import { isColleague } from './colleagues.ts';
import { tellingHalves } from './telling-words.ts';

const M = WordMark;

export interface Contact {
  readonly hasParty: boolean;
  readonly hasSubject: boolean;
}

/** Messages by name, as what is drafted or read. */
const MESSAGES = headWords(`email letter correspondence communication message text fax exchange`);
/** Talk whose subject is plain from the words themselves. */
const SELF_EXPLAINING = wordSet(`interview negotiate participate counsel report answer submit`);
const NAMING = headWords(`with w/ w to from among amongst between by`);

const KEEPS_NAMING = wordSet('the a an of for at mr mrs ms miss messrs his her their our my each both all');

/** False: `contactOf` has nothing to say of the task. */
export function mayBeContact({ kinds, objectHead }: Task): boolean {
  if ((kinds & (M.talk | M.write)) !== 0) return true;
  return (kinds & (M.review | M.draft)) !== 0 && objectHead !== null && MESSAGES.words.has(objectHead);
}

/**
 * For a call, meeting, email or letter: whether it names the other party and says what it was about.
 * "Re same" counts as a subject where something stands before it.
 * @returns `null` for a task that is none of these
 */
export function contactOf(
  reading: NarrativeReading,
  task: Task,
  colleagues: Colleagues,
  hasEarlier: boolean,
): Contact | null {
  const { words } = reading;
  const verb = words[task.verb];
  if (verb === undefined || !mayBeContact(task)) return null;
  if ((task.kinds & (M.talk | M.write)) === 0 && isNamedLetter(reading, task)) return null;
  if ((task.kinds & ~(M.talk | M.write | M.review | M.draft | M.prepare)) !== 0) return null;
  if (SELF_EXPLAINING.has(verb.lemma) || (verb.marks & M.incidental) !== 0) return null;
  const until = task.issueAt < 0 ? task.end : task.issueAt;
  let hasParty = false;
  let subjectHalves = 0;
  let isNaming = false;
  for (let at = task.first; at < until; at += 1) {
    const word = words[at];
    if (word === undefined || at === task.verb) continue;
    if (at < task.verb) {
      if ((word.marks & (M.party | M.colleague | M.internal)) !== 0 && (word.marks & M.action) === 0) hasParty = true;
      else if ((word.marks & (M.document | M.event)) !== 0 && (word.marks & M.action) === 0) subjectHalves += 2;
      continue;
    }
    if (word.text.length === 1) continue;
    if (isNamingWord(word)) {
      isNaming = true;
    } else if ((word.marks & M.pronoun) !== 0) {
      if (hasEarlier) {
        hasParty ||= isNaming;
        subjectHalves += 1;
      }
    } else if (
      (word.marks & (M.party | M.colleague)) !== 0 ||
      isColleague(reading, at, colleagues, isNamingWord(words[at - 1]))
    ) {
      hasParty = true;
    } else if ((word.marks & M.stop) !== 0) {
      // "counsel for Delray", "Ms. Grant" go on naming; "on", "about", "following" do not.
      isNaming &&= KEEPS_NAMING.has(word.text);
    } else if (isNaming && (isUnknownWord(word.marks) || (word.marks & M.number) !== 0)) {
      hasParty = true;
    } else if ((word.marks & M.action) !== 0 && !isHeadWord(MESSAGES, word)) {
      isNaming = false;
      subjectHalves += 1;
    } else if (isUnknownWord(word.marks)) {
      subjectHalves += 1;
      // "Call Jones re", "email Healy": a name right after the action.
      if (at === task.verb + 1 || words[at - 1]?.text.length === 1) hasParty = true;
    } else if (!isHeadWord(MESSAGES, word)) {
      subjectHalves += tellingHalves(reading, at, at + 1);
    }
  }
  let hasSubject = subjectHalves >= 1;
  if (task.issueAt >= 0) {
    hasSubject ||=
      tellingHalves(reading, task.issueAt + 1, task.end) >= 1 || namesTopic(words, task.issueAt + 1, task.end);
    hasSubject ||= hasEarlier && hasPronoun(words, task.issueAt + 1, task.end);
  }
  return { hasParty, hasSubject };
}

function isNamingWord(word: Word | undefined): boolean {
  return word !== undefined && isHeadWord(NAMING, word);
}

/** "Engagement letter", "tender letter": a kind of document, whoever it goes to. */
function isNamedLetter({ words }: NarrativeReading, task: Task): boolean {
  for (let at = task.object; at + 1 < task.end; at += 1) {
    if (words[at + 1]?.lemma !== 'letter') continue;
    const marks = words[at]?.marks ?? 0;
    return isUnknownWord(marks) || (marks & (M.document | M.event)) !== 0;
  }
  return false;
}

/** Generic as an object of work, and yet a subject two people can talk about. */
function namesTopic(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (words[at]?.lemma === 'discovery') return true;
  return false;
}

function hasPronoun(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (((words[at]?.marks ?? 0) & M.pronoun) !== 0) return true;
  return false;
}
