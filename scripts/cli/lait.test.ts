import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';

let folder: string;
const entry = join(projectRoot, 'scripts', 'cli', 'lait.ts');

/** Calls the command line as a script would: its own process, its exit code, its two streams. */
function lait(...args: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lait-cli-'));
  const made = lait('demo', '--invoices', '4', '--seed', '3', '--out', 'demo', '--lines', '40');
  expect(made.code, made.stderr).toBe(0);
  writeFileSync(join(folder, 'not-a-bill.txt'), 'Dear Sir or Madam,\nplease find nothing enclosed.\n');
  writeFileSync(
    join(folder, 'list.csv'),
    'Date,Timekeeper,Hours,Narrative\n2026-03-02,A. Okafor,1.2,Draft answer to complaint\n',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lait check', () => {
  it('prints one JSON document with decimal strings, and nothing else, on stdout', () => {
    const { code, stdout } = lait('check', 'demo/D3-00001.txt', '--json');
    expect(code).toBe(0);
    const { files } = JSON.parse(stdout);
    expect(files[0].format).toBe('ledes1998b');
    const [invoice] = files[0].invoices;
    expect(invoice.lines[0].total).toMatch(/^-?\d+(\.\d{1,4})?$/);
    expect(invoice.findings[0]).toMatchObject({
      records: expect.any(Array),
      lineNumbers: expect.any(Array),
      ruleId: expect.stringMatching(/^R\d\d$/),
    });
    expect(invoice.findings[0].lineIds).toBeUndefined();
  });

  it('reads a list without rates or amounts and invents none', () => {
    const { stdout } = lait('check', 'list.csv', '--json');
    const [line] = JSON.parse(stdout).files[0].invoices[0].lines;
    expect(line).toMatchObject({
      units: '1.2',
      unitCost: null,
      total: null,
      adjustment: null,
      timekeeperName: 'A. Okafor',
    });
  });

  it('ends with 3 for a file that yields no invoice, and 3 beats 1', () => {
    expect(lait('check', 'not-a-bill.txt').code).toBe(3);
    expect(lait('check', 'demo/D3-00001.txt', 'not-a-bill.txt', '--fail-on', 'info').code).toBe(3);
  });

  it('ends with 1 only when asked to fail on findings', () => {
    expect(lait('check', 'demo/D3-00001.txt').code).toBe(0);
    expect(lait('check', 'demo/D3-00001.txt', '--fail-on', 'info').code).toBe(1);
  });

  it('ends with 2 for a file that is not there, an unknown guideline, severity or option', () => {
    for (const args of [
      ['nowhere.txt'],
      ['list.csv', '--guideline', 'nobody'],
      ['list.csv', '--fail-on', 'mild'],
      ['list.csv', '--bogus'],
      [],
    ]) {
      const { code, stdout, stderr } = lait('check', ...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).not.toBe('');
    }
  });

  it('refuses a file above the limit and names the limit', () => {
    writeFileSync(join(folder, 'large.txt'), Buffer.alloc(1_200_000, 'x'));
    const { code, stdout } = lait('check', 'large.txt', '--json', '--max-megabytes', '1');
    expect(code).toBe(3);
    expect(JSON.parse(stdout).files[0].problems[0]).toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: expect.stringContaining('1 MB'),
    });
  });
});

describe('lait convert', () => {
  it('writes a bill whose invoices have the same totals when read again', () => {
    for (const to of ['ledes1998b', 'ledes98bi', 'csv']) {
      const { code, stderr } = lait('convert', 'demo/D3-00001.txt', '--to', to, '--out', `again-${to}.txt`);
      expect(code, stderr).toBe(0);
      const before = JSON.parse(lait('check', 'demo/D3-00001.txt', '--json').stdout).files[0].invoices;
      const after = JSON.parse(lait('check', `again-${to}.txt`, '--json').stdout).files[0].invoices;
      expect(after.map((invoice: { computedTotal: string }) => invoice.computedTotal)).toEqual(
        before.map((invoice: { computedTotal: string }) => invoice.computedTotal),
      );
    }
  });

  it('ends with 2 for a format of a later version, and writes nothing', () => {
    const { code, stdout, stderr } = lait('convert', 'list.csv', '--to', 'ledesxml21');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('not in this version');
  });
});

describe('lait guidelines', () => {
  it('shows every rule with parameters as people write them', () => {
    const { name, version, rules } = JSON.parse(lait('guidelines', 'show', 'strict-insurer', '--json').stdout);
    expect({ name, version }).toEqual({ name: 'strict-insurer', version: expect.any(Number) });
    expect(rules).toHaveLength(57);
    const increment = rules.find(({ id }: { id: string }) => id === 'R24');
    expect(JSON.stringify(increment.parameters)).toContain('0.1');
    for (const rule of rules)
      expect(Object.keys(rule)).toEqual([
        'id',
        'title',
        'enabled',
        'severity',
        'certainty',
        'parameters',
        'clause',
        'authority',
      ]);
  });

  it('validates a guideline file, naming path and mistake', () => {
    writeFileSync(
      join(folder, 'wrong.yaml'),
      'name: mine\ntitle: Mine\nversion: 1\ndescription: x\nrules:\n  - id: R999\n',
    );
    const { code, stderr } = lait('guidelines', 'validate', 'wrong.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('R999');
  });
});

describe('lait demo', () => {
  it('gives the same bytes for the same seed', () => {
    lait('demo', '--invoices', '4', '--seed', '3', '--out', 'demo-again', '--lines', '40');
    for (const file of ['answer-key.json', 'D3-00001.txt', 'D3-00004.txt']) {
      expect(readFileSync(join(folder, 'demo-again', file)).equals(readFileSync(join(folder, 'demo', file)))).toBe(
        true,
      );
    }
  });
});
