import { z } from 'zod';
import type { Guideline } from '#shared/rules/guideline.ts';
import { mayApprove } from './author.ts';
import { guidelineGroup } from './field-group.ts';
import { guidelineShape } from './guideline-shape.ts';
import { defineMutation } from './mutation.ts';

export interface SaveGuidelineArgs {
  readonly guideline: Guideline;
}

/** Adds a version of a client's guideline. Versions are never replaced: findings name the one they rest on. */
export const saveGuideline = defineMutation<SaveGuidelineArgs>({
  name: 'saveGuideline',
  argVersion: 1,
  args: z.strictObject({ guideline: guidelineShape }),
  touches: ({ guideline }) => [guidelineGroup(guideline.name)],
  isAtomic: () => true,
  plan(facts, { guideline }, { author }) {
    if (!mayApprove(author)) {
      return {
        outcome: 'refused',
        code: 'not_allowed',
        message: 'Guidelines of the firm are kept by approvers and administrators. Nothing was changed.',
      };
    }
    const known = facts.guideline(guideline.name);
    if (known !== null && guideline.version <= known.version) {
      return {
        outcome: 'refused',
        code: 'stale',
        message: `Guideline ${guideline.name} is held in version ${known.version}. Give the new one a higher version; nothing was changed.`,
      };
    }
    return { outcome: 'applied', changes: [{ kind: 'guideline', guideline }], refused: [], undo: null };
  },
});
