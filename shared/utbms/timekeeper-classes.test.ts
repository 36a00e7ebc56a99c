import { describe, expect, test } from 'vitest';
import { classOf, isFeeSupportOnly, timekeeperClasses } from './timekeeper-classes.ts';

describe('timekeeper classes', () => {
  test('the LOC 2014 list has its 51 codes, each once', () => {
    const codes = timekeeperClasses().map((each) => each.code);
    expect(codes).toHaveLength(51);
    expect(new Set(codes).size).toBe(51);
  });

  test('new codes, old codes and plain words mean the same person', () => {
    const partners = ['PARTNR', 'partnr', 'PT', 'PARTNER', ' Partner ', 'Sr. Partner'];
    expect(partners.map((text) => classOf(text)?.group)).toEqual(partners.map(() => 'partner'));
    const associates = ['ASSOC', 'AS', 'Associate', 'Sr. Associate'];
    expect(associates.map((text) => classOf(text)?.code)).toEqual(associates.map(() => 'ASSOC'));
    expect(['OC', 'OFCNSL', 'OFCOUN', 'Of Counsel', 'Of-Counsel'].map((text) => classOf(text)?.group)).toEqual(
      Array(5).fill('ofCounsel'),
    );
    expect(
      ['LA', 'PRLGL', 'PARALG', 'Paralegal', 'Sr. Paralegal', 'Legal Assistant'].map((t) => classOf(t)?.group),
    ).toEqual(Array(6).fill('paralegal'));
    expect(classOf('Law Clerk')?.group).toBe('clerk');
    expect(classOf('OT')?.group).toBe('other');
  });

  test('a word LAIT does not know is nobody, also when it is a property of every object', () => {
    expect(classOf('Wizard')).toBeNull();
    expect(classOf('constructor')).toBeNull();
    expect(classOf('')).toBeNull();
  });

  test('only flat fee and adjustment name no person', () => {
    const supportOnly = timekeeperClasses().filter(({ code }) => isFeeSupportOnly(code));
    expect(supportOnly.map(({ code }) => code)).toEqual(['ADJSMT', 'FLTFEE']);
    expect(isFeeSupportOnly('fltfee')).toBe(true);
  });

  test('a title means the same however many were asked for since', () => {
    const asked = () => ['Partner', 'FLTFEE', 'Wizard'].map((title) => [classOf(title)?.code, isFeeSupportOnly(title)]);
    const before = asked();
    for (let number = 0; number < 2_500; number += 1) {
      expect(classOf(`Wizard ${number}`)).toBeNull();
      expect(asked()).toEqual(before);
    }
  });
});
