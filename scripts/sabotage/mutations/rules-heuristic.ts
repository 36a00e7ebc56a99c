import { CATALOGUE, catalogueMutation } from '../catalogue-mutation.ts';
import type { Mutation } from '../mutation.ts';

const PREPARE = 'shared/rules/prepare';
const NARRATIVE = 'shared/rules/narrative';

/** One broken line for each rule read from narratives, and for what they read with. */
export const rulesHeuristicMutations: readonly Mutation[] = [
  catalogueMutation(
    'R32 counts timed tasks too',
    'r32-block-billing',
    '(task) => !task.isTimed',
    '(task) => task.isTimed !== null',
  ),
  catalogueMutation(
    'R32 takes carried-on work for new',
    'r32-block-billing',
    'if (!carriesOn) distinct',
    'if (carriesOn || !carriesOn) distinct',
  ),
  catalogueMutation(
    'R34 refuses travel with its own time',
    'r34-travel-combined',
    '|| travel.isTimed) return',
    ') return',
  ),
  catalogueMutation(
    'R35 looks at the first task only',
    'r35-vague-narrative',
    'for (const task of tasks) if (!isVagueTask',
    'for (const task of tasks.slice(0, 1)) if (!isVagueTask',
  ),
  catalogueMutation(
    'R36 asks for party or subject',
    'r36-contact-without-subject',
    'contact.hasParty && hasSubject',
    'contact.hasParty || hasSubject',
  ),
  catalogueMutation(
    'R42 reports standard wording',
    'r42-near-duplicate',
    '> maximumRecurrence) continue',
    '> 1_000_000) continue',
  ),
  catalogueMutation(
    'R44 allows one more',
    'r44-multiple-attendees',
    'size > maximumAttendees',
    'size > maximumAttendees + 1',
  ),
  catalogueMutation('R45 does not know A105', 'r45-internal-conference', "IN_FIRM = 'A105'", "IN_FIRM = 'A106'"),
  catalogueMutation(
    'R46 takes any instruction for teaching',
    'r46-supervision-and-training',
    'if (!NEEDS_COLLEAGUE.has(',
    'if (NEEDS_COLLEAGUE.has(',
  ),
  catalogueMutation('R52 lets scanning pass', 'r52-clerical-work', '!== 0 && ALWAYS.has(', '!== 0 && !ALWAYS.has('),
  catalogueMutation(
    "R53 takes anybody's bills for the firm's",
    'r53-billing-work',
    'if (isSomeoneElses(reading, task)) continue;',
    '',
  ),
  catalogueMutation(
    'R54 takes any file for the file',
    'r54-routine-file-review',
    '!isSilent && !ALONGSIDE',
    '!isSilent && ALONGSIDE',
  ),
  catalogueMutation(
    'R55 forgets approvals',
    'r55-research',
    'acceptsNamedApproval && namesApproval',
    'acceptsNamedApproval && !namesApproval',
  ),
  catalogueMutation('R56 pays for local travel', 'r56-travel-time', 'miles <= localMiles', 'miles > localMiles'),
  {
    name: 'The narrative reader takes minutes for hours',
    file: `${PREPARE}/stated-hours.ts`,
    find: 'Math.round(valueE4 / 60)',
    replace: 'Math.round(valueE4 / 1)',
    tests: [`${PREPARE}/read-narrative.test.ts`],
  },
  {
    name: 'The narrative reader ends a sentence at every initial',
    file: `${PREPARE}/read-narrative.ts`,
    find: 'last.text.length === 1 ||',
    replace: 'last.text.length === 0 ||',
    tests: [`${PREPARE}/read-narrative.test.ts`],
  },
  {
    name: 'The task reader splits "draft and revise"',
    file: `${PREPARE}/read-tasks.ts`,
    find: 'if (object >= next) {',
    replace: 'if (object < next) {',
    tests: [`${PREPARE}/read-tasks.test.ts`],
  },
  {
    name: 'Near duplicates repeat what R41 reports',
    file: `${PREPARE}/near-duplicates.ts`,
    find: '|| isExactDuplicate(a, b)',
    replace: '',
    tests: [`${PREPARE}/near-duplicates.test.ts`],
  },
  {
    name: 'Near duplicates reach over any number of days',
    file: `${PREPARE}/near-duplicates.ts`,
    find: '< firstDay) break',
    replace: '< -1) break',
    tests: [`${PREPARE}/near-duplicates.test.ts`],
  },
  {
    name: 'A client in the room makes no difference to an internal conference',
    file: `${NARRATIVE}/internal-talk.ts`,
    find: '} else if ((word.marks & M.party) !== 0) {',
    replace: '} else if ((word.marks & M.party) === -1) {',
    tests: [`${CATALOGUE}/r45-internal-conference.test.ts`],
  },
  {
    name: 'A cut is proposed for time that is not known',
    file: `${NARRATIVE}/cuts.ts`,
    find: 'if (hoursE4 === null) return undefined;',
    replace: 'if (hoursE4 === null) continue;',
    tests: [`${CATALOGUE}/r36-contact-without-subject.test.ts`, `${CATALOGUE}/r52-clerical-work.test.ts`],
  },
];
