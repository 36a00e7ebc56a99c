import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { internalConference } from './r45-internal-conference.ts';

const INTERNAL = [
  'Confer with associate re deposition outline', 'Office conference re trial themes', 'Team meeting re witness order',
  'Conf. w/ HM re depo of Dr. Sosa', 'Conf. w/ MRB re motion', 'Conference with H. Mason re discovery strategy',
  'Email to Mason re privilege log', 'Strategy conference with P. Nair and H. Mason regarding summary judgment',
  'Conferred with Harold Mason about the subpoena', 'Review mtn to abate, conf. w/ PN re changes', 'Internal meeting to discuss experts',
]; // biome-ignore format: one list
const OUTSIDE = [
  'Conference with client and H. Mason re settlement', 'tc w/ OC S. Barnes re trial date', 'Tc w/ claims attorney P. Yoder re tender',
  'Status conference before Judge Ito', 'tc w/ DON P. Healy re charting gaps', 'Call w/ EPA re permit', 'Meeting with expert team re report',
  'Confer w/ panel counsel re joint defense', 'Draft memo re conference with client', 'Settlement conference with adjuster',
]; // biome-ignore format: one list

describe('R45 internal conference', () => {
  it('finds talk within the firm by role, surname, initials or name of the meeting', () => {
    expect(reportedOf(internalConference, INTERNAL)).toEqual(INTERNAL);
  });

  it('lets talk with anybody from outside pass', () => {
    expect(reportedOf(internalConference, OUTSIDE)).toEqual([]);
  });

  it('does not take somebody of a timekeeper’s given name for the timekeeper', () => {
    const call = 'Telephone conference with John Doe';
    expect(draftsOf(internalConference, call, {}, { timekeeperName: 'Beaster John' })).toEqual([]);
    const extra = { TIMEKEEPER_LAST_NAME: 'Beaster', TIMEKEEPER_FIRST_NAME: 'John' };
    expect(draftsOf(internalConference, call, {}, { timekeeperName: 'Beaster John', extra })).toEqual([]);
    const inside = 'Telephone conference with Beaster re trial';
    expect(draftsOf(internalConference, inside, {}, { timekeeperName: 'Beaster John', extra })).toHaveLength(1);
  });

  it('takes the activity code A105 at its word', () => {
    const [draft] = draftsOf(internalConference, 'Discuss Rushford gasket chronology', {}, { activityCode: 'a105' });
    expect(draft?.evidence[0]).toEqual({ field: 'LINE_ITEM_ACTIVITY_CODE' });
    expect(draftsOf(internalConference, 'Discuss Rushford gasket chronology', {}, { activityCode: 'A106' })).toEqual(
      [],
    );
  });

  it('shows the words, and takes allowed hours, messages and unknown initials from the guideline', () => {
    const narrative = 'Draft answer; conf. w/ HM re same';
    expect(shownBy(draftsOf(internalConference, narrative)[0], narrative)).toEqual(['conf. w/ HM']);
    expect(draftsOf(internalConference, narrative, { allowedHoursE4: 10_000 })).toEqual([]);
    expect(draftsOf(internalConference, 'Email to Mason re log', { includesMessages: false })).toEqual([]);
    expect(draftsOf(internalConference, 'Conf. w/ MRB re motion', { takesUnknownInitials: false })).toEqual([]);
    expect(draftsOf(internalConference, 'Conf. w/ HM re motion', { takesUnknownInitials: false })).toHaveLength(1);
  });

  it('proposes the whole line only where nothing else is on it', () => {
    const whole = { cutShareE4: 1_000_000 };
    expect(draftsOf(internalConference, 'Team meeting re witness order', whole)[0]?.proposed).toMatchObject({
      kind: 'cut_line',
    });
    expect(draftsOf(internalConference, 'Draft answer; conf. w/ HM re same', whole)[0]?.proposed).toBeUndefined();
    expect(draftsOf(internalConference, 'Team meeting re witness order')[0]?.proposed).toBeUndefined();
  });
});
