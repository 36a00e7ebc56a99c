import { headWords, isHeadWord } from '../head-words.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import { isUnknownWord, WordMark } from '../prepare/word-mark.ts';
import { wordSet } from '../word-set.ts';

const M = WordMark;

/** Words that tell nothing in an answer to "on what?", whatever else they may be. */
const SILENT = M.stop | M.joiner | M.issue | M.pronoun | M.vague | M.timeUnit | M.internal | M.colleague;

/** Documents of which a case has one: naming them is telling enough. */
const ONE_OF_A_KIND = headWords(`complaint answer counterclaim msj mtd petition verdict crossclaim indictment daubert`);

const MANY = 1_000_000;

/**
 * How much the words from `from` to `to` tell about what was worked on, in half words: names, numbers,
 * documents, events and everything the tables do not know count as a whole word, actions and people's
 * roles as half of one, generic objects and small words as nothing.
 * @param enough where more makes no difference, the counting ends once there are as many
 */
export function tellingHalves(reading: NarrativeReading, from: number, to: number, enough = MANY): number {
  let halves = 0;
  for (let at = from; at < to && halves < enough; at += 1) {
    const word = reading.words[at];
    if (word === undefined) break;
    const { marks } = word;
    if (isUnknownWord(marks)) {
      if (word.text.length > 1) halves += 2;
    } else if ((marks & (M.document | M.event)) !== 0) {
      halves += isHeadWord(ONE_OF_A_KIND, word) ? 4 : 2;
    } else if ((marks & M.party) !== 0) {
      // "police report", "plaintiff's exhibits": whose it is tells which it is.
      const next = at + 1 < to ? (reading.words[at + 1]?.marks ?? 0) : 0;
      halves += (next & (M.document | M.generic | M.event)) !== 0 ? 2 : 1;
    } else if ((marks & (SILENT | M.generic | M.qualifier)) !== 0) {
      halves += 0;
    } else if ((marks & M.number) !== 0) {
      halves += 2;
    } else if ((marks & (M.action | M.approval)) !== 0) {
      halves += 1;
    }
  }
  return halves;
}

/** Whether the narrative says that somebody consented to the work: "approved by", "authorized 11/4", "with permission". */
export function namesApproval(reading: NarrativeReading): boolean {
  const { words } = reading;
  if ((reading.marks & M.approval) === 0) return false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || !isHeadWord(CONSENTS, word)) continue;
    const next = words[at + 1];
    // "Approved by W. Dorn", "authorized 11/4"; a "court-approved plan" or a "hearing on approval" is no consent to us.
    if (word.text.endsWith('ed')) {
      if (next === undefined || (next.marks & (M.number | M.party)) !== 0 || APPROVERS.has(next.lemma)) return true;
      if (isUnknownWord(next.marks)) return true;
    } else {
      for (let back = at - 1; back >= 0 && back >= at - 4; back -= 1)
        if (GROUNDS.has(words[back]?.lemma ?? '')) return true;
    }
  }
  return false;
}

const APPROVERS = wordSet('by per in on via with mr mrs ms');
const GROUNDS = wordSet('per with under upon w/ after');
const CONSENTS = headWords(`approve authorize permission consent`);
