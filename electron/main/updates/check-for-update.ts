import { updateOffer } from '#shared/api/updates.ts';
import type { ReleaseDescriptor, ReleaseFile, SignedRelease } from '#shared/updates/descriptor.ts';
import { type Target, updateFileOf } from '#shared/updates/feed-files.ts';
import { readSignedRelease } from '#shared/updates/trusted-keys.ts';
import { compareVersions } from '#shared/updates/version.ts';
import { isSigned } from './is-signed.ts';
import type { UpdateTrust } from './update-trust.ts';

/** A version that this laptop believes in, with what it needs to verify it again later. */
export interface VerifiedRelease {
  readonly signed: SignedRelease;
  readonly descriptor: ReleaseDescriptor;
  readonly file: ReleaseFile;
}

/**
 * `refused`: somebody offered what this firm did not sign, or an older version; nothing of it was used.
 * `unanswered`: no word from a LAIT server just now; ask again later.
 */
export type UpdateCheck =
  | { readonly kind: 'none'; readonly minimumClient: string }
  | { readonly kind: 'offer'; readonly release: VerifiedRelease; readonly minimumClient: string }
  | { readonly kind: 'refused'; readonly code: 'UNKNOWN_KEY' | 'FORGED' | 'UNREADABLE' | 'NOT_NEWER' | 'NO_FILE' }
  | { readonly kind: 'unanswered'; readonly reason: 'offline' | 'not_enrolled' | 'not_lait' };

export interface CheckParts {
  /** `https://host/updates/<channel>/<platform>/<arch>`. */
  readonly feedUrl: string;
  readonly target: Target;
  readonly currentVersion: string;
  readonly deviceToken: string;
  readonly trust: UpdateTrust;
  fetch(url: string, init: RequestInit): Promise<Response>;
}

const DEADLINE_MS = 30_000;
const LONGEST_ANSWER = 1_000_000;

const REASONS = { unknown_key: 'UNKNOWN_KEY', forged: 'FORGED', unreadable: 'UNREADABLE' } as const;

/** Asks what this laptop is to have. Never rejects. */
export async function checkForUpdate(parts: CheckParts): Promise<UpdateCheck> {
  const answer = await ask(parts);
  if ('kind' in answer) return answer;
  const { release: signed, minimumClient, keyStatements } = answer;
  const trust = await parts.trust.follow(keyStatements);
  if (trust === null) return { kind: 'unanswered', reason: 'not_enrolled' };
  if (signed === null) return { kind: 'none', minimumClient };
  const reading = readSignedRelease(signed, trust.keys, isSigned);
  if (!reading.ok) return { kind: 'refused', code: REASONS[reading.reason] };
  const { descriptor } = reading;
  // A good signature on an old version is no reason to go back to its faults.
  if (compareVersions(descriptor.version, parts.currentVersion) <= 0) return { kind: 'refused', code: 'NOT_NEWER' };
  const file = updateFileOf(descriptor, parts.target);
  if (file === null) return { kind: 'refused', code: 'NO_FILE' };
  return { kind: 'offer', release: { signed, descriptor, file }, minimumClient };
}

async function ask(parts: CheckParts) {
  try {
    const answer = await parts.fetch(`${parts.feedUrl}/release.json?version=${parts.currentVersion}`, {
      headers: { authorization: `Bearer ${parts.deviceToken}` },
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (answer.status === 401) return { kind: 'unanswered', reason: 'not_enrolled' } as const;
    const text = await answer.text();
    // A sign-in page of a network, a proxy's error page, another program: no LAIT server.
    if (!answer.ok || text.length > LONGEST_ANSWER) return { kind: 'unanswered', reason: 'not_lait' } as const;
    const read = updateOffer.safeParse(parsed(text));
    return read.success ? read.data : ({ kind: 'unanswered', reason: 'not_lait' } as const);
  } catch {
    return { kind: 'unanswered', reason: 'offline' } as const;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
