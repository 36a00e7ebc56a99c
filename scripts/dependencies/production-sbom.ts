import { z } from 'zod';
import { type LockedPackage, type Manifest, SHIPPED_BY_THE_BUILD } from './production-packages.ts';

const component = z.looseObject({
  'bom-ref': z.string(),
  purl: z.string(),
  version: z.string(),
  hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
});
const bill = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
export type Sbom = z.infer<typeof bill>;

/**
 * The bill of materials of what runs, out of npm's of everything. npm's own `--omit dev` cannot be used: it also
 * leaves out what production and development share (npm 11.19: `yaml` and 28 more), so the choice is made here, by
 * what package-lock.json says. Electron is added: it ships in the desktop application, though npm counts it as a
 * development dependency.
 * @param npmSbom what `npm sbom --sbom-format cyclonedx --package-lock-only` wrote
 * @returns the bill, and every production package that is not in it with its pinned version and SHA-512
 * @throws where it is no CycloneDX document
 */
export function productionSbom(
  npmSbom: string,
  packages: readonly LockedPackage[],
  { name, version, dependencies }: Manifest,
): { readonly sbom: Sbom; readonly missing: readonly string[] } {
  const whole = bill.parse(JSON.parse(npmSbom));
  const shipped = packages.filter(({ isShipped }) => isShipped);
  const wanted = new Set(shipped.map(purlOf));
  // npm 10 names a package once for each place it lies in; a reference may stand there once.
  const components = distinct(
    whole.components.filter(({ purl }) => wanted.has(purl)),
    (each) => each['bom-ref'],
  );
  const refs = new Set(components.map((each) => each['bom-ref']));
  const root = whole.metadata.component['bom-ref'];
  const named = [...Object.keys(dependencies), ...SHIPPED_BY_THE_BUILD];
  const direct = new Set(named.flatMap((each) => refOf(each, packages)));
  const sbom: Sbom = {
    ...whole,
    metadata: {
      ...whole.metadata,
      // npm calls it a library, by the name of the folder it lies in.
      component: { ...whole.metadata.component, type: 'application', name, version },
    },
    components,
    dependencies: distinct(whole.dependencies, ({ ref }) => ref)
      .filter(({ ref }) => ref === root || refs.has(ref))
      .map(({ ref, dependsOn }) => ({
        ref,
        dependsOn: dependsOn.filter((each) => (ref === root ? direct.has(each) : refs.has(each))),
      })),
  };
  const proven = new Map(components.map(({ purl, hashes }) => [purl, hashes ?? []]));
  const missing = shipped.filter(
    (each) => !proven.get(purlOf(each))?.some(({ alg, content }) => alg === 'SHA-512' && content === sha512Of(each)),
  );
  return { sbom, missing: missing.map((each) => `${each.name}@${each.version}`) };
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].reverse();
}

function refOf(name: string, packages: readonly LockedPackage[]): readonly string[] {
  const found = packages.find(({ path }) => path === `node_modules/${name}`);
  return found === undefined ? [] : [`${found.name}@${found.version}`];
}

/** A package URL as npm writes it: the `@` of a scope is escaped. */
function purlOf({ name, version }: LockedPackage): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function sha512Of({ integrity }: LockedPackage): string {
  return Buffer.from((integrity ?? '').replace(/^sha512-/, ''), 'base64').toString('hex');
}
