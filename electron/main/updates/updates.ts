import type { UpdateState } from '#shared/api/update-state.ts';
import { type Target, updateFileOf } from '#shared/updates/feed-files.ts';
import { readSignedRelease } from '#shared/updates/trusted-keys.ts';
import { isBelow } from '#shared/updates/version.ts';
import type { JsonFile } from '../files/json-file.ts';
import type { Log } from '../log.ts';
import { NOTHING_NOTED, stepAtStart, type UpdateNote } from './at-start.ts';
import type { UpdateCheck, VerifiedRelease } from './check-for-update.ts';
import { isSigned } from './is-signed.ts';
import type { Report, ReportQueue } from './report-queue.ts';
import { DownloadFailure } from './resumable-download.ts';
import type { Installer } from './signed-updater.ts';
import type { UpdateTrust } from './update-trust.ts';

export interface UpdatesParts {
  readonly currentVersion: string;
  readonly target: Target;
  /** False: administrators install (MSI, deb); LAIT says that there is a newer version and leaves it at that. */
  readonly isSelfInstalling: boolean;
  readonly note: JsonFile<UpdateNote>;
  readonly trust: UpdateTrust;
  readonly installer: Installer;
  check(): Promise<UpdateCheck>;
  /** To the server, now or once it is reached again. */
  readonly reports: ReportQueue;
  /** Ends LAIT in order, with its files closed, and starts it anew. */
  restart(): void;
  onState(state: UpdateState): void;
  nowMs(): number;
  readonly log: Log;
}

export interface Updates {
  state(): UpdateState;
  /** Before any window. @returns true: an installer has taken over and LAIT is quitting */
  atStart(): Promise<boolean>;
  /** Asks, and fetches what is offered; one at a time. Never rejects. */
  look(): Promise<void>;
  /** The person wants it now: LAIT starts anew, and `atStart` installs. @returns false when nothing is ready */
  installNow(): Promise<boolean>;
  /** What became of this version after it was installed, for the rollout's health. */
  fares(status: 'crashed' | 'sync_failed'): void;
  /** The person has left this firm: what was fetched under its keys, and the keys, are gone. */
  forget(): Promise<void>;
}

const REFUSED =
  'A new version was offered that your firm did not sign. It was not installed; tell your administrator. Your work goes on.';
const TROUBLE: Readonly<Record<DownloadFailure['kind'], string>> = {
  interrupted:
    'The new version did not come through whole. What has come is kept; it goes on when the server is reached.',
  refused: REFUSED,
  disk: 'The new version cannot be written: the disk is full or not writable. Make room; it is tried again.',
};

/** When to look for a new version, fetch it and install it; what the page and the server are told. */
export function updates(parts: UpdatesParts): Updates {
  const idle: UpdateState['stage'] = parts.isSelfInstalling ? { kind: 'current' } : { kind: 'off', why: 'managed' };
  let state: UpdateState = { stage: idle, trouble: null, mustUpdate: false };
  let looking: Promise<void> | null = null;
  let ready: VerifiedRelease | null = null;
  /** Of how many firms; what was begun under one of them counts nothing under the next. */
  let firms = 0;

  function become(change: Partial<UpdateState>): void {
    state = { ...state, ...change };
    parts.onState(state);
  }

  /** Resolves once it is kept; whatever it tells of may then be forgotten here. */
  function tell(version: string, status: Report['status'], code?: string): Promise<void> {
    return parts.reports.put({ version, status, ...(code === undefined ? {} : { code }) });
  }

  async function lookOnce(): Promise<void> {
    const firm = firms;
    void parts.reports.send();
    const answer = await parts.check();
    if (firm !== firms) return;
    if (answer.kind === 'unanswered') {
      if (answer.reason === 'not_enrolled') become({ stage: { kind: 'off', why: 'not_enrolled' } });
      else parts.log.info('update.unanswered', { reason: answer.reason });
      return;
    }
    if (answer.kind === 'refused') {
      parts.log.warn('update.refused', { code: answer.code });
      become({ trouble: REFUSED });
      return tell(parts.currentVersion, 'refused', answer.code);
    }
    become({ mustUpdate: isBelow(parts.currentVersion, answer.minimumClient) });
    if (answer.kind === 'none') return become({ stage: idle, trouble: null });
    const { release } = answer;
    const { version } = release.descriptor;
    if (!parts.isSelfInstalling) return become({ stage: { kind: 'announced', version }, trouble: null });
    if (ready?.descriptor.version !== version) await fetchRelease(release, firm);
  }

  async function fetchRelease(release: VerifiedRelease, firm: number): Promise<void> {
    const { version, notes } = release.descriptor;
    let shown = -1;
    const onProgress = (received: number) => {
      const percent = Math.floor((received * 100) / release.file.size);
      if (percent === shown || firm !== firms) return;
      shown = percent;
      become({ stage: { kind: 'downloading', version, percent } });
    };
    onProgress(0);
    try {
      await parts.installer.download(release, onProgress);
    } catch (error) {
      if (firm !== firms) return;
      const kind = error instanceof DownloadFailure ? error.kind : 'interrupted';
      parts.log.warn('update.not_fetched', { kind });
      become({ stage: { kind: 'current' }, trouble: TROUBLE[kind] });
      if (kind === 'refused') await tell(version, 'refused', 'HASH');
      return;
    }
    if (firm !== firms) return;
    await parts.note.write({
      ...((await parts.note.read()) ?? NOTHING_NOTED),
      ready: { version, signed: release.signed },
    });
    ready = release;
    become({ stage: { kind: 'ready', version, notes }, trouble: null });
    await tell(version, 'downloaded');
  }

  /** The note is only a hint of what to install; whether it is ours is asked of the pinned keys again. */
  async function noted(): Promise<VerifiedRelease | null> {
    const note = await parts.note.read();
    const trust = await parts.trust.current();
    if (note?.ready == null || trust === null) return null;
    const { signed } = note.ready;
    const reading = readSignedRelease(signed, trust.keys, isSigned);
    const file = reading.ok ? updateFileOf(reading.descriptor, parts.target) : null;
    return reading.ok && file !== null ? { signed, descriptor: reading.descriptor, file } : null;
  }

  async function install(release: VerifiedRelease, count: number): Promise<boolean> {
    const { version } = release.descriptor;
    const note = (await parts.note.read()) ?? NOTHING_NOTED;
    const attempt = { version, from: parts.currentVersion, atMs: parts.nowMs(), count };
    await parts.note.write({ ...note, attempt });
    try {
      if (await parts.installer.install(release)) return true;
    } catch (error) {
      parts.log.warn('update.not_installed', { cause: error instanceof Error ? error.name : 'unknown' });
    }
    become({
      trouble: `Version ${version} could not be installed. You go on with ${parts.currentVersion}; nothing is lost.`,
    });
    await tell(version, 'install_failed', 'NOT_STARTED');
    return false;
  }

  return {
    state: () => state,
    async atStart() {
      if (!parts.isSelfInstalling) return false;
      const note = (await parts.note.read()) ?? NOTHING_NOTED;
      const step = stepAtStart(note, parts.currentVersion, parts.nowMs());
      switch (step.kind) {
        case 'nothing':
          return false;
        case 'finished':
          await tell(step.version, 'installed');
          await parts.note.write(NOTHING_NOTED);
          return false;
        case 'did_not_finish':
          parts.log.warn('update.did_not_finish', { isTriedAgain: step.isTriedAgain });
          become({
            trouble: `The update to ${step.version} did not finish. You go on with ${parts.currentVersion}; nothing is lost.`,
          });
          await tell(step.version, 'install_failed', 'DID_NOT_FINISH');
          // Another version waits by now: it is a new chance, at the next start.
          if (note.ready?.version !== step.version) await parts.note.write({ ...note, attempt: null });
          return false;
        case 'install': {
          const release = await noted();
          if (release === null || release.descriptor.version !== step.version) {
            await parts.note.write(NOTHING_NOTED);
            return false;
          }
          return install(release, step.count);
        }
      }
    },
    look() {
      looking ??= lookOnce()
        .catch((error: unknown) => {
          parts.log.warn('update.look_failed', { cause: error instanceof Error ? error.name : 'unknown' });
        })
        .finally(() => {
          looking = null;
        });
      return looking;
    },
    async installNow() {
      if ((ready ?? (await noted())) === null) return false;
      const note = await parts.note.read();
      // A person's word is a new chance, whatever became of earlier attempts.
      if (note !== null) await parts.note.write({ ...note, attempt: null });
      parts.restart();
      return true;
    },
    fares: (status) => void tell(parts.currentVersion, status),
    async forget() {
      firms += 1;
      ready = null;
      await parts.trust.forget();
      await parts.note.remove();
      await parts.reports.forget();
      become({ stage: idle, trouble: null, mustUpdate: false });
    },
  };
}
