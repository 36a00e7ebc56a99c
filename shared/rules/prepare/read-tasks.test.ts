import { describe, expect, it } from 'vitest';
import { readNarrative } from './read-narrative.ts';
import { readTasks } from './read-tasks.ts';
import { WordMark } from './word-mark.ts';

/** Each task as `kinds: object`. */
function tasksIn(text: string): readonly string[] {
  const reading = readNarrative(text);
  return readTasks(reading).map(({ kinds, objectHead, isTimed }) => {
    const names = (
      ['review', 'draft', 'prepare', 'talk', 'write', 'research', 'attend', 'travel', 'clerical', 'supervise'] as const
    ).filter((name) => (kinds & WordMark[name]) !== 0);
    return `${names.join('+') || '-'}: ${objectHead ?? '-'}${isTimed ? ' (timed)' : ''}`;
  });
}

describe('readTasks', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Draft and revise motion to compel', ['draft: motion']],
    ['Prepare for and attend deposition of J. Smith', ['prepare+attend: deposition']],
    ['Review documents and draft motion', ['review: document', 'draft: motion']],
    ['Review pleadings, correspondence, and motions', ['review: pleading']],
    ['Draft motion and proposed order', ['draft: motion']],
    ['Receipt and review of letter from OC', ['review: letter']],
    ['Prepare for, travel to, and attend hearing', ['prepare+attend+travel: hearing']],
    ['Telephone call with client and email to adjuster re settlement', ['talk: client', 'write: adjuster']],
    ['Call w/ client re discovery and preparing for trial', ['talk: client']],
    ['Reviewing documents and preparing summary', ['review: document', 'draft+prepare: summary']],
    ['Research and draft opposition', ['draft+research: opposition']],
    ['Settlement conference before Judge Ito', ['attend: ito']],
    ['Trial day 2', ['attend: #']],
    ['File review', ['review: -']],
    ['Prepare binders and tabs', ['draft+prepare: binders']],
    ['Travel to and from Tampa, hearing on MTD', ['travel: tampa', 'attend: mtd']],
    ['Draft answer (.5); travel to court (1.0)', ['draft: answer (timed)', 'travel: court (timed)']],
    ['Draft letter (reviewed, revised by client)', ['draft: letter']],
    ['', []],
  ]; // biome-ignore format: one case a line
  it.each(cases)('reads the tasks of %j', (text, expected) => {
    expect(tasksIn(text)).toEqual(expected);
  });

  it('covers every word of every segment exactly once', () => {
    for (const text of ['Review a, draft b and call c; travel', 'x y z', 'Conf. w/ OC, re: d; (.2) email']) {
      const reading = readNarrative(text);
      const covered = readTasks(reading).flatMap(({ first, end }) =>
        Array.from({ length: end - first }, (_, at) => first + at),
      );
      expect(covered).toEqual(reading.words.map((_, at) => at));
    }
  });
});
