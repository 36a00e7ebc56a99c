import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IMPORT_ERROR_CODES, IMPORT_LIMITS, MASTER_KINDS } from '#shared/api/masters.ts';
import { COLUMNS_OF, columnOf } from './master-columns.ts';
import { readRows } from './read-rows.ts';
import { readTable } from './read-table.ts';

const docs = readFileSync(new URL('../../docs/masters.md', import.meta.url), 'utf8');

describe('docs/masters.md', () => {
  it('explains every error code, and no other', () => {
    const [, table = ''] = docs.split('## What can be wrong');
    const named = [...(table.split('## Over HTTP')[0] ?? '').matchAll(/`([A-Z_]{4,})`/g)].map(([, code]) => code);
    expect(named.toSorted()).toEqual(IMPORT_ERROR_CODES.toSorted());
  });

  it('states the limits', () => {
    expect(docs).toContain(`${IMPORT_LIMITS.bytes / 1_000_000} MB`);
    expect(docs).toContain(`${IMPORT_LIMITS.rows / 1_000},000 rows`);
    expect(docs).toContain(`${IMPORT_LIMITS.cellCharacters} characters a cell`);
  });

  it.each(MASTER_KINDS)('names every column of %s, with an example that reads', (kind) => {
    const headings = COLUMNS_OF[kind].map(({ heading }) => heading);
    const examples = [...docs.matchAll(/(?:^ {4}\S.*\n)+/gm)].map(([text]) => text.replaceAll(/^ {4}/gm, ''));
    const example = examples.find((text) => text.startsWith(`${headings.join(',')}\n`));
    expect([kind, example === undefined]).toEqual([kind, false]);
    for (const heading of headings) {
      expect(columnOf(kind, heading)).not.toBeNull();
      expect([heading, docs.includes(heading)]).toEqual([heading, true]);
    }
    const { rows, errors } = readRows(readTable(new TextEncoder().encode(example), kind), kind);
    expect([errors, rows.length > 0]).toEqual([[], true]);
  });
});
