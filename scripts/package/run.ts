import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'yaml';
import { projectRoot } from '../process/project-root.ts';
import { runNodeTool } from '../process/run-command.ts';
import { toolEntry } from '../process/tools.ts';
import { type Inspection, inspectArchive, inspectFuses, inspectNative } from './inspect-package.ts';
import { makeUpElectron, type PackagePlatform } from './made-up-electron.ts';

const command = new Command('package:check')
  .description(
    'Builds the unpacked application for Linux, Windows and macOS and looks at what is inside: the archive, the fuses, ' +
      'the entry points, every target. Without --electron on a made-up Electron: what is configured, not what runs.',
  )
  .option('--electron <folder>', 'a real, unpacked Electron for this platform, instead of a made-up one')
  .option('--json', 'print one JSON object as the last line')
  .parse();
const options = command.opts<{ electron?: string; json?: true }>();

interface Packed {
  readonly platform: PackagePlatform;
  readonly flag: string;
  readonly folder: string;
  readonly resources: string;
  readonly program: string;
  readonly native: string;
}

const PACKED: readonly Packed[] = [
  {
    platform: 'linux',
    flag: '--linux',
    folder: 'linux-unpacked',
    resources: 'resources',
    program: 'lait',
    native: 'linux-x64',
  },
  {
    platform: 'win32',
    flag: '--win',
    folder: 'win-unpacked',
    resources: 'resources',
    program: 'LAIT.exe',
    native: 'win32-x64',
  },
  {
    platform: 'darwin',
    flag: '--mac',
    folder: 'mac',
    resources: 'LAIT.app/Contents/Resources',
    program: 'LAIT.app',
    native: 'darwin-x64',
  },
];
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  win: ['nsis', 'msi'],
  mac: ['dmg', 'zip'],
  linux: ['AppImage', 'deb'],
};

const work = mkdtempSync(join(tmpdir(), 'lait-package-'));
const inspections: (Inspection & { readonly of: string })[] = [];
const say = (of: string, ...found: readonly Inspection[]) => {
  for (const each of found) {
    inspections.push({ of, ...each });
    process.stderr.write(`${each.ok ? 'ok    ' : 'FAILED'} ${of}: ${each.name}${each.ok ? '' : `: ${each.found}`}\n`);
  }
};
let fetched = 0;
const outside = await countingServer();

try {
  say('configuration', ...inspectTargets());
  const built = await runNodeTool(toolEntry('electron-vite', 'electron-vite'), ['build'], { output: 'keep' });
  say('build', {
    name: 'main process, preload and page are built',
    ok: built.code === 0,
    found: built.output.slice(-500),
  });
  if (built.code === 0) for (const each of PACKED) await pack(each);
  say('all', { name: 'nothing was fetched', ok: fetched === 0, found: `${fetched} requests` });
} finally {
  outside.close();
  rmSync(work, { recursive: true, force: true });
}
const failed = inspections.filter(({ ok }) => !ok);
if (options.json) process.stdout.write(`${JSON.stringify({ inspections, failed: failed.length })}\n`);
process.stdout.write(`${inspections.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function pack({ platform, flag, folder, resources, program, native }: Packed): Promise<void> {
  const isReal = options.electron !== undefined && platform === process.platform;
  const electron = isReal ? (options.electron ?? '') : join(work, `electron-${platform}`);
  if (!isReal) makeUpElectron(electron, platform);
  const output = join(work, 'packed');
  const { port } = outside.address() as AddressInfo;
  const away = `http://127.0.0.1:${port}/`;
  const packed = await runNodeTool(
    toolEntry('electron-builder', 'electron-builder'),
    [
      flag,
      '--dir',
      '--x64',
      '--publish=never',
      `-c.directories.output=${output}`,
      `-c.electronDist=${electron}`,
      `-c.electronVersion=${electronVersion()}`,
    ],
    {
      output: 'keep',
      // Whatever it would fetch it asks there, and is counted.
      env: {
        ELECTRON_MIRROR: away,
        ELECTRON_BUILDER_BINARIES_MIRROR: away,
        NPM_CONFIG_ELECTRON_MIRROR: away,
        CSC_IDENTITY_AUTO_DISCOVERY: 'false',
      },
    },
  );
  const label = isReal ? `${platform} (real Electron)` : `${platform} (made-up Electron)`;
  say(label, { name: 'packs', ok: packed.code === 0, found: packed.output.slice(-1_500) });
  if (packed.code !== 0) return;
  const unpacked = join(output, folder);
  const inside = join(unpacked, resources);
  say(label, ...inspectArchive(join(inside, 'app.asar'), native));
  const library = `node_modules/better-sqlite3/prebuilds/${native}.node`;
  say(label, inspectNative(join(inside, 'app.asar.unpacked', library), join(projectRoot, library)));
  say(label, ...(await inspectFuses(join(unpacked, program))));
  const beside = readdirSync(inside).filter(
    (name) =>
      !/^(?:app\.asar|app\.asar\.unpacked|app-update\.yml|.*\.lproj|.*\.icns|electron\.icns|inspector.*)$/.test(name),
  );
  say(label, { name: 'nothing else lies beside the archive', ok: beside.length === 0, found: beside.join(', ') });
}

/** As pinned: the builder must not look for another. */
function electronVersion(): string {
  const manifest = readFileSync(join(projectRoot, 'node_modules', 'electron', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

function inspectTargets(): readonly Inspection[] {
  const config = parse(readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>;
  return Object.entries(TARGETS).map(([system, wanted]) => {
    const { target } = config[system] as { readonly target: readonly { target: string; arch: readonly string[] }[] };
    const ok =
      target.length === wanted.length &&
      target.every(({ target: name, arch }) => wanted.includes(name) && arch.join() === 'x64,arm64');
    return { name: `${system}: ${wanted.join(' and ')} for x64 and arm64`, ok, found: JSON.stringify(target) };
  });
}

/** Stands where downloads would come from. */
async function countingServer(): Promise<Server> {
  const server = createServer((_request, response) => {
    fetched += 1;
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
