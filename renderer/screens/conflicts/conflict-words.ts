import type { ConflictKind } from '#shared/api/workspace.ts';

export const CONFLICT_WORDS: Readonly<Record<ConflictKind, string>> = {
  decision: 'Decision on a line',
  pool: 'Amount over several lines',
  narrative: 'Narrative',
  dismissal: 'Finding dismissed',
  step: 'Step of the review',
  comment: 'Comment',
  guideline: 'Guideline',
  file: 'File',
  other: 'Action',
};
