import { wordSet } from '../word-set.ts';
import type { NarrativeReading, Word } from './narrative-reading.ts';
import { wordEnd, wordStart } from './narrative-reading.ts';
import { ACTION_KINDS, WordMark } from './word-mark.ts';

/**
 * One piece of work named in a narrative: an action and what follows it, up to the next one. Found by
 * walking the words once, from the hand-written tables of `lexicon.ts`; nothing is learnt, no lists of
 * sentence parts are made, and none are compared (ARCHITECTURE.md, "Patents kept clear of").
 */
export interface Task {
  /** Index into the reading's segments. */
  readonly segment: number;
  /** First word and end (exclusive), indexes into `words`; words that only lead in are part of it. */
  readonly first: number;
  readonly end: number;
  /** The word that names the action; the first word where none does. */
  readonly verb: number;
  /** Kinds of action (bits of `ACTION_KINDS`); several for "prepare for and attend"; 0 where no action is named. */
  readonly kinds: number;
  /** Where what was worked on begins; `end` where nothing follows. */
  readonly object: number;
  /** The word the object turns on ("summary judgment motion" -> `motion`), or `null`. */
  readonly objectHead: string | null;
  /** The first "re", "regarding" ... in the task, or -1. */
  readonly issueAt: number;
  /** Time stated for this task alone in the narrative. */
  readonly isTimed: boolean;
}

const M = WordMark;
const COMMA = 44;
const SLASH = 47;
const OPEN = 40;
const CLOSE = 41;

/** Words that carry no object by themselves, unless they are also things ("brief"). */
const EMPTY = M.stop | M.qualifier | M.joiner | M.pronoun | M.issue | M.timeUnit | M.internal;
const THING = M.document | M.event | M.party;

function isEmpty(marks: number): boolean {
  return (marks & EMPTY) !== 0 && (marks & THING) === 0;
}

// Where the tasks of a narrative are gathered; copied out at its end, so that the list kept is as long as it must be.
const tasksInWork: Task[] = [];

/**
 * Splits a narrative into tasks. A task opens with an action word at the head of a segment, or after a
 * comma, "and" or a slash where the word can only be an action there ("review docs and draft motion", not
 * "review motion and answer"). Actions without an object of their own join the next one: "draft and revise
 * motion", "prepare for and attend hearing" are one task each.
 */
export function readTasks(reading: NarrativeReading): readonly Task[] {
  const { words, segments, text } = reading;
  const tasks = tasksInWork;
  let count = 0;
  // A second task in a segment opens after one of these, and most narratives have none.
  const mayHaveSeveral = reading.hasBreaks || (reading.marks & M.joiner) !== 0;
  for (let at = 0; at < segments.length; at += 1) {
    const segment = segments[at];
    if (segment === undefined) continue;
    let first = segment.firstWord;
    let verb = verbFrom(words, first, segment.endWord);
    let kinds = verb < 0 ? 0 : kindsAt(words, verb, segment.endWord);
    if (verb < 0) {
      verb = looseVerb(words, first, segment.endWord);
      kinds = verb < 0 ? 0 : kindsAt(words, verb, segment.endWord);
      if (verb < 0) verb = first;
    }
    const isTimed = segment.statedHoursE4 !== null;
    let depth = 0;
    let next = mayHaveSeveral ? verb + 1 : segment.endWord;
    while (next < segment.endWord) {
      const gapFrom = wordEnd(reading, next - 1);
      const gapTo = wordStart(reading, next);
      let isHead = ((words[next - 1]?.marks ?? 0) & M.joiner) !== 0;
      for (let character = gapFrom; character < gapTo; character += 1) {
        const code = text.charCodeAt(character);
        if (code === COMMA || code === SLASH) isHead = true;
        else if (code === OPEN) depth += 1;
        else if (code === CLOSE && depth > 0) depth -= 1;
      }
      if (!isHead || depth > 0) {
        next += 1;
        continue;
      }
      let candidate = verbFrom(words, next, segment.endWord);
      // "Travel to and from Tampa, hearing on motion": what the trip was for.
      if (candidate < 0 && (kinds & M.travel) !== 0 && ((words[next]?.marks ?? 0) & M.event) !== 0) candidate = next;
      if (candidate < 0 || !opensAt(reading, first, verb, candidate, segment.endWord)) {
        next += 1;
        continue;
      }
      const candidateKinds = kindsAt(words, candidate, segment.endWord);
      const object = objectFrom(words, verb, next);
      if (object >= next || isPronounOnly(words, object, next)) {
        if (object >= next) {
          kinds |= candidateKinds;
        } else {
          tasks[count++] = taskOf(reading, at, first, next, verb, kinds, isTimed);
          first = next;
          kinds = candidateKinds;
        }
      } else {
        tasks[count++] = taskOf(reading, at, first, next, verb, kinds, isTimed);
        first = next;
        kinds = candidateKinds;
      }
      verb = candidate;
      next = candidate + 1;
    }
    tasks[count++] = taskOf(reading, at, first, segment.endWord, verb, kinds, isTimed);
  }
  return tasks.slice(0, count);
}

function taskOf(
  reading: NarrativeReading,
  segment: number,
  first: number,
  end: number,
  verb: number,
  kinds: number,
  isTimed: boolean,
): Task {
  const { words } = reading;
  const object = objectFrom(words, verb, end);
  let issueAt = -1;
  for (let index = (reading.marks & M.issue) === 0 ? end : first; index < end; index += 1) {
    if (((words[index]?.marks ?? 0) & M.issue) !== 0) {
      issueAt = index;
      break;
    }
  }
  return new ReadTask(segment, first, end, verb, kinds, object, headOf(reading, object, end), issueAt, isTimed);
}

/** A class and no literal: see `read-narrative.ts`. */
class ReadTask implements Task {
  declare readonly segment: number;
  declare readonly first: number;
  declare readonly end: number;
  declare readonly verb: number;
  declare readonly kinds: number;
  declare readonly object: number;
  declare readonly objectHead: string | null;
  declare readonly issueAt: number;
  declare readonly isTimed: boolean;

  constructor(
    segment: number,
    first: number,
    end: number,
    verb: number,
    kinds: number,
    object: number,
    objectHead: string | null,
    issueAt: number,
    isTimed: boolean,
  ) {
    this.segment = segment;
    this.first = first;
    this.end = end;
    this.verb = verb;
    this.kinds = kinds;
    this.object = object;
    this.objectHead = objectHead;
    this.issueAt = issueAt;
    this.isTimed = isTimed;
  }
}

/** The action at the head of a piece: qualifiers and articles passed over; -1 where there is none. */
function verbFrom(words: readonly Word[], start: number, end: number): number {
  let at = start;
  while (at < end) {
    const marks = words[at]?.marks ?? 0;
    if ((marks & M.action) !== 0) {
      const next = words[at + 1];
      if (next === undefined || at + 1 >= end) return at;
      // "Conduct review of file" is a review.
      if (words[at]?.lemma === 'conduct') {
        const conducted = verbFrom(words, at + 1, end);
        if (conducted >= 0 && ((words[conducted]?.marks ?? 0) & (M.review | M.research)) !== 0) return conducted;
      }
      // "File review", "docket check": the thing stands before the action.
      if ((marks & M.generic) !== 0 && (next.marks & M.review) !== 0) return at + 1;
      const isLead = (marks & (M.qualifier | M.talk | M.write)) !== 0 || words[at]?.lemma === 'strategy';
      // "Telephone conference", "email exchange", "follow-up call": the second word is the action.
      return isLead && (next.marks & (M.talk | M.write)) !== 0 && (next.marks & M.noun) !== 0 ? at + 1 : at;
    }
    const isPassed =
      (marks & (M.qualifier | M.pronoun | M.internal | M.number)) !== 0 ||
      isArticle(words[at]) ||
      LEAD_INS.has(words[at]?.lemma ?? '');
    if (!isPassed) return -1;
    at += 1;
  }
  return -1;
}

/** Adjectives that stand before the name of an action: "legal research", "status review". */
const LEAD_INS = wordSet(`
  legal factual status case strategy team various general to in office electronic routine file periodic client
  settlement
`);

function isArticle(word: Word | undefined): boolean {
  return word !== undefined && (word.text === 'a' || word.text === 'an' || word.text === 'the');
}

/** "Plaintiff's deposition preparation", "case law research": an action among the first words of a segment. */
function looseVerb(words: readonly Word[], start: number, end: number): number {
  const stop = Math.min(end, start + 4);
  for (let at = start; at < stop; at += 1) {
    const marks = words[at]?.marks ?? 0;
    if ((marks & M.action) !== 0) return at;
    if ((marks & (M.issue | M.stop)) !== 0) break;
  }
  // "Hearing on motion", "Trial day 2": what was attended stands alone.
  for (let at = start; at < stop; at += 1) {
    const marks = words[at]?.marks ?? 0;
    if ((marks & M.event) !== 0 && words[at]?.lemma !== 'argument') return at;
    if ((marks & (M.issue | M.stop)) !== 0) return -1;
  }
  return -1;
}

function kindsAt(words: readonly Word[], verb: number, end: number): number {
  const word = words[verb];
  if (word === undefined) return 0;
  const before = verb > 0 ? (words[verb - 1]?.lemma ?? '') : '';
  // A status or settlement conference is the court's, and attended.
  if ((word.marks & M.event) !== 0 && (COURT_EVENTS.has(before) || (word.marks & M.action) === 0)) return M.attend;
  let kinds = word.marks & ACTION_KINDS;
  // "Prepare letter" drafts it; "prepare for hearing" does not.
  if (word.lemma === 'prepare') {
    const next = verb + 1 < end ? words[verb + 1] : undefined;
    if (next !== undefined && next.lemma !== 'for' && (next.marks & M.joiner) === 0) kinds |= M.draft;
  }
  return kinds;
}

const COURT_EVENTS = wordSet(`settlement status management pretrial scheduling # court mandatory trial-setting`);

function opensAt(reading: NarrativeReading, first: number, verb: number, candidate: number, end: number): boolean {
  const marks = reading.words[candidate]?.marks ?? 0;
  return (marks & M.action) === 0 || opensTask(reading, first, verb, candidate, end);
}

/**
 * Whether an action word after a comma, "and" or slash opens a new task. Words that are as often nouns
 * must be used as actions there; inside "re ..." only plain verbs count.
 */
function opensTask(reading: NarrativeReading, first: number, verb: number, candidate: number, end: number): boolean {
  const { words } = reading;
  const word = words[candidate];
  if (word === undefined) return false;
  const next = candidate + 1 < end ? words[candidate + 1] : undefined;
  const nextMarks = next?.marks ?? 0;
  const isIssue = hasMarkBetween(words, first, candidate, M.issue);
  const isNounToo = (word.marks & (M.noun | M.document | M.generic | M.event)) !== 0 && !isPastForm(word.text);
  const isLast = next === undefined || hasBreak(reading, candidate);
  // "Binders and tabs": a third person stands nowhere else in a time entry.
  if (word.text.length > 3 && word.text.endsWith('s') && word.text !== word.lemma && !word.text.endsWith('ss'))
    return isAfterCall(word, next);
  const headMarks = words[verb]?.marks ?? 0;
  // "Finalize and file", "call and email": a second action before any object.
  if (objectFrom(words, verb, candidate) >= candidate) return (headMarks & M.action) !== 0;
  if (!agrees(words, verb, candidate)) return false;
  if ((word.marks & M.gerund) !== 0) {
    // "re scheduling and preparing for trial" goes on about the issue; "reviewing x and drafting y" does not.
    // Nor does "drafted brief, addressing standing" name a second task.
    return (headMarks & M.gerund) !== 0 && !isIssue;
  }
  if (isNounToo) {
    if (isAfterCall(word, next)) return true;
    if ((word.marks & M.write) !== 0) {
      // "draft motion and letter", "review complaint and email from": things drafted or read, not new work.
      if ((nextMarks & M.party) !== 0 && (headMarks & (M.draft | M.review)) === 0) return true;
      if (next?.lemma !== 'to' || (headMarks & M.write) !== 0) return false;
      if (isIssue) return (headMarks & M.talk) !== 0 && word.lemma !== 'communication';
      return (
        (headMarks & M.draft) === 0 || (word.lemma === 'email' && !hasMarkBetween(words, verb + 1, candidate, M.write))
      );
    }
    if (isLast || (nextMarks & (M.joiner | M.issue)) !== 0) return false;
    if ((word.marks & M.supervise) !== 0) return isArticle(next) || (nextMarks & M.colleague) !== 0;
    if ((word.marks & M.draft) !== 0)
      return (next?.lemma !== 'of' && (nextMarks & M.action) === 0) || (nextMarks & M.document) !== 0;
    if (word.lemma === 'interview' || word.lemma === 'meet') return !isIssue;
    if ((word.marks & M.event) !== 0) return !isIssue && (nextMarks & M.party) !== 0;
    const things =
      (word.marks & M.generic) !== 0 ? M.document | M.party | M.event : M.document | M.party | M.event | M.generic;
    // "photographs and report issued by": an unknown word after it shows office work only ("file Rule 68 offer").
    const isBeforeUnknown = nextMarks === 0 && (word.marks & M.clerical) !== 0;
    return !isIssue && (isArticle(next) || isBeforeUnknown || (nextMarks & things) !== 0);
  }
  // "Call with client and review of records", "review of x and preparation of y"; not "brief, with revision of facts".
  if (next?.lemma === 'of')
    return !isIssue && ((headMarks & (M.talk | M.noun)) !== 0 || words[verb + 1]?.lemma === 'of');
  if ((word.marks & M.supervise) !== 0 && isIssue) return false;
  return true;
}

/**
 * Whether an action after "and" or a comma can stand beside the head of its piece: in the same tense ("reviewed
 * x and drafted y"), not within "to ..." ("met with client to discuss x and review y") or "including ...".
 */
function agrees(words: readonly Word[], verb: number, candidate: number): boolean {
  const head = words[verb];
  const word = words[candidate];
  if (head === undefined || word === undefined) return false;
  const isPlainHead = (head.marks & M.noun) === 0;
  const isPast = isPastForm(word.text);
  if (isPastForm(head.text)) {
    if (!isPast && (word.marks & (M.talk | M.gerund)) === 0) return false;
  } else if (isPast && isPlainHead) {
    return false;
  }
  for (let at = verb + 1; at < candidate; at += 1) {
    const lemma = words[at]?.lemma;
    if (lemma === 'include') return false;
    const isInfinitive = lemma === 'to' && at + 1 < candidate && ((words[at + 1]?.marks ?? 0) & M.action) !== 0;
    if (isInfinitive && isPlainHead && !isPast && !isPastForm(words[at + 1]?.text ?? '')) return false;
  }
  return true;
}

/** Past tense by its ending, or one of the few irregular verbs of time entries. */
function isPastForm(text: string): boolean {
  return (text.length > 4 && text.endsWith('ed')) || IRREGULAR_PAST.has(text);
}

const IRREGULAR_PAST = wordSet(
  'met spoke wrote sent took drove flew began made held gave taught oversaw ran dealt undertook',
);

/** "conference with", "tc w/": talk, however the words before are to be read. */
function isAfterCall(word: Word, next: Word | undefined): boolean {
  return (word.marks & M.talk) !== 0 && (next?.lemma === 'with' || next?.lemma === 'w/' || next?.lemma === 'w');
}

function hasMarkBetween(words: readonly Word[], from: number, to: number, mark: number): boolean {
  for (let at = from; at < to; at += 1) if (((words[at]?.marks ?? 0) & mark) !== 0) return true;
  return false;
}

function hasBreak(reading: NarrativeReading, index: number): boolean {
  const code = reading.text.charCodeAt(wordEnd(reading, index));
  return code === COMMA || (code === 32 && reading.text.charCodeAt(wordEnd(reading, index) + 1) === OPEN);
}

/** First word after the action that can be an object. */
function objectFrom(words: readonly Word[], verb: number, end: number): number {
  let at = verb + 1;
  while (at < end) {
    const marks = words[at]?.marks ?? 0;
    const isPassed =
      (isEmpty(marks) && (marks & M.pronoun) === 0) ||
      ((marks & M.action) !== 0 && (marks & (M.noun | M.document | M.generic | M.event | M.clerical)) === 0);
    if (!isPassed) return at;
    at += 1;
  }
  return end;
}

function isPronounOnly(words: readonly Word[], object: number, end: number): boolean {
  for (let at = object; at < end; at += 1) if (!isEmpty(words[at]?.marks ?? 0)) return false;
  return true;
}

/** The last telling word before the next comma, bracket, preposition, issue or joiner. */
function headOf(reading: NarrativeReading, object: number, end: number): string | null {
  let head: Word | null = null;
  for (let at = object; at < end; at += 1) {
    const word = reading.words[at];
    if (word === undefined || (head !== null && reading.hasBreaks && hasBreak(reading, at - 1))) break;
    if ((word.marks & (M.stop | M.issue | M.joiner)) !== 0 && !isArticle(word)) break;
    if (isEmpty(word.marks)) continue;
    const isTelling = (word.marks & (M.document | M.event | M.generic | M.party)) !== 0;
    if (head === null || isTelling || (head.marks & (M.document | M.event)) === 0) head = word;
  }
  return head?.lemma ?? null;
}
