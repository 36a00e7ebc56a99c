import { expect, it } from 'vitest';
import { type InstallationFacts, isSelfInstalling } from './installation.ts';

const facts = (change: Partial<InstallationFacts>): InstallationFacts => ({
  platform: 'win32',
  exePath: 'C:\\Users\\Ada\\AppData\\Local\\Programs\\LAIT\\LAIT.exe',
  localAppData: 'C:\\Users\\Ada\\AppData\\Local',
  appImage: undefined,
  isPackaged: true,
  ...change,
});

it('LAIT updates what a person installed for themselves, and only announces where administrators install', () => {
  const cases: readonly (readonly [Partial<InstallationFacts>, boolean])[] = [
    [{}, true],
    [{ exePath: 'c:\\users\\ada\\appdata\\local\\programs\\LAIT\\LAIT.exe' }, true],
    [{ exePath: 'C:\\Program Files\\LAIT\\LAIT.exe' }, false],
    [{ exePath: 'C:\\Users\\Ada\\AppData\\LocalLow\\LAIT.exe' }, false],
    [{ localAppData: undefined }, false],
    [{ platform: 'darwin', exePath: '/Applications/LAIT.app/Contents/MacOS/LAIT' }, true],
    [{ platform: 'linux', exePath: '/opt/LAIT/lait' }, false],
    [{ platform: 'linux', exePath: '/tmp/.mount/lait', appImage: '/home/ada/LAIT.AppImage' }, true],
    [{ isPackaged: false }, false],
  ];
  for (const [change, expected] of cases) expect([change, isSelfInstalling(facts(change))]).toEqual([change, expected]);
});
