import type { FirmReply } from '#shared/api/firm.ts';
import { enrolled } from '#shared/api/updates.ts';
import type { Target } from '#shared/updates/feed-files.ts';
import type { UpdateTrust } from './update-trust.ts';

export interface EnrolParts {
  readonly deviceId: string;
  /** As an administrator recognises it in a list. */
  readonly name: string;
  readonly target: Target;
  readonly appVersion: string;
  readonly trust: UpdateTrust;
  /** With the session of whoever is signed in. */
  call(body: string): Promise<FirmReply<unknown>>;
  keepToken(token: string): Promise<void>;
}

/**
 * Gets this laptop its own token for updates, and pins the firm's keys the first time. Quiet when it does not work:
 * it is tried again at the next sign-in. @returns whether it is enrolled now
 */
export async function enrolDevice(parts: EnrolParts): Promise<boolean> {
  const { deviceId, name, target, appVersion } = parts;
  const reply = await parts.call(JSON.stringify({ deviceId, name, ...target, appVersion }));
  const read = enrolled.safeParse(reply.ok ? reply.value : undefined);
  if (!read.success) return false;
  const { deviceToken, keys, keySequence } = read.data;
  await parts.keepToken(deviceToken);
  if (keys !== null) await parts.trust.pin({ keys, sequence: keySequence });
  return true;
}
