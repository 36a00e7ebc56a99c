import type { ProposedCut } from '#shared/domain/finding.ts';
import { isCode } from '../is-code.ts';
import { cutShareParameter, proposeShare } from '../narrative/cuts.ts';
import { shownText, wordsEvidence } from '../narrative/evidence.ts';
import { namesApproval } from '../narrative/telling-words.ts';
import { travelOf } from '../narrative/travel.ts';
import { linesWithWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { countText } from '../wording.ts';

const WHOLE_E4 = 1_000_000;

/** UTBMS "Billable travel time" and "Non-Working Travel". */
const BILLABLE_TRAVEL = 'A112';
const NON_WORKING_TRAVEL = 'B195';

/**
 * R56: travel time. Local travel (up to a round trip of some miles, where the narrative states them) is not
 * paid at all, longer travel at half the rate. Where travel shares its time with other work (R34) nothing
 * is proposed, because how long it took is not known. An approval named in the narrative lets it pass.
 */
export const travelTime = defineRule({
  id: 'R56',
  version: 1,
  title: 'Travel time',
  certainty: 'heuristic',
  defaultSeverity: 'auto_cut',
  parameters: {
    cutShareE4: cutShareParameter(500_000),
    localMiles: {
      kind: 'number',
      unit: 'count',
      default: 50,
      minimum: 0,
      maximum: 1_000,
      description: 'A stated round trip of at most these miles is local and not paid at all.',
    },
    acceptsNamedApproval: {
      kind: 'boolean',
      default: true,
      description: 'Whether "approved by ..." in the narrative lets travel pass.',
    },
  },
  needs: [],
  authority: 'Client guidelines: travel at half rate, local travel not at all; UTBMS B195 and A112',
  check(prepared, { cutShareE4, localMiles, acceptsNamedApproval }) {
    const tasksByLine = tasksOf(prepared);
    const drafts: FindingDraft[] = [];
    const lines = linesWithWords(prepared, { marks: WordMark.travel }, isCodedTravel);
    for (const preparedLine of lines) {
      const { index, isFee, reading } = preparedLine;
      if (!isFee) continue;
      const isCoded = isCodedTravel(preparedLine);
      if (acceptsNamedApproval && namesApproval(reading)) continue;
      const tasks = tasksByLine[index] ?? [];
      const travel = travelOf(reading, tasks);
      if (travel === null && !isCoded) continue;
      const miles = milesIn(reading);
      const isLocal = miles !== null && miles <= localMiles;
      const isAlone =
        travel === null || (!travel.isMention && tasks.every((task) => (task.kinds & ~WordMark.travel) === 0));
      const evidence =
        travel === null ? { field: 'LINE_ITEM_ACTIVITY_CODE' } : wordsEvidence(preparedLine, travel.from, travel.to);
      const proposed: ProposedCut | undefined = isAlone
        ? proposeShare(preparedLine, isLocal ? WHOLE_E4 : cutShareE4)
        : undefined;
      const said = travel === null ? '' : `: "${shownText(preparedLine, evidence)}"`;
      drafts.push({
        lines: [index],
        message: isLocal
          ? `Local travel of ${countText(miles, 'mile', 'miles')} is not paid${said}.`
          : `Travel time${said}.`,
        evidence: [evidence],
        proposed,
      });
    }
    return drafts;
  },
});

function isCodedTravel({ line }: PreparedLine): boolean {
  return isTravelCode(line.activityCode) || isTravelCode(line.taskCode);
}

function isTravelCode(code: string | null): boolean {
  return isCode(code, BILLABLE_TRAVEL) || isCode(code, NON_WORKING_TRAVEL);
}

/** The miles a narrative states ("142 mi", "30 miles"), whole; `null` where it states none. */
function milesIn({ words }: NarrativeReading): number | null {
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at];
    const before = words[at - 1];
    if (word === undefined || before === undefined || (before.marks & WordMark.number) === 0) continue;
    if ((word.text === 'mi' || word.text === 'mile' || word.text === 'miles') && /^\d{1,5}$/.test(before.text))
      return Number(before.text);
  }
  return null;
}
