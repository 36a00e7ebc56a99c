import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { clericalWork } from './r52-clerical-work.ts';

const HITS = [
  'Scan and Bates label medical records', 'ORGANIZE FILE AND CREATE SUBFOLDERS', 'E-FILE ANSWER WITH CLERK', 'Calendar discovery deadlines',
  'Index and tab project file boxes', 'Prepare trial binders for Dr. Whitcomb', 'Proofread MSJ', 'Docket depo of Dr. Amin', 'Close file and send to storage',
  'File MSJ w/ clerk and send courtesy copy to judge', 'Finalize and file notice of appearance', 'Schedule depositions of defense witnesses',
  'Emails re deposition dates', 'Tc w/ mediator’s office re available dates in January', 'Telephone call with clerk re hearing date',
  'Compiled signature pages', 'Arrange court reporter for deposition', 'File maintenance', 'Photocopy exhibits', 'Serve subpoena',
]; // biome-ignore format: one list
const PASSES = [
  'Draft and file motion to compel', 'Obtain and review crash report', 'Compile comparator spreadsheet from HRIS export', 'Draft exhibit list',
  'Draft subpoena with schedule A to roofing manufacturer', 'Review scheduling order', 'Review personnel file of T. Okoro',
  'Tc w/ client engineer re gasket revision and date of change', 'Inspect hard copy drawings of locking pin', 'Draft motion to amend scheduling order',
  'Review email from opposing counsel re: extension of time to respond to discovery',
  'Emails w/ OC re deposition dates and objections to notice of Dr. Ito', 'Analyze index of PIP payments by provider',
]; // biome-ignore format: one list

describe('R52 clerical work', () => {
  it('finds office work at a lawyer’s or paralegal’s rate', () => {
    expect(reportedOf(clericalWork, HITS)).toEqual(HITS);
  });

  it('lets filing as part of drafting, and work on what others filed, pass', () => {
    expect(reportedOf(clericalWork, PASSES)).toEqual([]);
  });

  it('may let scheduling pass', () => {
    expect(draftsOf(clericalWork, 'Emails re deposition dates', { includesScheduling: false })).toEqual([]);
  });

  it('shows the words, and proposes stated time where other work stands beside', () => {
    const narrative = 'Draft motion to compel (.7); scan exhibits (.3)';
    const [draft] = draftsOf(clericalWork, narrative, {}, { unitCostE4: 1_000_000 });
    expect(shownBy(draft, narrative)).toEqual(['scan exhibits (.3']);
    expect(Object.values(draft?.proposed?.kind === 'cut_hours' ? draft.proposed.cutE4ByLine : {})).toEqual([300_000]);
    expect(draftsOf(clericalWork, 'Draft motion to compel; scan exhibits')[0]?.proposed).toBeUndefined();
    expect(draftsOf(clericalWork, 'Scan exhibits')[0]?.proposed).toMatchObject({ kind: 'cut_line' });
  });
});
