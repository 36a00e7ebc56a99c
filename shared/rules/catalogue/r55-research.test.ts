import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { research } from './r55-research.ts';

const HITS = [
  'Legal research re sudden emergency defense', 'RESEARCH PREMISES LIABILITY STANDARD', 'Find case law on gross negligence', 'Run Westlaw searches on borrowed servant',
  'Case law on set-off for PIP', 'Research and draft memorandum in opposition', 'Draft answer; legal research re preemption', 'Continued research re repose',
]; // biome-ignore format: one list
const PASSES = [
  'Research statute of repose, per L. Trask, approved 1/8/25', 'Research duty to defend, authorized by W. Dorn', 'Draft MSJ section re case law on gross negligence',
  'Review research vessel log of Apex Marine', 'Argue motion re case law on set-off',
]; // biome-ignore format: one list

describe('R55 research', () => {
  it('finds legal research that names no approval', () => {
    expect(reportedOf(research, HITS)).toEqual(HITS);
  });

  it('lets approved research pass, and law that is argued rather than looked up', () => {
    expect(reportedOf(research, PASSES)).toEqual([]);
  });

  it('knows activity code A102, and takes hours and approval from the guideline', () => {
    expect(draftsOf(research, 'Statute of repose', {}, { activityCode: 'A102' })[0]?.evidence[0]).toEqual({
      field: 'LINE_ITEM_ACTIVITY_CODE',
    });
    expect(draftsOf(research, 'Legal research re repose', { allowedHoursE4: 10_000 })).toEqual([]);
    expect(draftsOf(research, 'Research repose, approved by L. Trask', { acceptsNamedApproval: false })).toHaveLength(
      1,
    );
  });

  it('shows the research, and proposes only what the guideline says', () => {
    const narrative = 'Draft answer; legal research re preemption';
    const [draft] = draftsOf(research, narrative);
    expect(shownBy(draft, narrative)).toEqual(['legal research re preemption']);
    expect(draft?.proposed).toBeUndefined();
    expect(draftsOf(research, 'Legal research re preemption', { cutShareE4: 1_000_000 })[0]?.proposed).toMatchObject({
      kind: 'cut_line',
    });
  });
});
