import { type Colleagues, colleaguesOf } from '../narrative/colleagues.ts';
import { contactOf, mayBeContact } from '../narrative/contact.ts';
import { cutShareParameter, proposeShare } from '../narrative/cuts.ts';
import { narrativeEvidence, taskEvidence } from '../narrative/evidence.ts';
import { tellingHalves } from '../narrative/telling-words.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { isRoutineReview } from './r54-routine-file-review.ts';

const M = WordMark;

/**
 * R35: a narrative from which nobody can tell what was done, on what, or why. Every task of the narrative
 * must be vague: a verb with only generic objects ("review documents", "prepare for trial"), a phrase of
 * the usual lists ("attention to", "work on", "follow up", "various") with little behind it, or talk with
 * neither party nor subject. Narratives of many words of their own are never vague.
 */
export const vagueNarrative = defineRule({
  id: 'R35',
  version: 1,
  title: 'Vague narrative',
  certainty: 'heuristic',
  defaultSeverity: 'must_fix',
  parameters: {
    minimumTellingWords: {
      kind: 'number',
      unit: 'words',
      default: 2,
      minimum: 1,
      maximum: 20,
      description: 'Names, documents, events and other words of its own that a task must have.',
    },
    minimumAfterVagueVerb: {
      kind: 'number',
      unit: 'words',
      default: 4,
      minimum: 1,
      maximum: 20,
      description: 'The same after "attention to", "work on", "follow up" and the like.',
    },
    minimumHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 0,
      minimum: 0,
      maximum: 240_000,
      description: 'Entries below these hours are let pass.',
    },
    cutShareE4: cutShareParameter(0),
  },
  needs: [],
  authority:
    'Imwalle v. Reliance Medical Products, 515 F.3d 531 (6th Cir. 2008); ABA Formal Opinion 93-379; client guidelines on generic entries',
  check(prepared, { minimumTellingWords, minimumAfterVagueVerb, minimumHoursE4, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const colleagues = colleaguesOf(prepared);
    const drafts: FindingDraft[] = [];
    const least = leastHalves(minimumTellingWords, minimumAfterVagueVerb);
    for (const preparedLine of prepared.lines) {
      const { index, isFee, line, reading } = preparedLine;
      if (!isFee || (line.unitsE4 !== null && line.unitsE4 < minimumHoursE4)) continue;
      if ((reading.marks & (M.billing | M.research)) !== 0) continue;
      const tasks = tasksByLine[index] ?? [];
      const first = tasks[0];
      if (first !== undefined && !areAllVague(reading, tasks, colleagues, least)) continue;
      const isBlank = line.narrative.trim() === '';
      if (first === undefined && !isBlank) continue;
      drafts.push({
        lines: [index],
        message: isBlank
          ? 'There is no narrative.'
          : 'The narrative does not say what was done on which document or issue.',
        evidence: isBlank
          ? NO_NARRATIVE
          : [
              tasks.length === 1 && first !== undefined
                ? taskEvidence(preparedLine, first)
                : narrativeEvidence(preparedLine),
            ],
        proposed: proposeShare(preparedLine, cutShareE4),
      });
    }
    return drafts;
  },
});

const NO_NARRATIVE = [{ field: 'LINE_ITEM_DESCRIPTION' }] as const;

/** Helping at a hearing or deposition is being there, which is clear. */
function namesEvent({ words }: NarrativeReading, task: Task): boolean {
  for (let at = task.verb + 1; at < task.end; at += 1) if (((words[at]?.marks ?? 0) & M.event) !== 0) return true;
  return false;
}

/** "Status review of file", "review docket": routine, which R54 says; "review file" says nothing at all. */
function hasMoreThanFile(reading: NarrativeReading, task: Task): boolean {
  for (let at = task.first; at < task.end; at += 1) {
    const word = reading.words[at];
    if (word === undefined || at === task.verb || (word.marks & M.stop) !== 0) continue;
    if (word.lemma !== 'file' && word.lemma !== 'material' && word.lemma !== 'document') return true;
  }
  return false;
}

/** Half words that a task must tell at least so as not to be vague. */
interface LeastHalves {
  readonly afterVagueVerb: number;
  readonly otherwise: number;
  /** The most that any task must tell. */
  readonly most: number;
}

const OF_EVENT_OR_RESEARCH = 2;

function leastHalves(minimumTellingWords: number, minimumAfterVagueVerb: number): LeastHalves {
  const afterVagueVerb = 2 * minimumAfterVagueVerb;
  const otherwise = 2 * minimumTellingWords;
  return { afterVagueVerb, otherwise, most: Math.max(afterVagueVerb, otherwise, OF_EVENT_OR_RESEARCH) };
}

function areAllVague(
  reading: NarrativeReading,
  tasks: readonly Task[],
  colleagues: Colleagues,
  least: LeastHalves,
): boolean {
  for (const task of tasks) if (!isVagueTask(reading, task, colleagues, least)) return false;
  return true;
}

function isVagueTask(reading: NarrativeReading, task: Task, colleagues: Colleagues, least: LeastHalves): boolean {
  const verb = reading.words[task.verb];
  if (verb === undefined) return false;
  if ((task.kinds & (M.travel | M.clerical | M.billing | M.supervise)) !== 0) return false;
  // Nearly all work that is no talk tells enough by any measure, and need not be looked at closer.
  if (!mayBeContact(task) && !tellsLess(reading, task, least.most)) return false;
  if ((verb.lemma === 'assist' || verb.lemma === 'participate') && namesEvent(reading, task)) return false;
  if (isRoutineReview(reading, task) && hasMoreThanFile(reading, task)) return false;
  const spoken = contactOf(reading, task, colleagues, false);
  if (spoken !== null) return !spoken.hasParty && !spoken.hasSubject;
  if ((verb.marks & M.vague) !== 0) return tellsLess(reading, task, least.afterVagueVerb);
  if ((task.kinds & M.attend) !== 0)
    return (verb.marks & M.event) === 0 && tellsLess(reading, task, OF_EVENT_OR_RESEARCH);
  return tellsLess(reading, task, (task.kinds & M.research) !== 0 ? OF_EVENT_OR_RESEARCH : least.otherwise);
}

/** Whether the words besides the action tell less than so many half words. */
function tellsLess(reading: NarrativeReading, { first, verb, end }: Task, halves: number): boolean {
  const before = tellingHalves(reading, first, verb, halves);
  return before < halves && before + tellingHalves(reading, verb + 1, end, halves - before) < halves;
}
