import { draftsOfOpinions } from '../drafts-of-opinions.ts';
import { defineRule } from '../rule.ts';

/**
 * R47: one document drafted, revised and revised again by three and more people. Code finds the chain of lines, a model says whether it is
 * one, a person decides. Nothing is found by it before that, and nothing is
 * ever proposed: certainty `judgement`.
 */
export const overReview = defineRule({
  id: 'R47',
  version: 1,
  title: 'Over-review',
  certainty: 'judgement',
  defaultSeverity: 'warn',
  parameters: {},
  needs: ['acceptedOpinions'],
  authority:
    'Hensley v. Eckerhart, 461 U.S. 424, 434 (redundant hours); ABA Formal Opinion 93-379; client guidelines: duplicative review',
  check: (prepared) => draftsOfOpinions(prepared, 'R47'),
});
