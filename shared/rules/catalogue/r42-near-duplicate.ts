import { cutShareParameter, proposeShare } from '../narrative/cuts.ts';
import { narrativeEvidence } from '../narrative/evidence.ts';
import type { Word } from '../prepare/narrative-reading.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { dateText, lineNumbersText, shareText, timekeeperText } from '../wording.ts';

const WHOLE_E4 = 10_000;

/**
 * R42: a narrative that nearly repeats an earlier one within some days, by the same or another timekeeper.
 * The later line is reported and the earlier named. Entries that recur all through a bill in nearly the
 * same words are a habit of writing, not a double charge, and are let pass; so are very short ones.
 * Exact duplicates (same timekeeper, date, hours and words) are R41's.
 */
export const nearDuplicate = defineRule({
  id: 'R42',
  version: 1,
  title: 'Near duplicate',
  certainty: 'heuristic',
  defaultSeverity: 'warn',
  parameters: {
    minimumSimilarityE4: {
      kind: 'number',
      unit: 'ratioE4',
      default: 8_600,
      minimum: 5_000,
      maximum: 10_000,
      description: 'Share of the words in common, rare words counting more.',
    },
    maximumDaysApart: {
      kind: 'number',
      unit: 'days',
      default: 7,
      minimum: 0,
      maximum: 366,
      description: 'How far apart the two entries may be.',
    },
    minimumWords: {
      kind: 'number',
      unit: 'words',
      default: 5,
      minimum: 3,
      maximum: 50,
      description: 'Shorter narratives are let pass.',
    },
    maximumRecurrence: {
      kind: 'number',
      unit: 'count',
      default: 4,
      minimum: 1,
      maximum: 1_000,
      description: 'An entry that nearly repeats more than this many others is standard wording and let pass.',
    },
    includesOtherTimekeepers: {
      kind: 'boolean',
      default: true,
      description: 'Whether the two entries may be by different timekeepers.',
    },
    cutShareE4: cutShareParameter(0),
  },
  needs: [],
  authority: 'ABA Formal Opinion 93-379; Hensley v. Eckerhart, 461 U.S. 424, 434 (redundant hours); client guidelines',
  check(prepared, parameters) {
    const {
      minimumSimilarityE4,
      maximumDaysApart,
      minimumWords,
      maximumRecurrence,
      includesOtherTimekeepers,
      cutShareE4,
    } = parameters;
    const pairs = prepared.nearDuplicates({ minimumSimilarityE4, maximumDaysApart });
    const tasksByLine = tasksOf(prepared);
    const partners = new Map<number, number>();
    for (const { first, second } of pairs) {
      partners.set(first, (partners.get(first) ?? 0) + 1);
      partners.set(second, (partners.get(second) ?? 0) + 1);
    }
    const drafts: FindingDraft[] = [];
    let reported = -1;
    for (const { first, second, similarityE4 } of pairs) {
      const earlier = prepared.lines[first];
      const later = prepared.lines[second];
      // Pairs come in order of the later line: one finding for each, with its first counterpart.
      if (earlier === undefined || later === undefined || second === reported) continue;
      if (Math.max(partners.get(first) ?? 0, partners.get(second) ?? 0) > maximumRecurrence) continue;
      if (!includesOtherTimekeepers && earlier.timekeeperKey !== later.timekeeperKey) continue;
      if (later.reading.words.length < minimumWords) continue;
      if (differInWork(tasksByLine[first], tasksByLine[second], earlier, later) || differInNumbers(earlier, later))
        continue;
      reported = second;
      const when = earlier.line.date === null ? '' : ` of ${dateText(earlier.line.date)}`;
      drafts.push({
        lines: [second],
        message: `Says nearly the same as ${lineNumbersText([earlier.line])}${when} by ${timekeeperText(earlier.line)} (${shareText(similarityE4, WHOLE_E4)} of the words).`,
        evidence: [narrativeEvidence(later), narrativeEvidence(earlier)],
        proposed: proposeShare(later, cutShareE4),
      });
    }
    return drafts;
  },
});

/** "Trial day 2" and "trial day 3", "transcript vol. 3" and "vol. 4": alike in words, different in work. */
function differInNumbers(a: PreparedLine, b: PreparedLine): boolean {
  const inB = b.reading.words.filter(isNumber);
  if (inB.length === 0) return false;
  const inA = a.reading.words.filter(isNumber);
  return inA.length > 0 && !inA.some(({ text }) => inB.some((other) => other.text === text));
}

function isNumber({ marks, text }: Word): boolean {
  if ((marks & (WordMark.number | WordMark.timeUnit)) === WordMark.number) return true;
  const first = text.charCodeAt(0);
  return (first === SMALL_I || first === SMALL_V) && ROMAN.test(text);
}

const SMALL_I = 105;
const SMALL_V = 118;
const ROMAN = /^i{1,3}(?:-i{1,3})?$|^iv$|^vi{0,3}$/;

/** Revising on another day what was drafted before is the next step, not the same entry again. */
function differInWork(
  ofA: readonly Task[] | undefined,
  ofB: readonly Task[] | undefined,
  a: PreparedLine,
  b: PreparedLine,
): boolean {
  const first = ofA?.[0];
  const second = ofB?.[0];
  if (first === undefined || second === undefined) return false;
  if ((first.kinds & second.kinds & WordMark.talk) !== 0) return false;
  return a.reading.words[first.verb]?.lemma !== b.reading.words[second.verb]?.lemma;
}
