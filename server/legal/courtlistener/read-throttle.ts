/** How long a 429 of CourtListener asks to wait when it does not say: a minute, the shortest of its windows. */
const UNSAID_MS = 60_000;
/** A blocked account says nothing either; a person must look. */
const BLOCKED_MS = 3_600_000;
/** The longest of the windows: what is further off is a clock that is wrong. */
const LONGEST_MS = 86_400_000;

/**
 * When to ask again, of either shape: the general one has `Retry-After` (seconds, or a date) and a sentence, that of the
 * citation look-up has `wait_until` in its body and no header. A moment that is past or more than a day away (two clocks
 * that disagree) counts as unsaid.
 */
export function retryAfterThrottle(retryAfter: string | null, body: unknown, nowMs: number): number {
  const said = waitUntil(body) ?? afterHeader(retryAfter, nowMs);
  if (said !== null && said > nowMs && said - nowMs <= LONGEST_MS) return said;
  return nowMs + (isBlocked(body) ? BLOCKED_MS : UNSAID_MS);
}

function afterHeader(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,6}\s*$/.test(header)) return nowMs + Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : at;
}

/** Their documentation misspells the name once; both are understood. */
function waitUntil(body: unknown): number | null {
  if (typeof body !== 'object' || body === null) return null;
  const written = 'wait_until' in body ? body.wait_until : 'wait_util' in body ? body.wait_util : null;
  const at = typeof written === 'string' ? Date.parse(written) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function isBlocked(body: unknown): boolean {
  return (
    typeof body === 'object' && body !== null && 'detail' in body && /currently blocked/i.test(String(body.detail))
  );
}
