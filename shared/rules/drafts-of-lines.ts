import type { PreparedLine } from './prepare/prepared-invoice.ts';
import type { FindingDraft } from './rule.ts';

/**
 * The drafts of a rule that has at most one remark on a line, in line order. Most lines of most bills earn none,
 * so nothing is made for those (`flatMap` would make a list for each).
 */
export function draftsOfLines(
  lines: readonly PreparedLine[],
  remarkOn: (line: PreparedLine) => FindingDraft | null,
): readonly FindingDraft[] {
  const drafts: FindingDraft[] = [];
  for (const line of lines) {
    const draft = remarkOn(line);
    if (draft !== null) drafts.push(draft);
  }
  return drafts;
}
