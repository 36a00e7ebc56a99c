import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readRetrievalSet } from './read-corpus.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lait-retrieval-'));
  folders.push(folder);
  mkdirSync(join(folder, 'qrels'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const TEXTS = {
  'corpus.jsonl':
    '{"_id":"d1","title":"Travel","text":"half rate"}\n{"_id":2,"text":"copies"}\n{"text":"no id"}\nnot json\n',
  'queries.jsonl':
    '{"_id":"q1","text":"plane"}\n{"_id":"q2","text":"printing"}\n{"_id":"q3","text":"nobody judged this"}\n',
};

describe('a judged set', () => {
  it('is read as it comes: titles, numbers for ids, grades, rows without ids, queries nobody judged', () => {
    const set = readRetrievalSet(
      folderWith({
        ...TEXTS,
        'qrels.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq2\t2\t1\nq2\td1\t0\nq2\tgone\t1\nbroken\n',
      }),
    );
    expect(set.documents).toEqual([
      { id: 'd1', text: 'Travel half rate' },
      { id: '2', text: 'copies' },
    ]);
    expect(set.queries.map(({ id }) => id)).toEqual(['q1', 'q2']);
    expect([...(set.grades.get('q2') ?? [])]).toEqual([
      ['2', 1],
      ['gone', 1],
    ]);
    expect(set.grades.get('q1')?.get('d1')).toBe(2);
    expect(set.remarks).toHaveLength(3);
  });

  it.each([
    ['BEIR without a header', 'qrels.tsv', 'q1\td1\t1\n'],
    ['BEIR with a folder', 'qrels/test.tsv', 'query-id\tcorpus-id\tscore\nq1\td1\t1\n'],
    ['TREC', 'qrels.tsv', 'q1 0 d1 1\nq1 0 2 0\n'],
    ['without grades', 'qrels.tsv', 'q1\td1\r\n'],
  ])('is understood: %s', (_, name, rows) => {
    const set = readRetrievalSet(folderWith({ ...TEXTS, [name]: rows }));
    expect([...(set.grades.get('q1') ?? [])]).toEqual([['d1', 1]]);
  });

  it('is refused where nothing can be measured', () => {
    expect(() => readRetrievalSet(folderWith({ ...TEXTS, 'qrels.tsv': 'q9\td1\t1\n' }))).toThrow('no judged queries');
    expect(() => readRetrievalSet(folderWith(TEXTS))).toThrow('qrels.tsv');
  });
});
