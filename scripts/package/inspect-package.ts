import { readFileSync } from 'node:fs';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

export interface Inspection {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, as far as somebody wants to know. */
  readonly found: string;
}

const ALLOWED =
  /^\/(?:package\.json|out(?:\/(?:main|preload|renderer)(?:\/[\w./-]+)?)?|node_modules(?:\/better-sqlite3(?:\/(?:package\.json|LICENSE|lib(?:\/[\w./-]+)?|prebuilds(?:\/[\w.-]+)?))?)?)$/;
const FORBIDDEN = /\.(?:tsx?|map|pem|key|env|sqlite|db)$|\.test\.|\.testing\.|(?:^|\/)\.|labels|fixtures/;
/** Shapes of secrets, and words that only our sources hold. */
const SECRETS = /-----BEGIN [A-Z ]*PRIVATE KEY-----|JWT_SECRET_KEY=|POSTGRES_PASSWORD=|sk-[A-Za-z0-9]{20}/;

const ENTRIES = [
  '/package.json',
  '/out/main/index.js',
  '/out/main/workspace.js',
  '/out/preload/index.cjs',
  '/out/renderer/index.html',
  '/node_modules/better-sqlite3/lib/index.js',
];

/** What lies in an application's archive. @param native the one native library that this platform may bring */
export function inspectArchive(archive: string, native: string): readonly Inspection[] {
  const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const strangers = files.filter((path) => !ALLOWED.test(path) || FORBIDDEN.test(path));
  const natives = files.filter((path) => path.endsWith('.node'));
  const missing = ENTRIES.filter((path) => !files.includes(path));
  const holding = files.filter((path) => /\.(?:c?js|json|html)$/.test(path) && SECRETS.test(textOf(archive, path)));
  const manifest = JSON.parse(textOf(archive, '/package.json')) as Record<string, unknown>;
  const left = ['scripts', 'dependencies', 'devDependencies', 'allowScripts'].filter(
    (name) => Object.keys((manifest[name] as object | undefined) ?? {}).length > 0,
  );
  return [
    { name: 'only the built parts and SQLite', ok: strangers.length === 0, found: strangers.slice(0, 5).join(', ') },
    { name: 'every entry point', ok: missing.length === 0, found: missing.join(', ') },
    {
      name: 'one native library, of this platform',
      ok: natives.length === 1 && natives[0]?.endsWith(`/${native}.node`) === true,
      found: natives.join(', '),
    },
    { name: 'no secret', ok: holding.length === 0, found: holding.join(', ') },
    {
      name: 'starts with the built main process and nothing else',
      ok: manifest.main === 'out/main/index.js' && left.length === 0,
      found: left.join(', '),
    },
  ];
}

/** The same bytes as npm brought: nothing was compiled or fetched in their place. */
export function inspectNative(unpacked: string, original: string): Inspection {
  const ok = readFileSync(unpacked).equals(readFileSync(original));
  return { name: 'the native library is npm\u2019s own', ok, found: ok ? '' : unpacked };
}

const WANTED: Readonly<Record<keyof typeof FuseV1Options, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** Reads the fuses back from the packed program. On a made-up Electron: configured, not enforced. */
export async function inspectFuses(program: string): Promise<readonly Inspection[]> {
  const wire = await getCurrentFuseWire(program);
  return Object.entries(WANTED).map(([name, isOn]) => {
    const state = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
    // The wire holds the digits 0 and 1.
    return { name: `fuse ${name} is ${isOn ? 'on' : 'off'}`, ok: state === (isOn ? 49 : 48), found: String(state) };
  });
}

function textOf(archive: string, path: string): string {
  return extractFile(archive, path.slice(1)).toString('utf8');
}
