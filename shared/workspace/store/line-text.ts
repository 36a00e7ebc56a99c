type TextSource = {
  readonly timekeeperId: string | null;
  readonly timekeeperName: string | null;
  readonly taskCode: string | null;
  readonly activityCode: string | null;
  readonly expenseCode: string | null;
};

export const PUT_LINE_TEXT = 'INSERT OR REPLACE INTO line_text (rowid, narrative, timekeeper, codes)';

/** A line's words for the full-text index, in the order of `PUT_LINE_TEXT`. */
export function lineTextValues(lineKey: number, narrative: string, line: TextSource): readonly (string | number)[] {
  return [
    lineKey,
    narrative,
    joined(line.timekeeperName, line.timekeeperId),
    joined(line.taskCode, line.activityCode, line.expenseCode),
  ];
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ');
}

/**
 * What a person typed as an FTS5 query: every word must begin a word of the line; operators mean nothing.
 * @returns `null` when nothing searchable was typed
 */
export function textQuery(typed: string): string | null {
  const words = typed.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu);
  return words === null ? null : words.map((word) => `"${word}"*`).join(' ');
}
