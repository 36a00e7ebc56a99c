import { expect, it } from 'vitest';
import { showTable } from './show-table.ts';

it('shows one row a step, which no text of it can break', () => {
  const table = showTable([
    { step: 'deploy', seconds: 35.96, isKept: true, seen: 'ready' },
    { step: 'logs | grep ERROR', seconds: 1, isKept: false, seen: 'nothing\nfound' },
  ]);
  expect(table.split('\n')).toEqual([
    '| step | time | kept | seen |',
    '| --- | ---: | --- | --- |',
    '| deploy | 36.0 s | yes | ready |',
    '| logs | grep ERROR | 1.0 s | NO | nothing found |'.replace('logs | grep', 'logs \\| grep'),
  ]);
});
