import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';
import { judgeDependency, readRegistered } from './judge-dependency.ts';
import { KEPT_THOUGH_DEPRECATED, KEPT_THOUGH_QUIET } from './kept-though.ts';
import { readLockedPackages, readManifest, SHIPPED_BY_THE_BUILD } from './production-packages.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const answer = (more: object = {}) =>
  JSON.stringify({
    time: { created: '2020-01-01T00:00:00Z', '1.0.0': '2024-01-05T00:00:00Z', '1.1.0': '2026-03-01T00:00:00Z' },
    'dist-tags': { latest: '1.1.0' },
    ...more,
  });

describe('a direct dependency', () => {
  it('is kept up while something was released within eighteen months, though an older version is pinned', () => {
    expect(judgeDependency(readRegistered(answer(), '1.0.0'), null, NOW)).toEqual({ kind: 'kept_up' });
  });

  it('that was quiet for longer, or is deprecated, needs a reason on file', () => {
    const quiet = readRegistered(answer({ 'dist-tags': { latest: '1.0.0' } }), '1.0.0');
    expect(judgeDependency(quiet, null, NOW)).toEqual({
      kind: 'needs_a_decision',
      because: 'no release for 34 months',
    });
    expect(judgeDependency(quiet, 'it is finished', NOW)).toEqual({ kind: 'kept', because: 'it is finished' });
    const deprecated = readRegistered(answer({ deprecated: 'use another' }), '1.1.0');
    expect(judgeDependency(deprecated, null, NOW)).toMatchObject({ kind: 'needs_a_decision' });
  });

  it('of which the registry says nothing is unknown, never sound', () => {
    for (const text of ['', '{}', '[]', 'npm error'])
      expect([text, judgeDependency(readRegistered(text, '1.0.0'), null, NOW).kind]).toEqual([text, 'unknown']);
    expect(judgeDependency(readRegistered(answer({ time: {} }), '1.0.0'), null, NOW).kind).toBe('unknown');
  });
});

describe('docs/dependencies.md', () => {
  const manifest = readManifest(projectRoot);
  const page = readFileSync(join(projectRoot, 'docs', 'dependencies.md'), 'utf8');

  it('names every direct dependency that ships in its pinned version, and no other (else: npm run libraries -- --write)', () => {
    const rows = [...page.matchAll(/^\| ([^ |]+) \| ([0-9][^ |]*) \|/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    );
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    const wanted = [...Object.keys(manifest.dependencies), ...SHIPPED_BY_THE_BUILD];
    const exact = (name: string) => (all[name] ?? '').replace(/^npm:.+@/, '');
    expect(rows).toEqual(wanted.sort().map((name) => `${name} ${exact(name)}`));
    expect(page).not.toContain('needs a decision**:');
  });

  it('gives reasons only for packages that are still there', () => {
    const shipped = readLockedPackages(projectRoot).filter(({ isShipped }) => isShipped);
    for (const { name, version } of KEPT_THOUGH_DEPRECATED) {
      expect([name, shipped.some((each) => each.name === name && each.version === version)]).toEqual([name, true]);
      expect(page).toContain(`${name} ${version}`);
    }
    for (const { name } of KEPT_THOUGH_QUIET) expect(Object.keys(manifest.dependencies)).toContain(name);
  });
});
