import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonPolicySource } from './json-policy-source.ts';
import { NO_POLICY, readPolicy } from './policy.ts';
import { readRegistryListing, windowsPolicySource } from './windows-policy-source.ts';

const written = (values: Readonly<Record<string, unknown>> | null) => readPolicy({ read: async () => values });

describe("an administrator's policy", () => {
  it('is described name by name in its document, and nothing else is', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'desktop-policy.md'), 'utf8');
    const described = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(described.toSorted()).toEqual(Object.keys(NO_POLICY).toSorted());
  });

  it('settles what it names and leaves the rest', async () => {
    expect(await written({ serverUrl: 'https://lait.firm.example', lockWithScreen: true })).toEqual({
      policy: { ...NO_POLICY, serverUrl: 'https://lait.firm.example', lockWithScreen: true },
      problems: [],
    });
  });

  it('falls back to the careful default where it is not understood, setting by setting, and says which', async () => {
    const { policy, problems } = await written({
      serverUrl: 'http://lait.firm.example',
      weakKeyStore: 'whatever',
      externalHosts: ['help.firm.example'],
      unknown: 1,
    });
    expect(policy).toEqual({ ...NO_POLICY, externalHosts: ['help.firm.example'] });
    expect(problems).toEqual(['serverUrl', 'weakKeyStore', 'unknown']);
  });

  it('keeps no sign-in on a machine without a key store unless it says otherwise', async () => {
    expect((await written(null)).policy.weakKeyStore).toBe('refuse_sign_in');
  });

  it('is reported, not passed over, when it is there and cannot be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lait-policy-'));
    const path = join(folder, 'policy.json');
    try {
      expect((await readPolicy(jsonPolicySource(path))).problems).toEqual([]);
      writeFileSync(path, '{ "serverUrl": ');
      expect(await readPolicy(jsonPolicySource(path))).toEqual({ policy: NO_POLICY, problems: ['policy'] });
      writeFileSync(path, '[]');
      expect((await readPolicy(jsonPolicySource(path))).problems).toEqual(['policy']);
      writeFileSync(path, '{ "weakKeyStore": "refuse" }');
      expect((await readPolicy(jsonPolicySource(path))).policy.weakKeyStore).toBe('refuse');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the registry, as reg.exe prints it', () => {
  const LISTING = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\LAIT',
    '    serverUrl    REG_SZ    https://lait.firm.example',
    '    lockWithScreen    REG_DWORD    0x1',
    '    lockAfterMinutes    REG_DWORD    0xf',
    '    externalHosts    REG_MULTI_SZ    help.firm.example\\0wiki.firm.example',
    '',
  ].join('\r\n');

  it('gives text, lists and yes or no', async () => {
    expect(readRegistryListing(LISTING)).toEqual({
      serverUrl: 'https://lait.firm.example',
      lockWithScreen: true,
      lockAfterMinutes: 15,
      externalHosts: ['help.firm.example', 'wiki.firm.example'],
    });
    const { policy, problems } = await readPolicy(windowsPolicySource(async () => ({ code: 0, output: LISTING })));
    expect([policy.lockWithScreen, problems]).toEqual([true, []]);
  });

  it('has one type for numbers and for yes and no: one minute is one minute', async () => {
    const minute = LISTING.replace('0xf', '0x1');
    const { policy, problems } = await readPolicy(windowsPolicySource(async () => ({ code: 0, output: minute })));
    expect([policy.lockAfterMinutes, policy.lockWithScreen, problems]).toEqual([1, true, []]);
    expect((await written({ lockAfterMinutes: 0 })).problems).toEqual(['lockAfterMinutes']);
  });

  it('is no policy where there is no such key', async () => {
    const { policy } = await readPolicy(windowsPolicySource(async () => ({ code: 1, output: '' })));
    expect(policy).toEqual(NO_POLICY);
  });
});
