import { describe, expect, it } from 'vitest';
import { oneCitation } from './one-citation.ts';

describe('a citation that is looked up', () => {
  it.each([
    ['550 U.S. 544', '550 U.S. 544'],
    [' 12 F2d 34 ', '12 F.2d 34'],
    ['550 U.S. 544, 556-57 (2007)', '550 U.S. 544'],
    ['489 F.3d 87 (2d Cir. June 3, 2007)', '489 F.3d 87'],
    ['Bell Atlantic Corp. v. Twombly, 550 U.S. 544 (2007)', '550 U.S. 544'],
    ['2015-Ohio-1234', '2015-Ohio-1234'],
    // Words of the language, which the recogniser believes only where a case is named.
    ['5 Iowa 200', '5 Iowa 200'],
    ['2010 UT 15', '2010 UT 15'],
  ])('leaves as volume, reporter and page: %s', (written, sent) => {
    expect(oneCitation(written)).toBe(sent);
  });

  it.each([
    'Northgate Logistics paid Ada Okafor $5,000,000 under seal',
    'Northgate paid 550 U.S. 544',
    '550 U.S. 544 was paid by Northgate',
    '550 U.S. 544; Ada Okafor',
    '550 U.S. 544, 127 S. Ct. 1955',
    '550 U.S. 544 and 489 F.3d 87',
    '12 Okafor 4417',
    '600 U.S. ___',
    '42 U.S.C. § 1983',
    'Id. at 5',
    'Twombly, 550 U.S. at 556',
    '',
  ])('is nothing else: %s', (written) => {
    expect(oneCitation(written)).toBeNull();
  });
});
