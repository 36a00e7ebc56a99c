import { type HeadWords, headWords } from './head-words.ts';
import { WordMark as M } from './prepare/word-mark.ts';

/**
 * Which words go with which UTBMS code: tables written by hand for R64, looked up and never trained or
 * predicted (ARCHITECTURE.md, "Patents kept clear of"). Words are head words of the narrative tables.
 */

export interface ActivityWords {
  /** Marks of words that suit the activity. */
  readonly suits: number;
  /** Words that suit it besides. */
  readonly words: HeadWords;
}

/** Kinds of work that contradict an activity when a narrative opens with one and nothing in it suits. */
export const TELLING_KINDS = M.review | M.draft | M.talk | M.research | M.attend | M.travel;

const COMMUNICATE: ActivityWords = { suits: M.talk | M.write | M.event, words: headWords([]) };

/** Activities with words of their own; A101, A110, A111 and the rest suit any narrative. */
export const ACTIVITY_WORDS: ReadonlyMap<string, ActivityWords> = new Map([
  [
    'A102',
    {
      suits: M.research,
      words: headWords('law caselaw authority statute statutory precedent regulation case rule code legal'),
    },
  ],
  ['A103', { suits: M.draft | M.prepare | M.write, words: headWords('redline outline comment edit') }],
  ['A104', { suits: M.review | M.research, words: headWords('redline') }],
  ['A105', COMMUNICATE],
  ['A106', COMMUNICATE],
  ['A107', COMMUNICATE],
  ['A108', COMMUNICATE],
  ['A109', { suits: M.attend | M.event | M.travel, words: headWords('court trial mediation calendar-call') }],
  ['A112', { suits: M.travel, words: headWords('airport train flight drive') }],
]);

export interface TaskWords {
  readonly task: string;
  /** Any of these suits the task. */
  readonly words: HeadWords;
  /** These speak of this task and of no other in the table. */
  readonly telling: ReadonlySet<string>;
  /** Without any of its words a narrative does not suit the task, whatever else it says. */
  readonly needsWord: boolean;
}

const APPEAL =
  'appeal appellate appellant appellee circuit brief argue argument oral record panel rehearing notice writ cert certiorari mandate reply opening excerpts';

/** Tasks with a vocabulary. Analysis, administration and "other" tasks suit any narrative and are not here. */
export const TASK_WORDS: readonly TaskWords[] = [
  {
    task: 'L160',
    words: headWords(
      'settlement settle settled settling mediation mediate mediator arbitration arbitrator negotiate demand offer counteroffer counterdemand resolution release adr compromise authority dismissal',
    ),
    telling: wordSet('mediation mediator'),
    needsWord: false,
  },
  {
    task: 'L310',
    words: headWords(
      'interrogatory rfa rfp request response answer respond objection admission admissions discovery disclosure verification supplement supplemental written propound subpoena confer meet-and-confer',
    ),
    telling: wordSet('interrogatory rfa'),
    needsWord: false,
  },
  {
    task: 'L330',
    words: headWords(
      'deposition depose deponent witness transcript testimony testify subpoena notice outline examination examine cross-examination question errata reporter videographer exhibit travel',
    ),
    telling: wordSet('deposition depose'),
    needsWord: true,
  },
  {
    task: 'L510',
    words: headWords(`${APPEAL} motion extension stay`),
    telling: wordSet('appellate appellant appellee'),
    needsWord: false,
  },
  { task: 'L520', words: headWords(APPEAL), telling: wordSet('appellate appellant appellee'), needsWord: false },
  {
    task: 'L530',
    words: headWords(`${APPEAL} travel moot`),
    telling: wordSet('appellate appellant appellee'),
    needsWord: false,
  },
  {
    task: 'B160',
    words: headWords(
      'fee application retention retain employment employ compensation interim monthly statement disclosure 2014 327 330 331',
    ),
    telling: wordSet(''),
    needsWord: false,
  },
  {
    task: 'B185',
    words: headWords('lease contract assume assumption reject rejection cure executory landlord 365'),
    telling: wordSet(''),
    needsWord: false,
  },
  {
    task: 'B320',
    words: headWords(
      'plan disclosure confirm confirmation ballot solicit solicitation vote voting classification feasibility',
    ),
    telling: wordSet(''),
    needsWord: false,
  },
];

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').filter((word) => word !== ''));
}
