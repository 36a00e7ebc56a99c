import { describe, expect, it } from 'vitest';
import { type CheckedCitation, readCheck } from './check-words.ts';

const CASE = {
  caseName: 'Bell Atlantic Corp. v. Twombly',
  date: '2007-05-21',
  citations: ['550 U.S. 544'],
  link: null,
};

function checked(change: Partial<CheckedCitation>): CheckedCitation {
  return {
    citation: '550 U.S. 544',
    verdict: 'found',
    similarityE4: null,
    cases: [CASE],
    fetchedAt: null,
    failure: null,
    ...change,
  };
}

describe('what a check of a citation says', () => {
  it('names the case that was found', () => {
    expect(readCheck(checked({}))).toEqual({ tone: 'fine', text: 'Exists: Bell Atlantic Corp. v. Twombly.' });
  });

  it('warns of what does not exist, and of another case under the name', () => {
    expect(readCheck(checked({ verdict: 'not_found', cases: [] }))).toMatchObject({ tone: 'wrong' });
    expect(readCheck(checked({ verdict: 'other_case', similarityE4: 1200 }))).toEqual({
      tone: 'wrong',
      text: 'Another case\u2019s name: this is Bell Atlantic Corp. v. Twombly. The names are alike by 12\u00a0%.',
    });
    expect(readCheck(checked({ verdict: 'unknown_reporter', cases: [] }))).toMatchObject({ tone: 'wrong' });
  });

  it('does not call wrong what could not be looked up', () => {
    expect(readCheck(checked({ verdict: 'unavailable', cases: [] }))).toEqual({
      tone: 'open',
      text: 'Could not be looked up.',
    });
    expect(readCheck(checked({ verdict: 'several' })).tone).toBe('open');
  });
});
