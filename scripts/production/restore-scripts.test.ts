import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';

describe('the script that puts the record back inside its container', () => {
  let root: string;
  let data: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lait-restore-'));
    data = join(root, 'lait');
    mkdirSync(data);
    writeFileSync(join(data, 'PG_VERSION'), '17');
    // What a process of this number is in another container says nothing here.
    writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n`);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** @param info as `pgbackrest info --output=json` prints it; `restore` stands for the restoring itself */
  const run = (info: string, restore: string) => {
    const program = join(root, 'lait-pgbackrest');
    writeFileSync(
      program,
      `#!/bin/bash\ncase "$*" in *output=json*) echo '${info}' ;; *output=text*) echo a list ;; *) ${restore} ;; esac\n`,
    );
    chmodSync(program, 0o755);
    const script = join(projectRoot, 'build', 'postgres', 'lait-restore.sh');
    return spawnSync('bash', [script], {
      env: { ...process.env, PATH: `${root}:${process.env.PATH}`, PGDATA: data },
      encoding: 'utf8',
    });
  };
  const HELD = '[{"archive":[],"backup":[{"label":"20261126-020000F"}],"name":"lait"}]';
  const besides = () => readdirSync(root).filter((name) => name.startsWith('lait.before-'));

  it('moves nothing where there is no backup', () => {
    for (const none of ['[]', '[{"archive":[],"backup":[],"name":"lait","status":{"code":2}}]']) {
      const ended = run(none, 'echo restored');
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain('There is no backup of the record here. Nothing was changed.');
      expect(readFileSync(join(data, 'PG_VERSION'), 'utf8')).toBe('17');
      expect(besides()).toEqual([]);
    }
  });

  it('puts back what was there where restoring fails half way, so that no empty record is ever begun', () => {
    const ended = run(HELD, 'echo half > "$PGDATA/half"; exit 56');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('What was there is back in its place.');
    expect(readdirSync(data).sort()).toEqual(['PG_VERSION', 'postmaster.pid']);
    expect(besides()).toEqual([]);
  });

  it('keeps what was there beside what it restored', () => {
    const ended = run(HELD, 'echo 17 > "$PGDATA/PG_VERSION"; echo "$@" > "$PGDATA/asked"');
    expect(ended.stderr).toBe('');
    expect(ended.status).toBe(0);
    expect(readFileSync(join(data, 'asked'), 'utf8')).toContain('restore');
    const [aside] = besides();
    expect(readdirSync(join(root, aside ?? '')).sort()).toEqual(['PG_VERSION', 'postmaster.pid']);
  });
});

describe('the script that an administrator types', () => {
  const restore = (...words: readonly string[]) =>
    spawnSync('bash', [join(projectRoot, 'scripts', 'restore.sh'), ...words], { encoding: 'utf8', input: '' });

  it('takes a moment with its zone, and nothing that merely sounds like one', () => {
    for (const time of [
      'yesterday',
      '2026-11-26',
      '2026-11-26 14:05:00',
      '2026-11-26T14:05:00Z',
      '2026-13-41 14:05:00+00',
    ]) {
      const ended = restore('--yes', '--to', time);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain(`${time} is no moment`);
    }
  });

  it('reads as bash everywhere', () => {
    for (const script of [
      'scripts/restore.sh',
      'scripts/backup.sh',
      'scripts/restore-drill.sh',
      'build/postgres/lait-restore.sh',
    ]) {
      execFileSync('bash', ['-n', join(projectRoot, script)]);
    }
  });
});
