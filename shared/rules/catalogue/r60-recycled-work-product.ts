import { draftsOfOpinions } from '../drafts-of-opinions.ts';
import { defineRule } from '../rule.ts';

/**
 * R60: time for what looks like a form or earlier work used again. A model says so of one line at a time, a person decides. Nothing is found by it before that, and nothing is
 * ever proposed: certainty `judgement`.
 */
export const recycledWorkProduct = defineRule({
  id: 'R60',
  version: 1,
  title: 'Recycled work product',
  certainty: 'judgement',
  defaultSeverity: 'info',
  parameters: {},
  needs: ['acceptedOpinions'],
  authority: 'ABA Formal Opinion 93-379 (work product used again may not be billed as new)',
  check: (prepared) => draftsOfOpinions(prepared, 'R60'),
});
