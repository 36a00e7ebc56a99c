import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { blockBilling } from './r32-block-billing.ts';

const BLOCKS = [
  'Review plaintiff’s discovery responses and draft deficiency letter to opposing counsel',
  'Draft letter to OC re deficient answers; tc w/ OC re same; review HIPAA authorizations',
  'REVIEW COMPLAINT; DRAFT ROGS TO PLF; T/C W/ INSURED RE WITNESSES',
  'Legal research re statute of repose and draft memo re same',
  'Telephone call with adjuster re reserve and email to client re mediation date',
  'Reviewing depositions of Smith and Jones and preparing outline for trial',
  'Review complaint; review personnel file of T. Okoro',
  'Travel to and attend hearing on motion to compel',
  'Draft motion (1.0); call client re affidavit; review exhibits A to F',
];
const SINGLE = [
  'Draft and revise motion to compel',
  'Draft, revise and finalize reply brief in support of motion to dismiss',
  'Prepare for and attend deposition of Dr. Weinstein',
  'Prepare for deposition of Dr. Weinstein; attend deposition',
  'Receipt and review of letter from OC re trial date',
  'Review and respond to email from J. Ortiz re reserve',
  'Review pleadings, motions, correspondence and discovery responses',
  'Draft interrogatories, requests for production and requests for admission',
  'Review deposition transcript of C. Ely and note testimony re strip review',
  'Draft joint report and send to opposing counsel',
  'Call with client re discovery and preparing for trial',
  'Conference with claims handler and client re motion',
  'Review contracts for change-of-control and assignment provisions',
  'Draft motion (.5); call client re affidavit (.5)',
  'Draft motion (.7); call client re affidavit',
];

describe('R32 block billing', () => {
  it('finds distinct tasks under one time, however they are joined', () => {
    expect(reportedOf(blockBilling, BLOCKS)).toEqual(BLOCKS);
  });

  it('lets one task in several words, timed tasks and one task left over pass', () => {
    expect(reportedOf(blockBilling, SINGLE)).toEqual([]);
  });

  it('shows each task and counts them', () => {
    const narrative = 'Review complaint and draft answer; call client re facts';
    const [draft] = draftsOf(blockBilling, narrative);
    expect(draft?.message).toBe('3 distinct tasks under one time of 1 h.');
    expect(shownBy(draft, narrative)).toEqual(['Review complaint', 'draft answer', 'call client re facts']);
  });

  it('lets short entries lump and takes hours and number of tasks from the guideline', () => {
    const narrative = 'Review complaint and draft answer';
    expect(draftsOf(blockBilling, narrative, {}, { unitsE4: 4_000 })).toEqual([]);
    expect(draftsOf(blockBilling, narrative, {}, { unitsE4: 5_000 })).toHaveLength(1);
    expect(draftsOf(blockBilling, narrative, {}, { unitsE4: null })).toEqual([]);
    expect(draftsOf(blockBilling, narrative, { minimumHoursE4: 20_000 })).toEqual([]);
    expect(draftsOf(blockBilling, narrative, { minimumTasks: 3 })).toEqual([]);
    expect(draftsOf(blockBilling, `${narrative}; call client re facts`, { minimumTasks: 3 })).toHaveLength(1);
  });

  it('proposes nothing by default, and the share the guideline names', () => {
    const narrative = 'Review complaint and draft answer';
    expect(draftsOf(blockBilling, narrative)[0]?.proposed).toBeUndefined();
    const [draft] = draftsOf(
      blockBilling,
      narrative,
      { cutShareE4: 200_000 },
      { unitsE4: 20_000, unitCostE4: 1_000_000 },
    );
    expect(Object.values(draft?.proposed?.kind === 'cut_percent' ? draft.proposed.cutE4ByLine : {})).toEqual([400_000]);
  });
});
