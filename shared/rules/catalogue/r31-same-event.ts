import { comparableInvoices, otherInvoiceText, timekeeperKeys } from '../other-lines.ts';
import { linesWithWords, namedWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import { readNarrative } from '../prepare/read-narrative.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { dateText, hoursText, timekeeperText } from '../wording.ts';

/** Head words of the narrative tables that name something a person can be at only once, and what to call it. */
const EVENTS: ReadonlyMap<string, string> = new Map([
  ['hearing', 'a hearing'],
  ['trial', 'a trial'],
  ['deposition', 'a deposition'],
  ['mediation', 'a mediation'],
  ['arbitration', 'an arbitration'],
  ['inspection', 'an inspection'],
  ['arraignment', 'an arraignment'],
  ['travel', 'travel'],
]);

/**
 * R31: the same timekeeper bills the same day's trip or appearance to two clients. Compares travel and a
 * short table of events with lines of other invoices; by default only where the hours agree as well, because
 * two hearings on one morning are common. Nothing is proposed: which client pays is for a person to say.
 */
export const sameEvent = defineRule({
  id: 'R31',
  version: 1,
  title: 'One trip or event billed to two clients',
  certainty: 'heuristic',
  defaultSeverity: 'warn',
  parameters: {
    requiresSameHours: {
      kind: 'boolean',
      default: true,
      description: 'Only where both lines have the same hours.',
    },
  },
  needs: ['hours', 'timekeepers', 'otherInvoices'],
  authority: 'ABA Formal Op. 93-379 (three clients, one trip to court: billed once)',
  check(prepared, { requiresSameHours }) {
    const keyOf = (date: string, who: string, event: string, hoursE4: number | null) =>
      `${date}\n${who}\n${event}\n${requiresSameHours ? hoursE4 : ''}`;
    const here = new Map<string, number[]>();
    const days = new Set<string>();
    for (const { index, isFee, line, reading, timekeeperKey } of linesWithWords(prepared, WANTED)) {
      if (!isFee || line.date === null || timekeeperKey === null || (line.unitsE4 ?? 0) <= 0) continue;
      for (const event of eventsOf(reading)) {
        days.add(`${line.date}\n${timekeeperKey}`);
        const key = keyOf(line.date, timekeeperKey, event, line.unitsE4);
        const indexes = here.get(key);
        if (indexes === undefined) here.set(key, [index]);
        else indexes.push(index);
      }
    }
    const drafts: FindingDraft[] = [];
    const whoOf = timekeeperKeys();
    for (const other of here.size === 0 ? [] : comparableInvoices(prepared)) {
      for (const line of other.lines) {
        const { kind, date, unitsE4, narrative, lineNumber } = line;
        const who = whoOf(line);
        if (kind !== 'F' || (unitsE4 ?? 0) <= 0 || date === null || who === null || !days.has(`${date}\n${who}`))
          continue;
        for (const event of eventsOf(readNarrative(narrative))) {
          const key = keyOf(date, who, event, unitsE4);
          const first = prepared.invoice.lines[here.get(key)?.[0] ?? -1];
          if (first === undefined) continue;
          const hours = unitsE4 === null ? '' : ` with ${hoursText(unitsE4)}`;
          const message = `${timekeeperText(first)} also billed ${event} on ${dateText(date)} on ${otherInvoiceText(other)}, line ${lineNumber}${hours}: one event is billed once.`;
          drafts.push({ lines: here.get(key) ?? [], message, evidence: NARRATIVE });
          here.delete(key);
        }
      }
    }
    return drafts;
  },
});

const NARRATIVE = [{ field: 'LINE_ITEM_DESCRIPTION' }] as const;

const WANTED = { named: namedWords(EVENTS.keys()) };

function eventsOf(reading: NarrativeReading): ReadonlySet<string> {
  const events = new Set<string>();
  // Only who was there: "prepare for hearing" and "call about deposition" are no attendance.
  if ((reading.marks & (WordMark.attend | WordMark.travel)) === 0) return events;
  for (const word of reading.words) {
    const event = EVENTS.get(word.lemma);
    if (event !== undefined) events.add(event);
  }
  return events;
}
