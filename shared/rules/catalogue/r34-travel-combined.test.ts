import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { travelCombined } from './r34-travel-combined.ts';

describe('R34 travel combined with work', () => {
  it('finds travel and work under one time', () => {
    const narratives = [
      'Travel to and attend hearing on motion to compel',
      'Fly to Atlanta; meet w/ Dr. Whitcomb re depo prep; return to Tampa',
      'Drive to Sarasota for depo of R. Meeks, attend depo, drive back',
      'Attend status conference before Judge Whitfield (including travel)',
      'Travel to and from Sarasota, hearing on MTD',
      'Attend mediation, plus travel time',
    ];
    expect(reportedOf(travelCombined, narratives)).toEqual(narratives);
  });

  it('lets travel alone, travel with its own time, and other people’s travel pass', () => {
    const narratives = [
      'Travel to mediation in Ocala',
      'Travel from Dallas to Lubbock for scene inspection',
      'Attend mediation in Ocala (4.0); travel to and from same (2.3)',
      'Review driver travel log for April',
      'Tc w/ safety director re travel records of driver',
      'Returned call from client re deposition of hard drive vendor',
    ];
    expect(reportedOf(travelCombined, narratives)).toEqual([]);
  });

  it('shows the travel, and proposes only what the guideline says', () => {
    const narrative = 'Attend hearing on MSJ; travel to and from court';
    const [draft] = draftsOf(travelCombined, narrative);
    expect(shownBy(draft, narrative)).toEqual(['travel to and from court']);
    expect(draft?.proposed).toBeUndefined();
    const [cut] = draftsOf(travelCombined, narrative, { cutShareE4: 500_000 }, { unitCostE4: 1_000_000 });
    expect(cut?.proposed).toMatchObject({ kind: 'cut_percent', percentE4: 500_000 });
  });
});
