import { draftsOfLines } from '../drafts-of-lines.ts';
import { linesWithWords, namedWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading, Word } from '../prepare/narrative-reading.ts';
import { proposeCutLine } from '../propose.ts';
import { defineRule } from '../rule.ts';
import { mayPass, wordGate } from '../word-gate.ts';
import { amountText } from '../wording.ts';

/** Phrases that say so wherever they stand, as whole words. */
const ANYWHERE =
  /\b(?:no[ -]charge|free[ -]of[ -]charge|without charge|not charged|not billed|non-?billable)(?![\w-])/i;

/**
 * Words that say so only as a remark of their own, set off by the ends of the narrative, brackets, dashes or
 * full stops: "courtesy copy", "as a courtesy to counsel" and "write off of goodwill" are ordinary work.
 */
const STANDING_ALONE =
  /(?<=^\s*|[([*;:.–—]\s*|\s-+\s*)(?:(?:as an? )?(?:professional )?courtesy(?: discount| entry| time)?|n\/c|no cost|(?:write|written)[ -]?off|comp(?:ed|limentary))(?=\s*(?:$|[)\]*;.–—]|-+\s))/i;

/** Both tests need one of these words; most narratives have none. */
const TRIGGERS: ReadonlySet<string> = new Set([
  'charge', 'no-charge', 'free-of-charge', 'charged', 'billed', 'billable', 'nonbillable', 'non-billable', 'courtesy',
  'n/c', 'cost', 'off', 'write-off', 'written-off', 'writeoff', 'writtenoff', 'comped', 'complimentary',
]); // biome-ignore format: one list
const TRIGGER_GATE = wordGate(TRIGGERS);

/**
 * R59: a line that says it is free and carries an amount. The line is proposed to be cut, as it says. A line
 * at zero that does not say why is in order, unless the client wants the reason.
 * Source: seen on real bills ("FREE OF CHARGE" lines).
 */
export const noCharge = defineRule({
  id: 'R59',
  version: 1,
  title: '"No charge" line with an amount',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    flagsUnexplainedZero: {
      kind: 'boolean',
      default: false,
      description: 'Report hours at a rate that come to nothing where the narrative does not say why.',
    },
  },
  needs: ['amounts'],
  authority: 'Practice of client auditors: a line that is said to be free is free',
  check(prepared, { flagsUnexplainedZero }) {
    const lines = flagsUnexplainedZero ? prepared.lines : linesWithWords(prepared, WANTED);
    return draftsOfLines(lines, ({ index, line, reading }) => {
      const { totalE4, unitsE4, unitCostE4 } = line;
      if (totalE4 === null || totalE4 < 0) return null;
      const span = remarkIn(reading);
      if (totalE4 > 0 && span !== null) {
        const said = line.narrative.slice(span.start, span.end);
        const message = `The narrative says "${said}", the line bills ${amountText(totalE4)}.`;
        const evidence = [{ lineId: line.id, ...span }];
        return { lines: [index], message, evidence, proposed: proposeCutLine([line]) };
      }
      const isWorked = (unitsE4 ?? 0) > 0 && (unitCostE4 ?? 0) > 0;
      if (!flagsUnexplainedZero || totalE4 !== 0 || span !== null || !isWorked) return null;
      const message = 'The line comes to nothing although it has units and a rate, and the narrative does not say why.';
      return { lines: [index], message, evidence: [{ field: 'LINE_ITEM_TOTAL' }] };
    });
  },
});

function remarkIn({ text, words }: NarrativeReading): { readonly start: number; readonly end: number } | null {
  if (!hasTrigger(words)) return null;
  const match = ANYWHERE.exec(text) ?? STANDING_ALONE.exec(text);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

function hasTrigger(words: NarrativeReading['words']): boolean {
  for (const word of words) if (isTrigger(word)) return true;
  return false;
}

const WANTED = { named: namedWords(TRIGGERS) };

function isTrigger(word: Word): boolean {
  return mayPass(TRIGGER_GATE, word) && TRIGGERS.has(word.text);
}
