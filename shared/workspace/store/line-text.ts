import type { PreparedSql } from './prepared-sql.ts';

type TextSource = {
  readonly timekeeperId: string | null;
  readonly timekeeperName: string | null;
  readonly taskCode: string | null;
  readonly activityCode: string | null;
  readonly expenseCode: string | null;
};

/** Puts a line's words into the full-text index, in place of what was there. */
export function indexLineText(cache: PreparedSql, lineKey: number, narrative: string, line: TextSource): void {
  cache.run(
    'INSERT OR REPLACE INTO line_text (rowid, narrative, timekeeper, codes) VALUES (?, ?, ?, ?)',
    lineKey,
    narrative,
    joined(line.timekeeperName, line.timekeeperId),
    joined(line.taskCode, line.activityCode, line.expenseCode),
  );
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
