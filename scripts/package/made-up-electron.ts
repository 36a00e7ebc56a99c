import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

export type PackagePlatform = 'linux' | 'win32' | 'darwin';

/** What @electron/fuses looks for in Electron's binary, then version 1, nine fuses, all at their defaults. */
const FUSE_WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100000'),
]);

/**
 * An Electron folder as far as electron-builder looks at one, where the real one cannot be had. It proves what is
 * configured and packed; nothing in it runs.
 */
export function makeUpElectron(folder: string, platform: PackagePlatform): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'version'), '45.4.1');
  writeFileSync(join(folder, 'LICENSE'), '');
  if (platform === 'linux') {
    writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\n# '), FUSE_WIRE]));
    chmodSync(join(folder, 'electron'), 0o755);
  } else if (platform === 'win32') {
    writeFileSync(join(folder, 'electron.exe'), Buffer.concat([windowsProgram(), FUSE_WIRE]));
  } else {
    macApplication(join(folder, 'Electron.app', 'Contents'));
  }
}

function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const language = { lang: 1033, codepage: 1200 };
  const version = Resource.VersionInfo.create(1033, {}, [{ ...language, values: { ProductName: 'Electron' } }]);
  version.setFileVersion(45, 4, 1, 0, 1033);
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

function macApplication(contents: string): void {
  const plist = (name: string, identifier: string) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string><key>CFBundleIdentifier</key>
<string>${identifier}</string><key>CFBundleName</key><string>${name}</string></dict></plist>`;
  const program = (folder: string, name: string, bytes: Buffer) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), bytes);
    chmodSync(join(folder, name), 0o755);
  };
  mkdirSync(join(contents, 'Resources'), { recursive: true });
  writeFileSync(join(contents, 'Info.plist'), plist('Electron', 'com.github.Electron'));
  program(join(contents, 'MacOS'), 'Electron', Buffer.from('#!/bin/sh\n'));
  const frameworks = join(contents, 'Frameworks');
  program(join(frameworks, 'Electron Framework.framework'), 'Electron Framework', FUSE_WIRE);
  for (const kind of ['', ' (Renderer)', ' (GPU)', ' (Plugin)']) {
    const name = `Electron Helper${kind}`;
    const helper = join(frameworks, `${name}.app`, 'Contents');
    program(join(helper, 'MacOS'), name, Buffer.from('#!/bin/sh\n'));
    writeFileSync(join(helper, 'Info.plist'), plist(name, 'com.github.Electron.helper'));
  }
}
