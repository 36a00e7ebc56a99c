import type { QueryHandler } from './query.ts';

export const listGuidelines: QueryHandler<'listGuidelines'> = ({ guidelines }) =>
  guidelines.list().map(({ guideline, isBuiltIn }) => ({
    name: guideline.name,
    title: guideline.title,
    version: guideline.version,
    description: guideline.description,
    isBuiltIn,
    enabledRuleCount: guideline.rules.filter(({ isEnabled }) => isEnabled).length,
  }));
