import type { ReleaseDescriptor, ReleaseFile } from './descriptor.ts';

export interface Target {
  readonly platform: ReleaseFile['platform'];
  readonly arch: ReleaseFile['arch'];
}

/** The name under which electron-updater's generic provider asks for a platform's feed (electron-builder, "Auto Update"). */
export function feedNameOf({ platform, arch }: Target): string {
  if (platform === 'win32') return 'latest.yml';
  if (platform === 'darwin') return 'latest-mac.yml';
  return arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml';
}

/** What a platform updates itself from; the others are for the first installation and for fleets. */
const UPDATES_FROM = { win32: 'exe', darwin: 'zip', linux: 'AppImage' } as const;

/** @returns null where the release brings nothing that this target can update itself from */
export function updateFileOf({ files }: Pick<ReleaseDescriptor, 'files'>, target: Target): ReleaseFile | null {
  return (
    files.find(
      ({ platform, arch, kind }) =>
        platform === target.platform && arch === target.arch && kind === UPDATES_FROM[target.platform],
    ) ?? null
  );
}
