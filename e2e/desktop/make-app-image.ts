import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desktopFolder } from '../../scripts/desktop/build-desktop.ts';
import { projectRoot } from '../../scripts/process/project-root.ts';

const REGISTER = join(projectRoot, 'e2e', 'electron-standin', 'register.ts');
/** Of the text in front of the archive. */
const SCRIPT_LINES = 9;

/**
 * Writes what an AppImage is to its user: one file that carries a version of the built application, unpacks it where it
 * is started, and starts it, on the stand-in. As the real runtime does, it names itself in APPIMAGE.
 */
export function makeAppImage(path: string, version: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'lait-image-'));
  try {
    mkdirSync(join(folder, 'out'));
    for (const part of ['main', 'preload', 'renderer']) {
      cpSync(join(desktopFolder, part), join(folder, 'out', part), { recursive: true });
    }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'lait', type: 'module', version }));
    const archive = execFileSync('tar', ['-czf', '-', '-C', folder, 'out', 'package.json'], { maxBuffer: 1 << 28 });
    const script = [
      '#!/bin/sh',
      'set -e',
      'here=$(mktemp -d -t lait-mount-XXXXXX)',
      `tail -n +${SCRIPT_LINES + 1} "$0" | tar -xzf - -C "$here"`,
      `ln -s '${join(projectRoot, 'node_modules')}' "$here/node_modules"`,
      `export LAIT_STANDIN_VERSION='${version}'`,
      'APPIMAGE=$(readlink -f "$0")',
      'export APPIMAGE',
      `exec '${process.execPath}' --import '${REGISTER}' "$here/out/main/index.js" "$@"`,
      '',
    ].join('\n');
    const bytes = Buffer.concat([Buffer.from(script), archive]);
    writeFileSync(path, bytes, { mode: 0o755 });
    return bytes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
