import { describe, expect, it } from 'vitest';
import {
  amountText,
  countText,
  dateText,
  hoursText,
  lineNumbersText,
  monthText,
  shareText,
  timekeeperText,
} from './wording.ts';

describe('figures in messages', () => {
  it('hours keep the decimals they have and no more', () => {
    expect([hoursText(105_000), hoursText(80_000), hoursText(21_667)]).toEqual(['10.5 h', '8 h', '2.1667 h']);
  });

  it('amounts have two decimals, more only where the bill has them, and thousands apart', () => {
    const amounts = [12_345_000, 5_000, 12_345_678_901, -10_000_000, 412_5250];
    expect(amounts.map(amountText)).toEqual(['1,234.50', '0.50', '1,234,567.8901', '-1,000.00', '412.525']);
  });

  it('dates read day, month, year', () => {
    expect([dateText('2026-03-02'), dateText('1999-12-31'), monthText('2026-03-02')]).toEqual([
      '2 March 2026',
      '31 December 1999',
      'March 2026',
    ]);
  });

  it('shares are whole percents', () => {
    expect([shareText(41, 48), shareText(1, 1)]).toEqual(['85 %', '100 %']);
  });

  it('a timekeeper is named, else numbered, else said to be unnamed', () => {
    expect(timekeeperText({ timekeeperName: ' Okafor, Ada ', timekeeperId: 'TK1' })).toBe('Okafor, Ada');
    expect(timekeeperText({ timekeeperName: '', timekeeperId: 'TK1' })).toBe('TK1');
    expect(timekeeperText({ timekeeperName: null, timekeeperId: null })).toBe('an unnamed timekeeper');
  });

  it('counts and line numbers read as English and stay short', () => {
    const lines = ['4', '9', '17', '18', '20'].map((lineNumber, index) => ({ lineNumber, record: index + 1 }));
    expect([countText(1, 'entry', 'entries'), countText(12, 'entry', 'entries')]).toEqual(['1 entry', '12 entries']);
    expect([1, 2, 4, 5].map((count) => lineNumbersText(lines.slice(0, count)))).toEqual([
      'line 4',
      'lines 4 and 9',
      'lines 4, 9, 17 and 18',
      'lines 4, 9, 17 and 2 more',
    ]);
  });

  it('lines that repeat their number are told apart by record', () => {
    const lines = [6, 7].map((record) => ({ lineNumber: '6', record }));
    expect(lineNumbersText(lines)).toBe('records 6 and 7');
  });
});
