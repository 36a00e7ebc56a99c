import { type CsvRole, rolesOf } from './columns.ts';
import { DELIMITERS, type Delimiter, firstRows } from './split-rows.ts';

export interface CsvHeader {
  readonly delimiter: Delimiter;
  readonly headings: readonly string[];
  readonly roles: readonly (CsvRole | null)[];
  /** Rows before the header (titles, addresses), blank ones included. */
  readonly preambleCount: number;
}

/** Titles and addresses above the header are looked past this far. */
const SEARCHED_ROWS = 20;

const BACKBONE: ReadonlySet<CsvRole> = new Set([
  'date',
  'units',
  'amount',
  'narrative',
  'timekeeperName',
  'timekeeperId',
]);

/** Finds delimiter and header row in the first text of a file; `null` when no row names enough columns. */
export function findCsvHeader(text: string): CsvHeader | null {
  let best: CsvHeader | null = null;
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    firstRows(text, delimiter, SEARCHED_ROWS).forEach((headings, preambleCount) => {
      const roles = rolesOf(headings);
      const score = scoreOf(roles, headings);
      if (score > bestScore) {
        bestScore = score;
        best = { delimiter, headings, roles, preambleCount };
      }
    });
  }
  return best;
}

// A row is a header when it names at least three columns, two of which a list of work cannot do without.
// Long cells are sentences, not headings.
function scoreOf(roles: readonly (CsvRole | null)[], headings: readonly string[]): number {
  const known = roles.filter((role) => role !== null);
  const backbone = known.filter((role) => BACKBONE.has(role)).length;
  if (backbone < 2 || headings.some((heading) => heading.length > 100)) return 0;
  if (known.length < 3 && known.length < headings.filter((heading) => heading.trim() !== '').length) return 0;
  return known.length;
}
