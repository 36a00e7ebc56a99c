import { describe, expect, test } from 'vitest';
import { codeSetsOf } from './code-sets-in-use.ts';
import { CODE_SETS } from './published-code-sets.ts';

const ALL = codeSetsOf([], []);

describe('published code sets', () => {
  test('have the published number of codes that may stand on a line', () => {
    const count = (id: string) => CODE_SETS.find((set) => set.id === id)?.codes.filter((c) => !c.isPhaseHeader).length;
    expect(count('litigation')).toBe(30); // 29 of 1995 and L360
    expect(count('ediscovery')).toBe(28); // 25 tasks and three phases without tasks of their own
    expect(count('bankruptcy')).toBe(21);
    expect(count('counseling')).toBe(4);
    expect(count('project')).toBe(15);
    expect(count('activity')).toBe(28);
    expect(count('expense')).toBe(24);
  });

  test('hold each code once per axis, in the shape of letters and three digits', () => {
    const seen = CODE_SETS.flatMap((set) => set.codes.map(({ code }) => `${set.axis} ${code}`));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((each) => !/^\w+ [A-Z]\d{3}$/.test(each))).toEqual([]);
  });
});

describe('the code sets one client uses', () => {
  test('know a code on its own axis and nowhere else', () => {
    expect(ALL.verdict('task', 'L510')).toEqual({
      kind: 'known',
      setId: 'litigation',
      label: 'Appellate Motions and Submissions',
    });
    expect(ALL.verdict('activity', 'A112')).toMatchObject({ kind: 'known', setId: 'activity' });
    expect(ALL.verdict('expense', 'E110')).toMatchObject({ kind: 'known', label: 'Out-of-town travel' });
    expect(ALL.verdict('expense', 'L510')).toEqual({ kind: 'unknown' });
    expect(ALL.verdict('task', 'A102')).toEqual({ kind: 'unknown' });
  });

  test('tell phase headers from codes; in Counseling and most of Project the phase is the task', () => {
    const headers = ['L100', 'L200', 'L600', 'L650', 'B100', 'P200'];
    expect(headers.map((code) => ALL.verdict('task', code).kind)).toEqual(headers.map(() => 'phaseHeader'));
    const tasks = ['C100', 'C400', 'P100', 'P300', 'P800'];
    expect(tasks.map((code) => ALL.verdict('task', code).kind)).toEqual(tasks.map(() => 'known'));
    expect(ALL.verdict('activity', 'A100').kind).toBe('phaseHeader');
    expect(ALL.verdict('expense', 'E100').kind).toBe('phaseHeader');
  });

  test('do not mind case and outer spaces', () => {
    expect(ALL.verdict('task', ' l210 ').kind).toBe('known');
  });

  test('hold codes of sets known by shape alone for plausible, also those that start with a digit', () => {
    expect(ALL.verdict('task', '110')).toEqual({ kind: 'plausible', setId: 'patent' });
    expect(ALL.verdict('task', 'TR110')).toEqual({ kind: 'plausible', setId: 'trademark' });
    expect(ALL.verdict('expense', 'X139')).toEqual({ kind: 'plausible', setId: 'expense-2013' });
  });

  test('find a mistyped litigation code unless the client uses the insurers’ revision', () => {
    expect(ALL.verdict('task', 'L999')).toEqual({ kind: 'unknown' });
    expect(ALL.verdict('task', 'L170')).toEqual({ kind: 'unknown' });
    expect(codeSetsOf(['litigation', 'insurance-2007'], []).verdict('task', 'L170').kind).toBe('plausible');
  });

  test('naming one task set outlaws the other task sets and leaves the other axes alone', () => {
    const litigationOnly = codeSetsOf(['litigation'], []);
    expect(litigationOnly.verdict('task', 'L210').kind).toBe('known');
    expect(litigationOnly.verdict('task', 'B110').kind).toBe('unknown');
    expect(litigationOnly.verdict('task', '110').kind).toBe('unknown');
    expect(litigationOnly.verdict('activity', 'A103').kind).toBe('known');
    expect(litigationOnly.verdict('expense', 'E101').kind).toBe('known');
  });

  test('a client’s own code counts on its axis and wins over a published one', () => {
    const own = codeSetsOf(
      ['litigation'],
      [
        { code: 'zz101', label: 'Reserve report', kind: 'task' },
        { code: 'L100', label: 'Everything early', kind: 'task' },
      ],
    );
    expect(own.verdict('task', 'ZZ101')).toEqual({ kind: 'known', setId: 'custom', label: 'Reserve report' });
    expect(own.verdict('task', 'L100')).toEqual({ kind: 'known', setId: 'custom', label: 'Everything early' });
    expect(own.verdict('activity', 'ZZ101').kind).toBe('unknown');
  });
});
