import { codeKey } from './is-code.ts';
import type { PreparedLine } from './prepare/prepared-invoice.ts';
import { WordMark } from './prepare/word-mark.ts';

/** UTBMS activities of communicating: A105 to A108 (1995), A113 and A114 (2013). */
const COMMUNICATION_ACTIVITIES: ReadonlySet<string> = new Set(['A105', 'A106', 'A107', 'A108', 'A113', 'A114']);

/** Head words of the narrative tables; "reply" and "answer" are not among them, being pleadings as often. */
const COMMUNICATION_WORDS: ReadonlySet<string> = new Set([
  'telephone', 'telcon', 'tc', 'p/c', 'call', 'conference', 'confer', 'videoconference', 'voicemail', 'speak',
  'email', 'correspondence', 'letter', 'communication', 'communicate', 'message', 'text', 'exchange',
]); // biome-ignore format: one list

const CONTACT = WordMark.talk | WordMark.write;

/** How far into a narrative the kind of work is looked for: "Draft and send brief email to ..." */
const OPENING_WORDS = 5;

/**
 * Whether a line is a call, email, letter or conversation: by its activity code, else by the first words of
 * its narrative. A fixed table; nothing is learnt.
 */
export function isCommunication({ line, reading }: PreparedLine): boolean {
  if (line.activityCode !== null && COMMUNICATION_ACTIVITIES.has(codeKey(line.activityCode))) return true;
  if ((reading.marks & CONTACT) === 0) return false;
  const { words } = reading;
  for (let position = 0; position < OPENING_WORDS && position < words.length; position += 1) {
    const word = words[position];
    // All words of the list name talk or a message.
    if (word !== undefined && (word.marks & CONTACT) !== 0 && COMMUNICATION_WORDS.has(word.lemma)) return true;
  }
  return false;
}
