import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf } from '../narrative/check-narratives.testing.ts';
import { travelTime } from './r56-travel-time.ts';

const line = { unitsE4: 20_000, unitCostE4: 1_000_000 };

describe('R56 travel time', () => {
  it('finds travel alone, with work, or mentioned', () => {
    const hits = [
      'Travel to mediation in Ocala',
      'Drive to Waco, interview witness B. Tate',
      'Attend hearing (including travel)',
      'Return travel from Denver',
      'Travel time to Phoenix',
    ];
    expect(reportedOf(travelTime, hits)).toEqual(hits);
    expect(draftsOf(travelTime, 'En route', {}, { activityCode: 'A112' })).toHaveLength(1);
    expect(draftsOf(travelTime, 'Portland trip', {}, { taskCode: 'B195' })).toHaveLength(1);
  });

  it('lets approved travel and other people’s travel pass', () => {
    const passes = [
      'Half-time travel Tampa to Ft. Myers, approved by D. Rusk 3/9',
      'Review driver travel log',
      'Draft motion re hard drive',
    ];
    expect(reportedOf(travelTime, passes)).toEqual([]);
    expect(draftsOf(travelTime, 'Travel to Reno, approved by D. Rusk', { acceptsNamedApproval: false })).toHaveLength(
      1,
    );
  });

  it('proposes half, all of a stated local trip, and nothing where work shares the time', () => {
    expect(draftsOf(travelTime, 'Travel to Reno', {}, line)[0]?.proposed).toMatchObject({
      kind: 'cut_percent',
      percentE4: 500_000,
    });
    const [local] = draftsOf(travelTime, 'Travel to court (30 miles)', {}, line);
    expect(local?.message).toContain('Local travel of 30 miles is not paid');
    expect(Object.values(local?.proposed?.kind === 'cut_line' ? local.proposed.cutE4ByLine : {})).toEqual([2_000_000]);
    expect(draftsOf(travelTime, 'Travel to court (30 miles)', { localMiles: 20 }, line)[0]?.proposed).toMatchObject({
      kind: 'cut_percent',
    });
    expect(draftsOf(travelTime, 'Travel to Reno; attend mediation', {}, line)[0]?.proposed).toBeUndefined();
    expect(draftsOf(travelTime, 'Travel to Reno', { cutShareE4: 0 }, line)[0]?.proposed).toBeUndefined();
  });
});
