import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { supervisionAndTraining } from './r46-supervision-and-training.ts';

const HITS = [
  'Supervise associate’s preparation of discovery responses', 'Get up to speed on issues for Ganz depo', 'Read in to file',
  'Train PN on mediation statement format', 'Instruct paralegal on how to do chronology', 'Webinar on new EEOC harassment guidance',
  'Review HM’s work and provide guidance on drafting complaint', 'Familiarize self with case file', 'Learn file before covering depo of Dr. Amin',
  'Read file in order to take over from departing partner', 'Attend deposition of L. Cobb to observe and learn', 'Oriented new associate to the case',
]; // biome-ignore format: one list
const PASSES = [
  'Review safety training records of Ortega', 'Interview supervisor D. Pell', 'Draft jury instructions', 'Case management conference',
  'Summarize depo of nurse supervisor M. Ott re training and chain of command', 'Prepare O. Bell for direct exam',
  'Review assignment of claim from Apex', 'Instruct expert Dr. Ito re scope of report', 'Review staffing sheets for May',
]; // biome-ignore format: one list

describe('R46 supervision, training or read-in', () => {
  it('finds teaching, supervising and coming to know the file', () => {
    expect(reportedOf(supervisionAndTraining, HITS)).toEqual(HITS);
  });

  it('lets training and supervision that the case is about pass', () => {
    expect(reportedOf(supervisionAndTraining, PASSES)).toEqual([]);
  });

  it('shows the words and proposes the line, or nothing when the guideline says so', () => {
    const narrative = 'Get up to speed on Ganz depo';
    const [draft] = draftsOf(supervisionAndTraining, narrative, {}, { unitCostE4: 1_000_000 });
    expect(shownBy(draft, narrative)).toEqual(['up to speed']);
    expect(Object.values(draft?.proposed?.kind === 'cut_line' ? draft.proposed.cutE4ByLine : {})).toEqual([1_000_000]);
    expect(draftsOf(supervisionAndTraining, narrative, { cutShareE4: 0 })[0]?.proposed).toBeUndefined();
  });
});
