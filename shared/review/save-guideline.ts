import type { Guideline } from '#shared/rules/guideline.ts';
import { defineMutation } from './mutation.ts';

export interface SaveGuidelineArgs {
  readonly guideline: Guideline;
}

/** Adds a version of a client's guideline. Versions are never replaced: findings name the one they rest on. */
export const saveGuideline = defineMutation<SaveGuidelineArgs>({
  name: 'saveGuideline',
  plan(facts, { guideline }) {
    const known = facts.guideline(guideline.name);
    if (known !== null && guideline.version <= known.version) {
      return {
        outcome: 'refused',
        message: `Guideline ${guideline.name} is held in version ${known.version}. Give the new one a higher version; nothing was changed.`,
      };
    }
    return { outcome: 'applied', changes: [{ kind: 'guideline', guideline }], refused: [], undo: null };
  },
});
