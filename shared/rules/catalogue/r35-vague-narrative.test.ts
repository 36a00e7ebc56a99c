import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { vagueNarrative } from './r35-vague-narrative.ts';

const VAGUE = [
  'Attention to file', 'ATTENTION TO DISCOVERY', 'Work on motion for summary judgment', 'Review documents', 'Review file',
  'Draft memo to file', 'Revise brief', 'Trial preparation', 'Prepare for deposition', 'Follow up on outstanding matters',
  'Emails', 'Review various corr.', 'Analysis of case', 'Develop strategy', 'Discovery', 'Review literature',
  'Attention to discovery; various emails; review of documents', 'Handled case issues', '',
]; // biome-ignore format: one list
const SPECIFIC = [
  'Draft answer', 'Review complaint', 'Prepare for deposition of Dr. Ito', 'Attend mediation', 'Draft motion for summary judgment',
  'Review police report', 'Work on statement of facts in opposition to motion of Apex Roofing for summary judgment',
  'Review documents; draft motion to compel answers to interrogatories 4 and 7', 'Telephone call with client',
  'Analyze NICU chart (days 1-9) re timing of hypoxic event', 'Travel to Reno', 'Scan documents', 'Review docket',
  'Legal research re standing', 'Assist at deposition of Dr. Ganz',
]; // biome-ignore format: one list

describe('R35 vague narrative', () => {
  it('finds narratives that do not say what was done on what', () => {
    expect(reportedOf(vagueNarrative, VAGUE)).toEqual(VAGUE);
  });

  it('lets narratives with words of their own, and those other rules speak about, pass', () => {
    expect(reportedOf(vagueNarrative, SPECIFIC)).toEqual([]);
  });

  it('shows the words, or the field where there are none', () => {
    expect(shownBy(draftsOf(vagueNarrative, 'Review file.')[0], 'Review file.')).toEqual(['Review file']);
    expect(draftsOf(vagueNarrative, '  ')[0]?.evidence).toEqual([{ field: 'LINE_ITEM_DESCRIPTION' }]);
  });

  it('takes how many telling words it wants, and from how many hours on, from the guideline', () => {
    expect(draftsOf(vagueNarrative, 'Revise brief', { minimumTellingWords: 1 })).toEqual([]);
    expect(draftsOf(vagueNarrative, 'Draft motion for summary judgment', { minimumTellingWords: 4 })).toHaveLength(1);
    expect(draftsOf(vagueNarrative, 'Work on motion for summary judgment', { minimumAfterVagueVerb: 2 })).toEqual([]);
    expect(draftsOf(vagueNarrative, 'Review file', { minimumHoursE4: 20_000 })).toEqual([]);
  });

  it('proposes the share the guideline names, the whole line at 100 %', () => {
    expect(draftsOf(vagueNarrative, 'Review file')[0]?.proposed).toBeUndefined();
    const [draft] = draftsOf(vagueNarrative, 'Review file', { cutShareE4: 1_000_000 }, { unitCostE4: 1_000_000 });
    expect(draft?.proposed).toMatchObject({ kind: 'cut_line' });
  });
});
