import type { ImportError, MasterKind } from '#shared/api/masters.ts';
import { COLUMNS_OF, type MasterColumn, typeOf } from './master-columns.ts';
import { type CellValue, readCell } from './read-cell.ts';
import type { MasterTable } from './read-table.ts';

/** One row of a file as values. A column that the file does not have is absent, which is not the same as blank. */
export interface FileRow {
  readonly row: number;
  readonly values: ReadonlyMap<MasterColumn, CellValue>;
}

export interface FileRows {
  readonly rows: readonly FileRow[];
  readonly errors: readonly ImportError[];
}

/** Reads every cell, and says of each that is wrong in which row and column it stands. Pure. */
export function readRows(table: MasterTable, kind: MasterKind): FileRows {
  const errors: ImportError[] = [...table.errors];
  const rows: FileRow[] = [];
  const required = new Set(COLUMNS_OF[kind].flatMap(({ column, isRequired }) => (isRequired ? [column] : [])));
  for (const { row, cells } of table.rows) {
    if (cells.slice(table.columns.length).some((cell) => cell.trim() !== '')) {
      const message = `The row has more cells than there are headings. Put cells that hold a separator in quotes.`;
      errors.push({ row, column: null, code: 'TOO_MANY_CELLS', message });
      continue;
    }
    const values = new Map<MasterColumn, CellValue>();
    let isWhole = true;
    table.columns.forEach(({ column, heading }, index) => {
      if (column === null) return;
      const reading = readCell(cells[index] ?? '', typeOf(column), table.delimiter);
      if (reading.kind === 'wrong') {
        errors.push({ row, column: heading, code: reading.code, message: reading.message });
        isWhole = false;
      } else if (reading.value === null && required.has(column)) {
        errors.push({ row, column: heading, code: 'REQUIRED', message: 'This cell must not be blank.' });
        isWhole = false;
      } else values.set(column, reading.value);
    });
    const problem = isWhole ? problemOfRow(kind, values) : null;
    if (problem !== null) errors.push({ row, column: null, ...problem });
    else if (isWhole) rows.push({ row, values });
  }
  return { rows, errors };
}

function problemOfRow(
  kind: MasterKind,
  values: ReadonlyMap<MasterColumn, CellValue>,
): Pick<ImportError, 'code' | 'message'> | null {
  const has = (column: MasterColumn) => (values.get(column) ?? null) !== null;
  if (kind === 'rates' && has('timekeeperNumber') === has('classification')) {
    const message = 'A rate is a timekeeper\u2019s or a class\u2019s: fill one of the two columns, and one only.';
    return { code: 'TIMEKEEPER_OR_CLASS', message };
  }
  if (has('matterNumber') && !has('clientNumber')) {
    return { code: 'MATTER_WITHOUT_CLIENT', message: 'A matter is known by its client: fill both columns.' };
  }
  const [from, to] = [values.get('from') ?? null, values.get('to') ?? null];
  if (typeof from === 'string' && typeof to === 'string' && to < from) {
    return { code: 'PERIOD_REVERSED', message: `The row would end (${to}) before it begins (${from}).` };
  }
  return null;
}
