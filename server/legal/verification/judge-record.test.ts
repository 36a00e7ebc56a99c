import { describe, expect, it } from 'vitest';
import { verifyRequest } from '#shared/api/legal-verification.ts';
import { type HeldPerson, judgeAppearances, judgeRegister, judgeRoster, overallVerdict } from './judge-record.ts';

const ADA: HeldPerson = {
  name: 'Okafor, Ada B',
  registrationNumber: '1000001',
  firmName: 'Okafor & Lind LLP',
  city: 'New York',
  yearAdmitted: 2009,
  statusRaw: 'Currently registered',
  status: 'listed',
};
const subject = (more: object = {}) =>
  verifyRequest.parse({ name: 'Okafor, Ada', jurisdiction: 'NY', registrationNumber: '1000001', ...more });
const register = (held: HeldPerson | null | undefined, byName: readonly HeldPerson[] = [], more: object = {}) =>
  judgeRegister(subject(more), 'New York attorney registration', held, byName);

describe('a register', () => {
  it('matches on number and name, and says with what status', () => {
    const { verdict, reason, people } = register(ADA, [], {
      firmName: 'Okafor Lind',
      city: 'new york',
      yearAdmitted: 2009,
    });
    expect([verdict, reason]).toEqual([
      'match',
      'The New York attorney registration has number 1000001 under this name, with the status "Currently registered".',
    ]);
    expect(people[0]?.matchedOn).toEqual(['number', 'name', 'firm', 'city', 'year']);
  });

  it('late with registering is said, and stands against nobody', () => {
    expect(register({ ...ADA, statusRaw: 'Delinquent', status: 'lapsed' })).toMatchObject({
      verdict: 'match',
      reason: expect.stringContaining('"Delinquent"'),
    });
  });

  it.each([
    ['another name under the number', { ...ADA, name: 'Lind, Bo' }, {}, 'as Lind, Bo, another name'],
    [
      'a status that stands against it',
      { ...ADA, statusRaw: 'Disbarred', status: 'disbarred' as const },
      {},
      '"Disbarred"',
    ],
    ['a year that cannot be', ADA, { yearAdmitted: 2001 }, 'admitted in 2009, not in 2001'],
  ])('conflicts on %s', (_, held, more, words) => {
    expect(register(held, [], more)).toMatchObject({ verdict: 'conflict', reason: expect.stringContaining(words) });
  });

  it('never matches on a name alone, however much else agrees', () => {
    const more = {
      jurisdiction: null,
      registrationNumber: null,
      firmName: 'Okafor & Lind',
      city: 'New York',
      yearAdmitted: 2009,
    };
    expect(register(undefined, [ADA], more)).toMatchObject({
      verdict: 'possible',
      people: [{ matchedOn: ['name', 'firm', 'city', 'year'] }],
    });
    const two = register(undefined, [{ ...ADA, firmName: null }, ADA], more);
    expect(two.people.map(({ matchedOn }) => matchedOn.length)).toEqual([4, 3]);
    expect(two.reason).toContain('2 people');
  });

  it('that has no such number, or nobody, says so', () => {
    expect(register(null, [ADA]).verdict).toBe('possible');
    expect(register(null, [{ ...ADA, name: 'Okafor, Ida' }])).toMatchObject({ verdict: 'not_found', people: [] });
    expect(register(undefined, []).verdict).toBe('not_found');
  });
});

describe('dockets', () => {
  const docket = {
    caseName: 'Marrow v. Tindall',
    docketNumber: '1',
    court: 'N.D. Cal.',
    date: '2024-03-01',
    link: null,
  };

  it('are never a match, also where the firm is the same', () => {
    const found = judgeAppearances(subject({ firmName: 'Okafor & Lind' }), [
      { ...docket, attorneys: ['ADA B. OKAFOR', 'BO LIND'], firms: ['OKAFOR & LIND LLP'] },
      { ...docket, attorneys: ['Ada B. Okafor'], firms: [] },
    ]);
    expect(found).toMatchObject({
      verdict: 'possible',
      people: [{ name: 'ADA B. OKAFOR', matchedOn: ['name', 'firm'] }],
    });
    expect(found.people[0]?.appearances).toHaveLength(2);
    expect(judgeAppearances(subject(), [{ ...docket, attorneys: ['BO LIND'], firms: [] }]).verdict).toBe('not_found');
  });
});

describe('the roster', () => {
  it('matches on number and name, and conflicts where the number is somebody else’s', () => {
    expect(judgeRoster(subject(), [ADA], []).verdict).toBe('match');
    expect(judgeRoster(subject(), [{ ...ADA, name: 'Lind, Bo' }], [ADA]).verdict).toBe('conflict');
    expect(judgeRoster(subject(), [], [ADA]).verdict).toBe('possible');
    expect(judgeRoster(subject(), [], []).verdict).toBe('not_found');
  });
});

describe('all of them together', () => {
  const all = (
    ...sources: readonly (readonly [string, 'match' | 'possible' | 'conflict' | 'not_found' | 'unavailable'])[]
  ) => overallVerdict(sources.map(([source, verdict]) => ({ source, verdict })));

  it('a conflict beats everything; a roster or a docket makes no match', () => {
    expect(all(['register:new-york', 'match'], ['roster', 'conflict'])).toBe('conflict');
    expect(all(['register:new-york', 'match'], ['courtlistener', 'not_found'])).toBe('match');
    expect(all(['register:new-york', 'not_found'], ['roster', 'match'])).toBe('possible');
    expect(all(['register:new-york', 'unavailable'], ['courtlistener', 'not_found'])).toBe('not_found');
    expect(all(['register:new-york', 'unavailable'])).toBe('unavailable');
  });
});
