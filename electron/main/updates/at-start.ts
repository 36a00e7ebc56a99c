import { z } from 'zod';
import { signedRelease, versionText } from '#shared/updates/descriptor.ts';
import { compareVersions } from '#shared/updates/version.ts';

/** What is left on the disk for the next start; verified again there, because a disk is no safe place. */
export const updateNote = z.object({
  /** Downloaded and waiting; null: nothing. */
  ready: z.object({ version: versionText, signed: signedRelease }).nullable(),
  /** An installation was begun; null: none, or it was seen to its end. */
  attempt: z.object({ version: versionText, from: versionText, atMs: z.int(), count: z.int().min(1) }).nullable(),
});
export type UpdateNote = z.infer<typeof updateNote>;

export const NOTHING_NOTED: UpdateNote = { ready: null, attempt: null };

/** More attempts than these are a loop in which nobody can work. */
const MOST_ATTEMPTS = 2;
/** An installer that still works after so long does not work any more. */
const LONGEST_INSTALLATION_MS = 10 * 60_000;

/**
 * `finished`: this is the version that was being installed. `did_not_finish`: it was begun and this is still the
 * old one; the person is told, and it is not tried again by itself after the second time.
 */
export type StartStep =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'install'; readonly version: string; readonly count: number }
  | { readonly kind: 'finished'; readonly version: string }
  | { readonly kind: 'did_not_finish'; readonly version: string; readonly isTriedAgain: boolean };

/** What the start of LAIT means for an update that was under way. */
export function stepAtStart({ ready, attempt }: UpdateNote, currentVersion: string, nowMs: number): StartStep {
  if (attempt !== null && compareVersions(currentVersion, attempt.version) >= 0) {
    return { kind: 'finished', version: attempt.version };
  }
  const isReady = ready !== null && compareVersions(ready.version, currentVersion) > 0;
  if (attempt !== null && attempt.version === ready?.version) {
    // A clock that was set back must not keep it waiting for ever.
    const since = Math.abs(nowMs - attempt.atMs);
    if (attempt.count < MOST_ATTEMPTS && since > LONGEST_INSTALLATION_MS) {
      return { kind: 'install', version: attempt.version, count: attempt.count + 1 };
    }
    return { kind: 'did_not_finish', version: attempt.version, isTriedAgain: attempt.count < MOST_ATTEMPTS };
  }
  if (attempt !== null) return { kind: 'did_not_finish', version: attempt.version, isTriedAgain: isReady };
  return isReady ? { kind: 'install', version: ready.version, count: 1 } : { kind: 'nothing' };
}
