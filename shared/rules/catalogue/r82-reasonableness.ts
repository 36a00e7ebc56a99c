import { draftsOfOpinions } from '../drafts-of-opinions.ts';
import { defineRule } from '../rule.ts';

/**
 * R82: a note for the reviewer on the eight factors, from figures that code has reckoned; no narrative is read for it. A person decides
 * whether it stays. Nothing is found by it before that, and nothing is
 * ever proposed: certainty `judgement`.
 */
export const reasonableness = defineRule({
  id: 'R82',
  version: 1,
  title: 'Reasonableness of the invoice as a whole',
  certainty: 'judgement',
  defaultSeverity: 'info',
  parameters: {},
  needs: ['acceptedOpinions'],
  authority: 'ABA Model Rule 1.5(a), the eight factors of a reasonable fee',
  check: (prepared) => draftsOfOpinions(prepared, 'R82'),
});
