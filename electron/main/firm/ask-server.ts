import { z } from 'zod';

/** What answers at an address: LAIT, something else, or nothing. */
export type ServerAnswer = 'lait' | 'no_lait' | 'not_reached';

const DEADLINE_MS = 10_000;
const health = z.strictObject({ status: z.literal('ok') });

/** Asks whether a LAIT server answers there (`GET /api/health`). Nothing of this machine or its person is sent. */
export async function askServer(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  origin: string,
): Promise<ServerAnswer> {
  let answer: Response;
  try {
    answer = await fetch(`${origin}/api/health`, {
      method: 'GET',
      headers: { accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch {
    return 'not_reached';
  }
  // A gateway whose server is away: nobody can say yet what stands behind it.
  if (answer.status >= 502) return 'not_reached';
  const body = answer.ok ? await answer.json().catch(() => undefined) : undefined;
  return health.safeParse(body).success ? 'lait' : 'no_lait';
}
