import { describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';
import { askedFor, lockedPackages, readLockedPackages, readManifest } from './production-packages.ts';

const EXACT = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

describe('what package-lock.json pins', () => {
  const packages = readLockedPackages(projectRoot);
  const manifest = readManifest(projectRoot);
  const asked = [...Object.entries(manifest.dependencies), ...Object.entries(manifest.devDependencies)];

  it('is one exact version of each package that package.json names', () => {
    expect(asked.length).toBeGreaterThan(40);
    for (const [name, specification] of asked) {
      const wanted = askedFor(name, specification);
      expect([name, EXACT.test(wanted.version)]).toEqual([name, true]);
      const locked = packages.find(({ path }) => path === `node_modules/${name}`);
      expect({ name: locked?.name, version: locked?.version }).toEqual(wanted);
    }
  });

  it('carries a SHA-512 of every package, and comes from the npm registry alone', () => {
    const unproven = packages.filter(({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''));
    expect(unproven.map(({ path }) => path)).toEqual([]);
    const elsewhere = packages.filter(
      ({ isLink, resolved }) =>
        isLink || !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });

  it('marks nothing as deprecated that runs at a user\u2019s or in a server', () => {
    const production = packages.filter(({ isShipped }) => isShipped);
    expect(production.length).toBeGreaterThan(100);
    expect(production.filter(({ deprecated }) => deprecated !== null).map(({ name }) => name)).toEqual([]);
  });
});

it('an alias is read as the package behind it', () => {
  const lock = (path: string, entry: object) =>
    JSON.stringify({ lockfileVersion: 3, packages: { '': {}, [path]: entry } });
  expect(askedFor('better-sqlite3', 'npm:better-sqlite3-multiple-ciphers@13.0.3')).toEqual({
    name: 'better-sqlite3-multiple-ciphers',
    version: '13.0.3',
  });
  const [nested] = lockedPackages(lock('node_modules/a/node_modules/@b/c', { version: '1.0.0', dev: true }));
  expect(nested).toMatchObject({ name: '@b/c', isShipped: false, integrity: null });
  expect(() => lockedPackages('{"lockfileVersion":1,"packages":{}}')).toThrow();
});
