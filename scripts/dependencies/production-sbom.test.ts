import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';
import { readLockedPackages, readManifest } from './production-packages.ts';
import { productionSbom, type Sbom } from './production-sbom.ts';
import { runNpm } from './run-npm.ts';

const run = promisify(execFile);
const packages = readLockedPackages(projectRoot);
const manifest = readManifest(projectRoot);

describe('npm run sbom', () => {
  it('names every production package with its pinned version and SHA-512, and nothing that only builds or tests', async () => {
    const { stdout } = await run(process.execPath, [join(projectRoot, 'scripts', 'dependencies', 'sbom.ts')], {
      cwd: projectRoot,
      maxBuffer: 64_000_000,
    });
    const sbom = JSON.parse(stdout) as Sbom;
    expect([sbom.bomFormat, sbom.metadata.component.name]).toEqual(['CycloneDX', 'lait']);
    const hex = (integrity: string | null) =>
      Buffer.from(String(integrity).slice('sha512-'.length), 'base64').toString('hex');
    const wanted = packages
      .filter(({ isShipped }) => isShipped)
      .map(({ name, version, integrity }) => `${name}@${version} ${hex(integrity)}`);
    const found = sbom.components.map(
      ({ purl, hashes }) =>
        `${decodeURIComponent(purl.slice('pkg:npm/'.length))} ${hashes?.find(({ alg }) => alg === 'SHA-512')?.content}`,
    );
    expect([...new Set(found)].sort()).toEqual([...new Set(wanted)].sort());
    // What npm's own --omit dev leaves out, because something that builds needs it too.
    expect(found.some((each) => each.startsWith('yaml@'))).toBe(true);
    // What npm counts as development, although it ships.
    expect(found.some((each) => each.startsWith('electron@'))).toBe(true);
    expect(found.some((each) => /^(vitest|typescript|electron-builder)@/.test(each))).toBe(false);
  });

  it('says which packages are not in it, or with another hash, and names each once', async () => {
    const whole = JSON.parse(
      (await runNpm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'])).stdout,
    ) as Sbom;
    const [fastify] = whole.components.filter(({ purl }) => purl.startsWith('pkg:npm/fastify@'));
    const without = { ...whole, components: whole.components.filter((each) => each !== fastify) };
    const missing = (sbom: Sbom) => productionSbom(JSON.stringify(sbom), packages, manifest).missing;
    expect(missing(whole)).toEqual([]);
    const twice = productionSbom(
      JSON.stringify({ ...whole, components: [...whole.components, ...whole.components] }),
      packages,
      manifest,
    );
    const refs = twice.sbom.components.map((each) => each['bom-ref']);
    expect([refs.length, twice.missing]).toEqual([new Set(refs).size, []]);
    expect(missing(without)).toEqual([`fastify@${fastify?.version}`]);
    const changed = {
      ...whole,
      components: whole.components.map((each) => (each === fastify ? { ...each, hashes: [] } : each)),
    };
    expect(missing(changed)).toEqual([`fastify@${fastify?.version}`]);
  });
});
