import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf } from '../narrative/check-narratives.testing.ts';
import { routineFileReview } from './r54-routine-file-review.ts';

const HITS = [
  'Review file', 'REVIEW FILE, NO ACTIVITY', 'Review docket', 'STATUS REVIEW OF FILE FOR UPCOMING DEADLINES', 'Periodic file review', 'Rev. file',
  'Review of status of case and next steps', 'Review docket sheet for upcoming events', 'Conduct general review of file', 'Docket check',
  'Checked court’s online docket for recent filings',
]; // biome-ignore format: one list
const PASSES = [
  'Review personnel file of T. Okoro', 'Review animal control file', 'Review file in preparation for deposition of Smith', 'Review documents',
  'Draft chart of docket events', 'Review case law on repose', 'Review case management order', 'Review docket for hearing on motion', 'Draft status report to client',
]; // biome-ignore format: one list

describe('R54 routine file review', () => {
  it('finds looks through the file or docket with no event behind them', () => {
    expect(reportedOf(routineFileReview, HITS)).toEqual(HITS);
  });

  it('lets a particular file, and a review for an event, pass', () => {
    expect(reportedOf(routineFileReview, PASSES)).toEqual([]);
  });

  it('proposes the line by default, nothing at 0, and nothing where other work shares it', () => {
    expect(draftsOf(routineFileReview, 'Review file')[0]?.proposed).toMatchObject({ kind: 'cut_line' });
    expect(draftsOf(routineFileReview, 'Review file', { cutShareE4: 0 })[0]?.proposed).toBeUndefined();
    expect(draftsOf(routineFileReview, 'Review file; draft motion to stay')[0]?.proposed).toBeUndefined();
  });
});
