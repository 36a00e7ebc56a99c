import type { ServerContext } from '../context.ts';
import { answeredWithin, PART_ANSWERS_MS } from './answered-within.ts';

export interface PartReading {
  readonly name: string;
  readonly status: 'ok' | 'down' | 'disabled';
  /** Without it the server answers nothing. */
  readonly isRequired: boolean;
}

/** Every part by name, the database first; all are asked at once, and one that does not answer in time is `down`. */
export async function readParts(
  { pool, probes = {} }: Pick<ServerContext, 'pool' | 'probes'>,
  withinMs: number = PART_ANSWERS_MS,
): Promise<PartReading[]> {
  const asked: readonly (readonly [string, boolean, () => Promise<PartReading['status']>])[] = [
    ['database', true, async () => ((await pool.query('SELECT 1')).rows.length === 1 ? 'ok' : 'down')],
    ...Object.entries(probes).map(([name, probe]) => [name, false, probe] as const),
  ];
  return Promise.all(
    asked.map(async ([name, isRequired, ask]) => {
      const status = await answeredWithin(ask(), withinMs).catch(() => null);
      return { name, status: status ?? 'down', isRequired };
    }),
  );
}
