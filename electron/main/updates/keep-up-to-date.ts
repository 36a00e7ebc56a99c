import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import type { FirmReply, FirmSession } from '#shared/api/firm.ts';
import type { UpdateState } from '#shared/api/update-state.ts';
import { UPDATE_ARCHITECTURES, UPDATE_PLATFORMS } from '#shared/updates/descriptor.ts';
import type { Target } from '#shared/updates/feed-files.ts';
import { jsonFile } from '../files/json-file.ts';
import type { Log } from '../log.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { updateNote } from './at-start.ts';
import { checkForUpdate, type UpdateCheck } from './check-for-update.ts';
import { enrolDevice } from './enrol-device.ts';
import { type Delivery, deliveryOf, type Report, reportQueue, waitingReports } from './report-queue.ts';
import type { Installer } from './signed-updater.ts';
import { storedTrust, updateTrust } from './update-trust.ts';
import { type Updates, updates } from './updates.ts';

export interface UpToDateParts {
  readonly userData: string;
  readonly currentVersion: string;
  readonly isSelfInstalling: boolean;
  /** Of the firm's server; null while none is named. */
  origin(): string | null;
  fetch(url: string, init: RequestInit): Promise<Response>;
  readonly secrets: Pick<SecretStore, 'read' | 'write' | 'forget'>;
  /** Asks the server with the session of whoever is signed in. */
  call(path: string, body: string): Promise<FirmReply<unknown>>;
  /** As the workspace's status names it; null while it does not answer. */
  deviceId(): Promise<string | null>;
  loadUpdater(folder: string): Promise<AppUpdater>;
  /** The new version starts while this one still ends: it must not be taken for a second start. */
  handOver(): void;
  takeBack(): void;
  /** Ends in order and starts anew. */
  restart(): void;
  onState(state: UpdateState): void;
  after(milliseconds: number, work: () => void): void;
  random(): number;
  nowMs(): number;
  readonly log: Log;
}

export interface UpToDate extends Updates {
  /** Somebody has signed in: this laptop gets its token, and looks. Once for a person and server while LAIT runs. */
  enrol(session: FirmSession): Promise<void>;
  /** Looks a little later and then every few hours. */
  keepLooking(): void;
  /** Whether this laptop believes the signatures of the firm it is with. */
  hasPinnedKeys(): Promise<boolean>;
}

const REPORT_DEADLINE_MS = 20_000;
const FIRST_LOOK_MS = 20_000;
const EVERY_MS = 4 * 3_600_000;

/** Updates of this laptop: who it is to the server, what it trusts, and when it looks. */
export function keepUpToDate(parts: UpToDateParts): UpToDate {
  const folder = join(parts.userData, 'updates');
  const target = targetOf(process.platform, process.arch);
  const trust = updateTrust(jsonFile(join(folder, 'trust.json'), storedTrust));
  let enrolled: string | null = null;
  let made: { readonly feedUrl: string; readonly installer: Installer } | null = null;

  const deviceToken = async (): Promise<string | null> => {
    const reading = await parts.secrets.read('device-token');
    return reading.kind === 'value' ? reading.value : null;
  };
  const feedUrl = (): string => `${parts.origin()}/updates/stable/${target?.platform}/${target?.arch}`;

  async function installer(): Promise<Installer> {
    const url = feedUrl();
    if (made?.feedUrl === url) return made.installer;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { fetch, handOver, takeBack, log } = parts;
    const partsFolder = join(folder, 'parts');
    // Loaded when there is something to fetch or to install: no start waits for the library.
    const [{ signedUpdater }, updater] = await Promise.all([import('./signed-updater.ts'), parts.loadUpdater(folder)]);
    made = {
      feedUrl: url,
      installer: signedUpdater({ updater, feedUrl: url, deviceToken, partsFolder, fetch, handOver, takeBack, log }),
    };
    return made.installer;
  }

  async function check(): Promise<UpdateCheck> {
    const token = parts.origin() === null ? null : await deviceToken();
    if (token === null || target === null) return { kind: 'unanswered', reason: 'not_enrolled' };
    const { currentVersion, fetch } = parts;
    return checkForUpdate({ feedUrl: feedUrl(), target, currentVersion, deviceToken: token, trust, fetch });
  }

  async function deliver(report: Report): Promise<Delivery> {
    const origin = parts.origin();
    const token = await deviceToken();
    if (origin === null || token === null) return 'later';
    const { status } = await parts.fetch(`${origin}/updates/report`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(report),
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(REPORT_DEADLINE_MS),
    });
    return deliveryOf(status);
  }

  const { currentVersion, isSelfInstalling, onState, nowMs, restart, log } = parts;
  const kept = updates({
    currentVersion,
    // Sound: without a target nothing is ever asked for (`check`).
    target: target ?? { platform: 'linux', arch: 'x64' },
    isSelfInstalling: isSelfInstalling && target !== null,
    note: jsonFile(join(folder, 'note.json'), updateNote),
    trust,
    installer: {
      download: async (release, onProgress) => (await installer()).download(release, onProgress),
      install: async (release) => (await installer()).install(release),
    },
    check,
    reports: reportQueue(jsonFile(join(folder, 'reports.json'), waitingReports), deliver),
    restart,
    onState,
    nowMs,
    log,
  });

  function lookAgain(milliseconds: number): void {
    // Five hundred laptops that were switched on at nine do not ask together.
    parts.after(milliseconds * (0.9 + 0.2 * parts.random()), () => {
      void kept.look().then(() => lookAgain(EVERY_MS));
    });
  }

  return {
    ...kept,
    async enrol({ userId }) {
      const key = `${parts.origin()} ${userId}`;
      if (target === null || enrolled === key) return;
      enrolled = key;
      const deviceId = await parts.deviceId();
      const isEnrolled =
        deviceId !== null &&
        (await enrolDevice({
          deviceId,
          name: hostname().slice(0, 100) || 'unnamed',
          target,
          appVersion: currentVersion,
          trust,
          call: (body) => parts.call('/api/devices/enrol', body),
          keepToken: (token) => parts.secrets.write('device-token', token),
        }).catch(() => false));
      if (isEnrolled) return kept.look();
      log.info('update.not_enrolled');
      enrolled = null;
    },
    keepLooking: () => lookAgain(FIRST_LOOK_MS),
    hasPinnedKeys: async () => (await trust.current()) !== null,
    async forget() {
      enrolled = null;
      await parts.secrets.forget('device-token');
      await kept.forget();
    },
  };
}

/** Null: no versions are made for such a machine. */
function targetOf(platform: string, arch: string): Target | null {
  const knownPlatform = UPDATE_PLATFORMS.find((each) => each === platform);
  const knownArch = UPDATE_ARCHITECTURES.find((each) => each === arch);
  return knownPlatform === undefined || knownArch === undefined ? null : { platform: knownPlatform, arch: knownArch };
}
