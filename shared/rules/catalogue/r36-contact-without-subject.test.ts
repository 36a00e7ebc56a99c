import { describe, expect, it } from 'vitest';
import { draftsOf, reportedOf, shownBy } from '../narrative/check-narratives.testing.ts';
import { contactWithoutSubject } from './r36-contact-without-subject.ts';

const BARE = [
  'TC w/ client', 'Telephone call from client.', 'Ltr to OC', 'Review e-mail', 'Msg. from claimant’s atty', 'Email to M. Reyes re: status',
  'Draft letter to opposing counsel', 'Review correspondence from plaintiff’s counsel', 'Conference with associate',
  'Multiple telephone calls re settlement', 'Draft motion for protective order; various emails', 'T/C W/ ADJ. RE CASE',
]; // biome-ignore format: one list
const FULL = [
  'Review email from P. Jones re: discovery', 'tc w/ adj. J. Ortiz re reserve recommendation', 'Draft tender letters to Apex and Delray',
  'Emails to/from V. Stratton re terms of stay', 'Discuss settlement demand with client', 'Interview stock clerk T. Abara',
  'Conference call with client and expert to discuss report findings', 'Email to client attaching draft settlement agreement',
  'Call with OC and email to adjuster re extension of expert deadline', 'Review engagement letter', 'Attend settlement conference',
  'Draft motion to stay; tc w/ W. Dorn re same', 'Confer w/ counsel for Delray (M. Ruiz) re acceptance of service',
  'Telephone conference with Mr. Delgado of Northgate Capital concerning earn-out',
]; // biome-ignore format: one list

describe('R36 call or email without party or subject', () => {
  it('finds contacts that do not say with whom or what about', () => {
    expect(reportedOf(contactWithoutSubject, BARE)).toEqual(BARE);
  });

  it('lets contacts that say both pass, and work that is no contact', () => {
    expect(reportedOf(contactWithoutSubject, FULL)).toEqual([]);
  });

  it('says what is lacking and shows only the bare contact', () => {
    const narrative = 'Draft motion for stay; tc w/ client; email to J. Ortiz re reserve';
    const [draft] = draftsOf(contactWithoutSubject, narrative);
    expect(shownBy(draft, narrative)).toEqual(['tc w/ client']);
    expect(draft?.message).toBe('A call, meeting or message that does not say what it was about.');
    expect(draftsOf(contactWithoutSubject, 'Calls re settlement')[0]?.message).toContain('whom it was with.');
    expect(draftsOf(contactWithoutSubject, 'Emails')[0]?.message).toContain('whom it was with and what about.');
  });

  it('may be content with one of the two', () => {
    expect(draftsOf(contactWithoutSubject, 'TC w/ client', { requires: 'party_or_subject' })).toEqual([]);
    expect(draftsOf(contactWithoutSubject, 'Emails', { requires: 'party_or_subject' })).toHaveLength(1);
  });

  it('proposes the stated time of the bare contact alone, and nothing where its time is not known', () => {
    const whole = { cutShareE4: 1_000_000 };
    const line = { unitsE4: 10_000, unitCostE4: 1_000_000 };
    const [timed] = draftsOf(contactWithoutSubject, 'Draft motion for stay (.8); tc w/ client (.2)', whole, line);
    expect(Object.values(timed?.proposed?.kind === 'cut_hours' ? timed.proposed.cutE4ByLine : {})).toEqual([200_000]);
    expect(
      draftsOf(contactWithoutSubject, 'Draft motion for stay; tc w/ client', whole, line)[0]?.proposed,
    ).toBeUndefined();
    expect(draftsOf(contactWithoutSubject, 'Tc w/ client', whole, line)[0]?.proposed).toMatchObject({
      kind: 'cut_line',
    });
  });
});
