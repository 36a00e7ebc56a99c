import { draftsOfOpinions } from '../drafts-of-opinions.ts';
import { defineRule } from '../rule.ts';

/**
 * R48: many hours on one deliverable. Code adds the hours up, a model says whether they are out of proportion to what the narratives
 * describe, a person decides and sets the cut (a pool over the lines). Nothing is found by it before that, and nothing is
 * ever proposed: certainty `judgement`.
 */
export const excessiveTime = defineRule({
  id: 'R48',
  version: 1,
  title: 'Excessive time for a task',
  certainty: 'judgement',
  defaultSeverity: 'warn',
  parameters: {},
  needs: ['acceptedOpinions'],
  authority: 'Hensley v. Eckerhart, 461 U.S. 424, 434 (excessive, redundant or otherwise unnecessary hours)',
  check: (prepared) => draftsOfOpinions(prepared, 'R48'),
});
