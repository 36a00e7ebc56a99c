import type { FirmReply } from '#shared/api/firm.ts';
import type { Reply } from '#shared/api/workspace.ts';
import type { Original } from '#shared/workspace/intake/original-of.ts';
import type { FoundOriginal } from './serve-original.ts';

export interface FindParts {
  /** What this device holds; also whether the person may see the invoice at all. */
  here(invoiceId: string): Promise<Reply<Original>>;
  /** With the session of whoever is signed in; the server decides, and writes down who fetched what. */
  atTheFirm(invoiceId: string): Promise<FirmReply<Uint8Array>>;
  hasServer(): boolean;
}

/** From this device, else from the firm's server. */
export async function findOriginal(parts: FindParts, invoiceId: string): Promise<FoundOriginal> {
  const here = await parts.here(invoiceId);
  if (!here.ok) return { kind: 'none', sentence: here.error.message };
  const { name, bytes } = here.value;
  if (bytes !== null) return { kind: 'file', name, bytes };
  if (!parts.hasServer()) return { kind: 'none', sentence: NOT_KEPT };
  const there = await parts.atTheFirm(invoiceId);
  if (there.ok) return { kind: 'file', name, bytes: there.value };
  return { kind: 'none', sentence: there.error.kind === 'offline' ? NOT_REACHED : there.error.message };
}

const NOT_KEPT = 'This device does not keep the file any more. What was read from it is in the review.';
const NOT_REACHED =
  'This device does not hold the file, and the server of your firm is not reached. What was read from it is in the review; try again once there is a network.';
