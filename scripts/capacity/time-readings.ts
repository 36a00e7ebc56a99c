import { performance } from 'node:perf_hooks';
import { quantile } from '../bench/budget.ts';
import { signInAll } from '../bench/people-under-test.ts';
import { senderTo } from '../bench/run-load.ts';
import type { ServerUnderTest } from '../bench/server-under-test.ts';

export interface Reading {
  readonly path: string;
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly slowestMs: number;
}

const PATHS = ['/api/invoices', '/api/invoices?state=analysed', '/api/dashboard?fresh=true'] as const;
const WARM_UP = 10;

/** The list and the dashboard, asked once by each person of the record, one after the other: what size alone costs. */
export async function timeReadings(server: ServerUnderTest): Promise<readonly Reading[]> {
  const users = await server.context.database.selectFrom('users').select('id').orderBy('email').execute();
  const people = await signInAll(
    server.context,
    users.map(({ id }) => id),
  );
  const sender = senderTo(server.url);
  const readings: Reading[] = [];
  for (const path of PATHS) {
    const times: number[] = [];
    for (const [place, { headers }] of [...people.slice(0, WARM_UP), ...people].entries()) {
      const startedAt = performance.now();
      const { status } = await sender.send({ path, headers });
      if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
      if (place >= WARM_UP) times.push(performance.now() - startedAt);
    }
    const [p50Ms, p95Ms] = [quantile(times, 0.5), quantile(times, 0.95)];
    readings.push({ path, count: times.length, p50Ms, p95Ms, slowestMs: Math.max(...times) });
  }
  sender.close();
  return readings;
}
