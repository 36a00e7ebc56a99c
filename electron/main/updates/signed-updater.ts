import {
  type AppUpdater,
  type Logger,
  Provider,
  type ResolvedUpdateFileInfo,
  type UpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { Log } from '../log.ts';
import type { VerifiedRelease } from './check-for-update.ts';
import { resumableDownload } from './resumable-download.ts';

/** The system's own way of installing, which electron-updater knows (NSIS, Squirrel.Mac, AppImage). */
export interface Installer {
  /** Resolves once the installer lies on the disk with the signed hash. @throws DownloadFailure, or the library's error */
  download(release: VerifiedRelease, onProgress: (received: number) => void): Promise<void>;
  /** Hands over to the installer and quits. @returns false where nothing was handed over; LAIT then goes on */
  install(release: VerifiedRelease): Promise<boolean>;
}

export interface SignedUpdaterParts {
  readonly updater: AppUpdater;
  readonly feedUrl: string;
  deviceToken(): Promise<string | null>;
  readonly partsFolder: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Right before the installer is started. */
  handOver(): void;
  /** It did not start after all. */
  takeBack(): void;
  readonly log: Log;
}

interface SignedFeed {
  readonly feedUrl: string;
  readonly release: VerifiedRelease;
}

/**
 * electron-updater, told what the verified descriptor says and nothing else: its own feed reading, staging (which
 * lets everybody in on a bad number) and downgrades are out of use, and its download is one that can go on.
 */
export function signedUpdater(parts: SignedUpdaterParts): Installer {
  const { updater, feedUrl } = parts;
  updater.logger = quietLogger(parts.log);
  updater.autoDownload = false;
  // An installer that a shutdown interrupts leaves no LAIT behind; it runs at the next start instead.
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableDifferentialDownload = true;
  updater.isUserWithinRollout = () => true;
  let onProgress: (received: number) => void = () => {};
  let expected: VerifiedRelease['file'] | null = null;
  const executor: { download(url: URL, destination: string): Promise<string> } = {
    async download(url, destination) {
      const token = await parts.deviceToken();
      if (expected === null || token === null) throw new Error('Nothing was verified that could be fetched.');
      await resumableDownload({
        url: url.href,
        headers: { authorization: `Bearer ${token}` },
        expected,
        partsFolder: parts.partsFolder,
        destination,
        fetch: parts.fetch,
        onProgress,
      });
      return destination;
    },
  };
  // The library has no seam for this; `httpExecutor` is what its own tests replace.
  Object.assign(updater, { httpExecutor: executor });

  async function prepare(release: VerifiedRelease): Promise<boolean> {
    expected = release.file;
    updater.setFeedURL({ provider: 'custom', updateProvider: providerOf({ feedUrl, release }) });
    const found = await updater.checkForUpdates();
    return found?.isUpdateAvailable === true;
  }

  return {
    async download(release, listener) {
      onProgress = listener;
      if (!(await prepare(release))) throw new Error('The library sees no update in what was verified.');
      await updater.downloadUpdate();
    },
    async install(release) {
      // From its cache, whose hash it checks again; fetched anew where somebody changed it.
      if (!(await prepare(release))) return false;
      await updater.downloadUpdate();
      let hasFailed = false;
      updater.once('error', () => {
        hasFailed = true;
      });
      parts.handOver();
      updater.quitAndInstall(true, true);
      if (hasFailed) parts.takeBack();
      return !hasFailed;
    },
  };
}

/** The library makes its provider itself; this one already knows its answer. */
function providerOf({ feedUrl, release }: SignedFeed) {
  const { descriptor, file } = release;
  const info: UpdateFileInfo = { url: file.name, sha512: file.sha512, size: file.size };
  return class extends Provider<UpdateInfo> {
    // As the library calls it: its options, itself, and what the base class wants.
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    async getLatestVersion(): Promise<UpdateInfo> {
      return {
        version: descriptor.version,
        files: [info],
        path: file.name,
        sha512: file.sha512,
        releaseDate: '',
        releaseNotes: descriptor.notes,
      };
    }

    resolveFiles(): ResolvedUpdateFileInfo[] {
      return [{ url: new URL(`${feedUrl}/files/${file.name}`), info }];
    }
  };
}

/** Its messages hold paths and addresses; ours name the event and no more. */
function quietLogger(log: Log): Logger {
  return {
    info() {},
    warn: () => log.warn('update.library'),
    error: () => log.warn('update.library_error'),
  };
}
