import { describe, expect, it } from 'vitest';
import type { CaseCitation } from './citation.ts';
import { findCitations } from './find-citations.ts';

const normalised = (text: string) => findCitations(text).map((citation) => citation.normalised);
const onlyCase = (text: string): CaseCitation => {
  const [first] = findCitations(text);
  if (first?.kind !== 'case') throw new Error(`no case in: ${text}`);
  return first;
};

describe('cases are found however they are written', () => {
  it.each([
    ['550 U.S. 544', '550 U.S. 544'],
    ['550 U. S. 544', '550 U.S. 544'],
    ['550 US 544', '550 U.S. 544'],
    ['127 S.Ct. 1955', '127 S. Ct. 1955'],
    ['167 L.Ed.2d 929', '167 L. Ed. 2d 929'],
    ['12 F. 2d 34', '12 F.2d 34'],
    ['12 F2d 34', '12 F.2d 34'],
    ['999 F.3d 1', '999 F.3d 1'],
    ['1 F.4th 2', '1 F.4th 2'],
    ['12 F. App’x 34', "12 F. App'x 34"],
    ['12 Fed. Appx. 34', "12 F. App'x 34"],
    ['12 F.Supp.2d 34', '12 F. Supp. 2d 34'],
    ['12 F. Supp. 3d 34', '12 F. Supp. 3d 34'],
    ['200 F.R.D. 5', '200 F.R.D. 5'],
    ['12 So.2d 34', '12 So. 2d 34'],
    ['12 Cal. App. 4th 345', '12 Cal. App. 4th 345'],
    ['12 Cal.App.4th 345', '12 Cal. App. 4th 345'],
    ['12 Cal.Rptr.3d 345', '12 Cal. Rptr. 3d 345'],
    ['5 N.Y.3d 10', '5 N.Y.3d 10'],
    ['5 A.D.3d 10', '5 A.D.3d 10'],
    ['5 N.E.3d 10', '5 N.E.3d 10'],
    ['123 Wn.2d 45', '123 Wash. 2d 45'],
    ['5 Ill. App. 3d 10', '5 Ill. App. 3d 10'],
    ['2015 WL 1234567', '2015 WL 1234567'],
    ['2019 U.S. Dist. LEXIS 12345', '2019 U.S. Dist. LEXIS 12345'],
    ['2015-Ohio-1234', '2015-Ohio-1234'],
    ['State v. Doe, 2010 UT 15, ¶ 3', '2010 UT 15'],
    ['People v. Roe, 2019 IL App (1st) 180123', '2019 IL App (1st) 180123'],
    ['600 U.S. ___ (2023)', '600 U.S. ___'],
    ['Doe v. Roe, 5 Iowa 200 (1857)', '5 Iowa 200'],
    ['Marbury v. Madison, 1 Cranch 137 (1803)', '1 Cranch 137'],
    ['300\n  F.3d 12', null],
    ['300\nF.3d 12', '300 F.3d 12'],
  ])('%s', (text, expected) => {
    expect(normalised(text)).toEqual(expected === null ? [] : [expected]);
  });

  it('reads name, pin cite, court and year around one', () => {
    const text = 'See Blanchard v. Bergeron & Sons, Inc., 489 F.3d 87, 93-94 & n.5 (2d Cir. June 3, 2007), which';
    const found = onlyCase(text);
    expect(found).toMatchObject({
      caseName: {
        name: 'Blanchard v. Bergeron & Sons, Inc.',
        plaintiff: 'Blanchard',
        defendant: 'Bergeron & Sons, Inc.',
      },
      pinCite: '93-94 & n.5',
      courtId: 'ca2',
      year: 2007,
      isYearPossible: true,
    });
    expect(text.slice(found.whole.start, found.whole.end)).toBe(text.slice(4, text.indexOf(', which')));
  });

  it.each([
    ['Smith v. Jones, 1 F.2d 3 (9th Cir. 1930)', 'Smith v. Jones', 'ca9'],
    ['In re Snyder, 472 U.S. 634 (1985)', 'In re Snyder', 'scotus'],
    ['citing Matter of Karras, 5 A.D.3d 10 (N.Y. App. Div. 2d Dep’t 2004)', 'Matter of Karras', 'nyappdiv'],
    ['as held in United States v. Nixon, 418 U.S. 683 (1974)', 'United States v. Nixon', 'scotus'],
    [
      'The motion failed. Perdue v. Kenny A. ex rel. Winn, 559 U.S. 542 (2010)',
      'Perdue v. Kenny A. ex rel. Winn',
      'scotus',
    ],
    ['Researched Hensley v. Eckerhart, 461 U.S. 424 (1983)', 'Hensley v. Eckerhart', 'scotus'],
    ['Doe v. Roe, 2015 WL 123456 (S.D.N.Y. Mar. 3, 2015)', 'Doe v. Roe', 'nysd'],
    ['Doe v. Roe, 10 Cal. App. 5th 20 (Cal. Ct. App. 2017)', 'Doe v. Roe', 'calctapp'],
    ['Doe v. Roe, 10 F. Supp. 3d 20 (D. Mass. 2014)', 'Doe v. Roe', 'mad'],
    ['Doe v. Roe, 10 F. Supp. 3d 20 (W.D. Wash. 2014)', 'Doe v. Roe', 'wawd'],
    [
      'N.L.R.B. v. Jones & Laughlin Steel Corp., 301 U.S. 1 (1937)',
      'N.L.R.B. v. Jones & Laughlin Steel Corp.',
      'scotus',
    ],
    ["Int'l Shoe Co. v. Washington, 326 U.S. 310 (1945)", "Int'l Shoe Co. v. Washington", 'scotus'],
  ])('names the case and its court: %s', (text, name, courtId) => {
    expect(onlyCase(text)).toMatchObject({ caseName: { name }, courtId });
  });

  it('says that a year cannot be: the reporter did not appear then', () => {
    expect(onlyCase('Doe v. Roe, 12 F.3d 4 (1950)').isYearPossible).toBe(false);
    expect(onlyCase('Doe v. Roe, 12 F.4th 4 (2nd Cir. 2021)').isYearPossible).toBe(true);
    expect(onlyCase('12 F.4th 4').isYearPossible).toBeNull();
  });

  it('joins parallel citations to one case', () => {
    const found = findCitations('Brown v. Board of Educ., 347 U.S. 483, 495, 74 S. Ct. 686, 98 L. Ed. 873 (1954)');
    expect(found.map(({ normalised: key, repeats }) => [key, repeats])).toEqual([
      ['347 U.S. 483', null],
      ['74 S. Ct. 686', 0],
      ['98 L. Ed. 873', 0],
    ]);
    for (const each of found) expect(each).toMatchObject({ year: 1954, caseName: { plaintiff: 'Brown' } });
    expect(found[0]).toMatchObject({ pinCite: '495' });
  });

  it('keeps what a semicolon parts as two cases', () => {
    const found = findCitations('A v. B, 1 F.3d 2 (1993); Carr v. Dow, 3 F.3d 4 (1994)');
    expect(found.map(({ repeats }) => repeats)).toEqual([null, null]);
    expect(found[1]).toMatchObject({ caseName: { name: 'Carr v. Dow' } });
  });
});

describe('short forms point to what they repeat', () => {
  const FULL = 'Bell Atl. Corp. v. Twombly, 550 U.S. 544, 556 (2007). ';
  it.each([
    ['Id. at 557.', 'id', 0, '557'],
    ['See id. at 557-58.', 'id', 0, '557-58'],
    ['Ibid.', 'id', 0, null],
    ['Twombly, 550 U.S. at 556.', 'short', 0, '556'],
    ['550 U.S., at 556.', 'short', 0, '556'],
    ['Twombly, supra, at 556.', 'supra', 0, '556'],
    ['Twombly, supra note 3, at 556.', 'supra', 0, '556'],
    ['551 U.S. at 2.', 'short', null, '2'],
    ['Iqbal, supra, at 3.', 'supra', null, '3'],
  ])('%s', (text, kind, repeats, pinCite) => {
    expect(findCitations(FULL + text)[1]).toMatchObject({ kind, repeats, pinCite });
  });

  it('takes the key of what is meant, through parallel citations too', () => {
    expect(normalised(`Roe v. Wade, 410 U.S. 113, 93 S. Ct. 705 (1973); 93 S. Ct. at 710. Id. at 711.`)).toEqual([
      '410 U.S. 113',
      '93 S. Ct. 705',
      '410 U.S. 113',
      '410 U.S. 113',
    ]);
  });

  it('lets Id. follow a statute', () => {
    expect(normalised('42 U.S.C. § 1988(b). Id. § 1983.')).toEqual(['42 U.S.C. § 1988(b)', '42 U.S.C. § 1988(b)']);
  });
});

describe('statutes, regulations and rules', () => {
  it.each([
    ['42 U.S.C. § 1983', '42 U.S.C. § 1983'],
    ['42 USC 1983', '42 U.S.C. § 1983'],
    ['42 U.S.C.A. § 1988(b)', '42 U.S.C. § 1988(b)'],
    ['42 U.S.C. sec. 2000e-5(k)', '42 U.S.C. § 2000e-5(k)'],
    ['15 U.S.C. §78j(b)', '15 U.S.C. § 78j(b)'],
    ['29 CFR 1910.120', '29 C.F.R. § 1910.120'],
    ['17 C.F.R. § 240.10b-5', '17 C.F.R. § 240.10b-5'],
    ['75 Fed. Reg. 12,345', '75 Fed. Reg. 12345'],
    ['Pub. L. No. 111-203', 'Pub. L. No. 111-203'],
    ['124 Stat. 1376', '124 Stat. 1376'],
    ['Fed. R. Civ. P. 26(b)(1)', 'Fed. R. Civ. P. 26(b)(1)'],
    ['FRCP 26(b)(1)', 'Fed. R. Civ. P. 26(b)(1)'],
    ['Federal Rule of Evidence 702', 'Fed. R. Evid. 702'],
    ['CPLR 3211(a)(7)', 'N.Y. C.P.L.R. 3211(a)(7)'],
    ['N.Y. Gen. Bus. Law § 349', 'N.Y. Gen. Bus. Law § 349'],
    ['Cal. Code Civ. Proc. § 425.16', 'Cal. Civ. Proc. Code § 425.16'],
    ['Cal. Bus. & Prof. Code section 17200', 'Cal. Bus. & Prof. Code § 17200'],
    ['Tex. Civ. Prac. & Rem. Code Ann. § 38.001', 'Tex. Civ. Prac. & Rem. Code § 38.001'],
    ['Tex. Gov’t Code Ann. (West) § 22.1', "Tex. Gov't Code § 22.1"],
    ['Fla. Stat. § 57.105', 'Fla. Stat. § 57.105'],
    ['735 ILCS 5/2-615', '735 ILCS 5/2-615'],
    ['G.L. c. 93A, § 9(4)', 'Mass. Gen. Laws ch. 93A, § 9(4)'],
    ['O.C.G.A. § 9-15-14', 'Ga. Code § 9-15-14'],
    ['Va. Code Ann. § 8.01-271.1', 'Va. Code § 8.01-271.1'],
    ['RCW 4.84.185', 'Wash. Rev. Code 4.84.185'],
  ])('%s', (text, expected) => {
    expect(normalised(`under ${text}, and`)).toEqual([expected]);
  });
});

describe('what only looks like a citation is none', () => {
  it.each([
    '5 Main St. 200',
    '1.5 hrs. 300',
    '0.5 F.3d 12',
    '$550 U.S. 544',
    'No. 5 F.3d 12',
    '100 N.W. 23 Street',
    '100 N.W. 23rd Street',
    '12 N.E. 5 Avenue, Suite 300',
    'met 2 P. 5 times',
    'travel to 5 N.Y. 10007',
    'reviewed 20 Me. 10 docs',
    '2 Cal 300',
    'in 2 Iowa 300 clients',
    '10 A.M. 2 calls',
    '3 Wash. 4 loads',
    'call with 5 Ill. 3 times',
    '12 B.R. 3 hours',
    '4 F.3d 2.5 hrs',
    '550 u.s. 544',
    '12345 F.3d 12',
    '12 F.3d 12345',
    '12 F.9th 34',
    '15 WL 1234567',
    'Employee Id. 300',
    'check the id. of the caller',
    'HRS 5 and RSA 300',
    '5 USD 300',
    'infra, at 20',
    '2020 ME 10',
    'the 2010 UT 15 game',
    'A102 Review 1.2 hrs 450.00',
    'R.C. 12 review of file',
  ])('%s', (text) => {
    expect(findCitations(text)).toEqual([]);
  });
});
