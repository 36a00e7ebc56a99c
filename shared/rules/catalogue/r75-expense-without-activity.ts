import { draftsOfOpinions } from '../drafts-of-opinions.ts';
import { defineRule } from '../rule.ts';

/**
 * R75: a hotel without travel time, a transcript without a deposition. Code says which activities the invoice has on the days around it, a
 * model whether the expense goes with them, a person decides. Nothing is found by it before that, and nothing is
 * ever proposed: certainty `judgement`.
 */
export const expenseWithoutActivity = defineRule({
  id: 'R75',
  version: 1,
  title: 'Expense without the activity it goes with',
  certainty: 'judgement',
  defaultSeverity: 'info',
  parameters: {},
  needs: ['acceptedOpinions'],
  authority:
    'ABA Formal Opinion 93-379 (expenses must have been incurred for the matter); client guidelines: supporting activity',
  check: (prepared) => draftsOfOpinions(prepared, 'R75'),
});
