import { describe, expect, it } from 'vitest';
import { alarmRate, judgeAnomaly, trainAnomalies } from './anomaly-model.ts';
import { growForest, isolationScore } from './isolation-forest.ts';
import { SECLUSION } from './labelled-line.ts';
import { readModel, writeModel } from './model-file.ts';
import { type FigureLine, fitRobustGroups, median } from './robust-groups.ts';
import { seededDraws } from './seeded-draws.ts';

/** Lines of half an hour to two hours; the partner's are twice as long. */
function usualLines(count: number, seed = 1): readonly FigureLine[] {
  const draws = seededDraws(seed);
  return Array.from({ length: count }, () => {
    const client = `client ${draws.below(4)}`;
    const isPartner = draws.below(3) === 0;
    return {
      hoursE4: (5 + draws.below(16)) * 1_000 * (isPartner ? 2 : 1),
      wordCount: 8 + draws.below(10),
      timekeeper: isPartner ? 'partner' : 'associate',
      code: `A10${draws.below(4)}`,
      client,
      matter: `${client}/${draws.below(3)}`,
    };
  });
}
const lines = usualLines(800);
const model = trainAnomalies(lines, 5, SECLUSION);
const usual: FigureLine = {
  hoursE4: 10_000,
  wordCount: 12,
  timekeeper: 'associate',
  code: 'A103',
  client: 'client 1',
  matter: 'client 1/0',
};

describe('anomalies', () => {
  it('leave a usual line alone and show a day in one line, compared with person, code, client and firm', () => {
    expect(judgeAnomaly(model, usual)).toMatchObject({ isUnusual: false });
    const long = judgeAnomaly(model, { ...usual, hoursE4: 120_000 });
    expect(long.isUnusual).toBe(true);
    expect(long.distances[0]).toMatchObject({ figure: 'hours' });
    expect(new Set(long.distances.map(({ group }) => group))).toEqual(
      new Set(['timekeeper', 'code', 'client', 'firm']),
    );
    expect(long.distances[0]?.distance).toBeGreaterThan(3.5);
    expect(long.score).toBeGreaterThan(judgeAnomaly(model, usual).score);
  });

  it('are few among the approved lines of clients that were left out', () => {
    expect(alarmRate(lines, 5, SECLUSION)).toBeLessThan(0.03);
  });

  it('tell nothing of a person whose lines are in two matters, and little of one with few lines', () => {
    const rare = (count: number, matters: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...usual,
        hoursE4: 90_000,
        timekeeper: 'rare',
        matter: `client ${index % 4}/${index % matters}`,
        client: 'client 1',
      }));
    const groupsOf = (more: readonly FigureLine[]) => trainAnomalies([...lines, ...more], 5, SECLUSION);
    const asked = { ...usual, timekeeper: 'rare', hoursE4: 90_000 };
    const groups = (given: ReturnType<typeof groupsOf>) =>
      judgeAnomaly(given, asked).distances.map(({ group }) => group);
    expect(groups(groupsOf(rare(2, 2)))).not.toContain('timekeeper');
    const few = judgeAnomaly(groupsOf(rare(4, 4)), asked).distances.find(({ group }) => group === 'timekeeper');
    const many = judgeAnomaly(groupsOf(rare(60, 4)), asked).distances.find(({ group }) => group === 'timekeeper');
    expect(few?.distance).toBeGreaterThan(1);
    expect(Math.abs(many?.distance ?? 9)).toBeLessThan(few?.distance ?? 0);
  });

  it('come out the same for the same lines and seed, and are kept whole', () => {
    const bytes = writeModel({ kind: 'anomaly', model });
    expect(writeModel({ kind: 'anomaly', model: trainAnomalies(lines, 5, SECLUSION) })).toEqual(bytes);
    const answer = readModel(bytes);
    if (answer.kind !== 'read' || answer.stored.kind !== 'anomaly') throw new Error('not read');
    expect(judgeAnomaly(answer.stored.model, usual)).toEqual(judgeAnomaly(model, usual));
  });
});

describe('an isolation forest', () => {
  it('sets apart what was planted', () => {
    const draws = seededDraws(2);
    const rows = Array.from({ length: 500 }, () => [draws.share(), draws.share()]);
    const planted = [
      [3, 3],
      [-2, 0.5],
      [0.5, 4],
    ];
    const forest = growForest([...rows, ...planted], 3);
    const usualScores = rows.map((row) => isolationScore(forest, row)).sort();
    for (const row of planted) expect(isolationScore(forest, row)).toBeGreaterThan(usualScores[490] ?? 1);
    expect(isolationScore(growForest([], 1), [1, 2])).toBe(0.5);
  });
});

it('the median of an even count is the middle of the middle two', () => {
  expect([median([3, 1]), median([5, 1, 3]), median([])]).toEqual([2, 3, 0]);
  expect(fitRobustGroups([], SECLUSION).size).toBe(2);
});
