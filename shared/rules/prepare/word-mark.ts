/**
 * What a word of a narrative can be, one bit each; a word may carry several ("file" is clerical work and a
 * generic object). The bits come from the hand-written tables of `lexicon.ts` alone: a set of bits is a
 * compact note about one word, never compared with the bits of other words or lists.
 */
export const WordMark = {
  /** Names a piece of work: review, draft, call. Always together with one of the kinds below. */
  action: 1 << 0,
  review: 1 << 1,
  draft: 1 << 2,
  prepare: 1 << 3,
  /** Calls, conferences, meetings. */
  talk: 1 << 4,
  /** Emails, letters, messages. */
  write: 1 << 5,
  research: 1 << 6,
  attend: 1 << 7,
  travel: 1 << 8,
  clerical: 1 << 9,
  billing: 1 << 10,
  supervise: 1 << 11,
  /** An object that says nothing by itself: documents, file, issues, status. */
  generic: 1 << 12,
  /** A kind of legal document: motion, answer, subpoena. */
  document: 1 << 13,
  /** Something people attend: hearing, deposition, mediation, call. */
  event: 1 << 14,
  /** A person or body outside the firm: client, adjuster, court. */
  party: 1 << 15,
  /** A role within the firm: associate, paralegal, team. */
  colleague: 1 << 16,
  /** Opens the subject: re, regarding, concerning. */
  issue: 1 << 17,
  /** Says that work was done without saying what: attention, various, work. */
  vague: 1 << 18,
  /** Articles, prepositions, auxiliaries. */
  stop: 1 << 19,
  /** and, &, then, plus. */
  joiner: 1 << 20,
  number: 1 << 21,
  /** Somebody's consent: approved, authorized, request. */
  approval: 1 << 22,
  /** An action word that is as often a noun: draft, call, email, report. */
  noun: 1 << 23,
  /** Says of a talk that it is the firm's own: internal, interoffice. */
  internal: 1 << 24,
  /** Stands before an action or object and adds nothing: continue, further, initial, several. */
  qualifier: 1 << 25,
  /** Points back: same, it, thereto. */
  pronoun: 1 << 26,
  /** An -ing form. */
  gerund: 1 << 27,
  /** An action that belongs to the one before it when it has no object of its own: send, reply, file. */
  incidental: 1 << 28,
  /** hours, hrs, minutes. */
  timeUnit: 1 << 29,
  /** Opens a fixed phrase of some rule (`phrases.ts`): up (to speed), trial (binders). */
  opener: 1 << 30,
} as const;

/** Every kind of action; two actions of one kind are the same sort of work. */
export const ACTION_KINDS =
  WordMark.review |
  WordMark.draft |
  WordMark.prepare |
  WordMark.talk |
  WordMark.write |
  WordMark.research |
  WordMark.attend |
  WordMark.travel |
  WordMark.clerical |
  WordMark.billing |
  WordMark.supervise;

/** Whether the tables know nothing of a word but that a phrase may open with it: a name, a term of the case. */
export function isUnknownWord(marks: number): boolean {
  return (marks & ~WordMark.opener) === 0;
}
