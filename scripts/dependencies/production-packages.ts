import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lockEntry = z.object({
  version: z.string(),
  name: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  optional: z.boolean().optional(),
  deprecated: z.string().optional(),
});
const lockFile = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), z.unknown()) });
const manifest = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

/** Ships inside the desktop application, though npm counts it among what only builds. */
export const SHIPPED_BY_THE_BUILD: readonly string[] = ['electron'];

/** One place of package-lock.json at which a package lies. */
export interface LockedPackage {
  /** Where npm puts it: `node_modules/a/node_modules/b`. */
  readonly path: string;
  /** As the registry knows it: an alias (`better-sqlite3`) gives the package behind it. */
  readonly name: string;
  readonly version: string;
  readonly integrity: string | null;
  /** Absent where npm leaves the registry's own addresses out, which is the case here. */
  readonly resolved: string | null;
  readonly isLink: boolean;
  /** Runs at a user's or in a server; otherwise it only builds or tests, or fetches what runs. */
  readonly isShipped: boolean;
  /** Only on some systems. */
  readonly isOptional: boolean;
  readonly deprecated: string | null;
}

/** Every package that package-lock.json pins, in its order. @throws for a lock file of another form */
export function lockedPackages(lockText: string): readonly LockedPackage[] {
  const { packages } = lockFile.parse(JSON.parse(lockText));
  return Object.entries(packages).flatMap(([path, raw]) => {
    if (path === '') return [];
    const entry = lockEntry.parse(raw);
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return [
      {
        path,
        name,
        version: entry.version,
        integrity: entry.integrity ?? null,
        resolved: entry.resolved ?? null,
        isLink: entry.link === true,
        isShipped: (entry.dev !== true && entry.devOptional !== true) || SHIPPED_BY_THE_BUILD.includes(name),
        isOptional: entry.optional === true,
        deprecated: entry.deprecated ?? null,
      },
    ];
  });
}

/** What package.json asks for, as it stands there. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export function readManifest(folder: string): Manifest {
  return manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

export function readLockedPackages(folder: string): readonly LockedPackage[] {
  return lockedPackages(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
}

/** `npm:name@1.2.3` and `1.2.3` both say which package of the registry, and exactly which version. */
export function askedFor(name: string, specification: string): { readonly name: string; readonly version: string } {
  const [, alias, version] = /^npm:(.+)@([^@]+)$/.exec(specification) ?? [];
  return alias === undefined || version === undefined ? { name, version: specification } : { name: alias, version };
}
