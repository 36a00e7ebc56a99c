import type { InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import { foldedText } from '../folded-text.ts';
import { comparableInvoices, otherInvoiceText, timekeeperKeys } from '../other-lines.ts';
import { dayNumberOf } from '../prepare/day-number.ts';
import type { OtherInvoice, PreparedInvoice, PreparedLine } from '../prepare/prepared-invoice.ts';
import { proposeCutLine } from '../propose.ts';
import { defineRule, type FindingDraft, type ParameterValues } from '../rule.ts';
import { lineNumbersText } from '../wording.ts';

const PARAMETERS = {
  comparesTimekeeper: { kind: 'boolean', default: true, description: 'Fee lines must name the same timekeeper.' },
  comparesDate: { kind: 'boolean', default: true, description: 'Lines must have the same date.' },
  comparesHours: { kind: 'boolean', default: true, description: 'Lines must have the same hours or quantity.' },
  comparesNarrative: {
    kind: 'boolean',
    default: true,
    description: 'Lines must have the same narrative; case and spaces do not count.',
  },
  comparesAmount: { kind: 'boolean', default: false, description: 'Fee lines must have the same total.' },
  comparesTaskCode: {
    kind: 'boolean',
    default: false,
    description: 'Lines of this invoice must have the same task code.',
  },
  includesExpenses: {
    kind: 'boolean',
    default: true,
    description: 'Expenses too: same date, quantity, total and narrative.',
  },
} as const;

/**
 * R41: the same line twice, in this invoice or on another one. A line without what is compared (date, hours,
 * narrative) is compared with none. Where the file names no timekeeper, equal rates stand in: two people at
 * one meeting write the same line. The first line stays; later ones are proposed to be cut, and all of them
 * where another invoice billed the work before.
 */
export const exactDuplicate = defineRule({
  id: 'R41',
  version: 1,
  title: 'Duplicate line',
  certainty: 'deterministic',
  defaultSeverity: 'must_fix',
  parameters: PARAMETERS,
  needs: [],
  authority: 'Duplicate line items audit of e-billing systems (Legal Tracker); ABA Formal Op. 93-379',
  check(prepared, parameters) {
    const others = comparableInvoices(prepared);
    const groups = groupLines(candidates(prepared, others, parameters), parameters);
    const elsewhere = linesElsewhere(others, groups, parameters);
    const drafts: FindingDraft[] = [];
    for (const [key, indexes] of groups) {
      const lines = indexes.flatMap((index) => prepared.invoice.lines[index] ?? []);
      const other = elsewhere.get(key.slice(0, key.lastIndexOf('\n')));
      if (other !== undefined) {
        const message = `Already on ${otherInvoiceText(other.invoice)}, line ${other.lineNumber}: the same ${compared(lines[0], parameters)}.`;
        drafts.push({ lines: indexes, message, evidence: NARRATIVE, proposed: proposeCutLine(lines) });
      } else if (lines.length > 1) {
        const message = `The same ${compared(lines[0], parameters)} on ${lineNumbersText(lines)}.`;
        drafts.push({ lines: indexes, message, evidence: NARRATIVE, proposed: proposeCutLine(lines.slice(1)) });
      }
    }
    return drafts;
  },
});

type Parameters = ParameterValues<typeof PARAMETERS>;
type ComparedLine = OtherInvoice['lines'][number];

const NARRATIVE = [{ field: 'LINE_ITEM_DESCRIPTION' }] as const;

/**
 * Lines that may have a twin: those that share timekeeper, date, units and number of words with another line
 * here, or timekeeper, date and units with a line elsewhere. Most lines have none, and are spared the text of
 * their key.
 */
function candidates(
  { lines }: PreparedInvoice,
  others: readonly OtherInvoice[],
  parameters: Parameters,
): readonly PreparedLine[] {
  const elsewhere = new Set<number>();
  if (others.length > 0) {
    const keyOf = timekeeperKeys();
    const numbers = new Map(lines.map(({ timekeeperKey, timekeeperNumber }) => [timekeeperKey, timekeeperNumber]));
    for (const other of others) {
      for (const line of other.lines) {
        elsewhere.add(roughKey(line, numbers.get(keyOf(line)) ?? NOBODY, dayOf(line.date), parameters));
      }
    }
  }
  const ownKeys = new Int32Array(lines.length);
  const isCandidate = new Uint8Array(lines.length);
  for (const { index, line, dayNumber, reading, timekeeperNumber } of lines) {
    const rough = roughKey(line, timekeeperNumber, dayNumber ?? 0, parameters);
    ownKeys[index] = parameters.comparesNarrative ? mixed(rough, reading.words.length) : rough;
    if (elsewhere.size > 0 && elsewhere.has(rough)) isCandidate[index] = 1;
  }
  markRepeated(ownKeys, isCandidate);
  const alike = lines.filter(({ index }) => isCandidate[index] === 1);
  return elsewhere.size > 0 || !parameters.comparesNarrative ? alike : withSameWords(alike, ownKeys);
}

/** Whoever bills elsewhere and not here, by number. */
const NOBODY = -1;

/** Of lines alike in all else, those that have the same words of the tables as another. */
function withSameWords(lines: readonly PreparedLine[], ownKeys: Int32Array): readonly PreparedLine[] {
  const keys = new Int32Array(lines.length);
  lines.forEach(({ index, reading }, at) => {
    let key = ownKeys[index] ?? 0;
    for (const { marks, place } of reading.words) if (marks !== 0) key = mixed(key, place);
    keys[at] = key;
  });
  const isRepeated = new Uint8Array(lines.length);
  markRepeated(keys, isRepeated);
  return lines.filter((_, at) => isRepeated[at] === 1);
}

/** Marks the places of every key that stands at more than one (a table with open addressing, Knuth 6.4). */
function markRepeated(keys: Int32Array, marks: Uint8Array): void {
  let room = 16;
  while (room < 4 * keys.length) room *= 2;
  // The first place of each key, and one more, so that 0 is free.
  const places = new Int32Array(room);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    let slot = (key ^ (key >>> 15)) & (room - 1);
    let first = (places[slot] ?? 0) - 1;
    while (first >= 0 && keys[first] !== key) {
      slot = (slot + 1) & (room - 1);
      first = (places[slot] ?? 0) - 1;
    }
    if (first < 0) {
      places[slot] = at + 1;
    } else {
      marks[first] = 1;
      marks[at] = 1;
    }
  }
}

// Equal for lines with equal keys; unequal lines may meet, and are told apart by their keys.
function roughKey(line: ComparedLine, who: number, dayNumber: number, parameters: Parameters): number {
  const isFee = line.kind === 'F';
  const day = parameters.comparesDate ? dayNumber : 0;
  const unitsE4 = parameters.comparesHours && (isFee || line.kind === 'E') ? (line.unitsE4 ?? 0) : 0;
  return mixed(mixed(day, unitsE4), isFee && parameters.comparesTimekeeper ? who : 0);
}

function mixed(a: number, b: number): number {
  return (Math.imul(a, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b)) | 0;
}

function dayOf(date: IsoDate | null): number {
  return date === null ? 0 : dayNumberOf(date);
}

// Key of a line in this invoice: what other invoices know of a line, then what only this one knows.
function groupLines(lines: readonly PreparedLine[], parameters: Parameters): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const { index, line, timekeeperKey } of lines) {
    const key = sharedKey(line, timekeeperKey ?? rateKey(line), parameters);
    if (key === null) continue;
    const own = `${key}\n${parameters.comparesTaskCode ? (line.taskCode ?? '') : ''}`;
    const indexes = groups.get(own);
    if (indexes === undefined) groups.set(own, [index]);
    else indexes.push(index);
  }
  return groups;
}

function linesElsewhere(
  others: readonly OtherInvoice[],
  groups: ReadonlyMap<string, unknown>,
  parameters: Parameters,
): ReadonlyMap<string, { readonly invoice: OtherInvoice; readonly lineNumber: string }> {
  const found = new Map<string, { readonly invoice: OtherInvoice; readonly lineNumber: string }>();
  if (groups.size === 0) return found;
  const keyOf = timekeeperKeys();
  for (const invoice of others) {
    for (const line of invoice.lines) {
      const key = sharedKey(line, keyOf(line), parameters);
      if (key !== null && !found.has(key)) found.set(key, { invoice, lineNumber: line.lineNumber });
    }
  }
  return found;
}

function rateKey(line: InvoiceLine): string | null {
  return line.unitCostE4 === null ? null : `rate:${line.unitCostE4}`;
}

/** What two lines must share, or `null` when this line lacks some of it. */
function sharedKey(line: ComparedLine, who: string | null, parameters: Parameters): string | null {
  const isFee = line.kind === 'F';
  if (!isFee && !parameters.includesExpenses && line.kind === 'E') return null;
  const parts: string[] = [line.kind];
  const add = (part: string | number | null, isCompared: boolean): boolean => {
    parts.push(isCompared ? String(part) : '');
    return !isCompared || (part !== null && part !== '');
  };
  const isComplete =
    add(who, isFee && parameters.comparesTimekeeper) &&
    add(line.date, parameters.comparesDate) &&
    // Retainers and adjustments may leave the units blank; their amount tells.
    add(line.unitsE4, (isFee || line.kind === 'E') && parameters.comparesHours) &&
    add(line.totalE4, !isFee || parameters.comparesAmount) &&
    add(foldedText(line.narrative), parameters.comparesNarrative);
  return isComplete ? parts.join('\n') : null;
}

function compared(line: InvoiceLine | undefined, parameters: Parameters): string {
  const isFee = line?.kind === 'F';
  const names = [
    ...(isFee && parameters.comparesTimekeeper ? ['timekeeper'] : []),
    ...(parameters.comparesDate ? ['date'] : []),
    ...(isFee && parameters.comparesHours ? ['hours'] : []),
    ...(!isFee || parameters.comparesAmount ? ['amount'] : []),
    ...(parameters.comparesTaskCode ? ['task code'] : []),
    ...(parameters.comparesNarrative ? ['narrative'] : []),
  ];
  const last = names.at(-1) ?? 'line';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
