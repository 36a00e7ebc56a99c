import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { PersonActor } from '#server/access/actor.ts';
import { readConfig } from '#server/config/read-config.ts';
import { connectPool } from '#server/db/connect.ts';
import { appUrlOf } from '#server/db/roles.ts';
import { createLegalDatabase } from '#server/legal/courtlistener/create-legal-database.ts';
import { createContext } from '#server/ops/create-context.ts';
import { createLogger } from '#server/ops/logger.ts';
import { loopbackCourtListener } from '#server/testing/courtlistener/loopback-courtlistener.ts';
import { emptyDatabase } from '../../bench/bench-database.ts';
import { type LegalDay, simulateLegalDay } from './simulate-day.ts';

interface Options {
  readonly searches: string;
  readonly repeats: string;
  readonly seed: string;
  readonly json?: true;
}

/** `npm run eval -- legal-day`: what a day of searches comes to under the free quota of CourtListener. */
export function legalDayCommand(): Command {
  return new Command('legal-day')
    .description(
      'Searches of a day against a stand-in for CourtListener with the free quota (5 a minute, 50 an hour, 125 a day), on a\n' +
        'real PostgreSQL and a moved clock: how each ends, how many requests leave, when the queued ones come.',
    )
    .option('--searches <n>', 'how many', '500')
    .option('--repeats <percent>', 'so many in a hundred were asked before', '40')
    .option('--seed <n>', 'another day', '1')
    .option('--json', 'print one JSON object on the last line')
    .action(async (options: Options) => {
      const day = await runDay(options);
      process.stdout.write(`${textOf(day)}\n`);
      if (options.json) process.stdout.write(`${JSON.stringify(day)}\n`);
      if (!isAsPromised(day)) process.exitCode = 1;
    });
}

async function runDay({ searches, repeats, seed }: Options): Promise<LegalDay> {
  let now = Date.parse('2026-04-01T08:00:00Z');
  const clock = {
    nowMs: () => now,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const quota = { perMinute: 5, perHour: 50, perDay: 125 };
  const source = await loopbackCourtListener({ clock, quota });
  const directory = mkdtempSync(join(tmpdir(), 'lait-legal-day-'));
  const database = await emptyDatabase();
  const reading = readConfig({
    environment: {
      DATABASE_URL: database.adminUrl,
      POSTGRES_PASSWORD: database.postgresPassword,
      JWT_SECRET_KEY: randomUUID() + randomUUID(),
      LAIT_DATA_DIRECTORY: directory,
      API_KEY_LEGAL_DATABASE: source.token,
      LAIT_LEGAL_BASE_URL: source.baseUrl,
    },
    readFile: () => '',
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  const appUrl = appUrlOf(database.adminUrl, database.postgresPassword);
  const { context, close } = await createContext(reading.config, appUrl, createLogger('ERROR'));
  try {
    const moved = { ...context, clock };
    const wait = async (milliseconds: number) => clock.advance(milliseconds);
    const courtlistener = createLegalDatabase(moved, { redis: null, wait });
    return await simulateLegalDay({
      context: { ...moved, legal: { ...context.legal, courtlistener } },
      clock,
      actor: await somebody(database.adminUrl),
      received: () => source.received,
      searchCount: Number(searches),
      repeatPercent: Number(repeats),
      seed: Number(seed),
    });
  } finally {
    await context.jobs.stop();
    await close();
    await database.close();
    await source.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Written by the owner, as a restored backup would be. */
async function somebody(adminUrl: string): Promise<PersonActor> {
  const userId = randomUUID();
  const pool = connectPool(adminUrl, { size: 1, applicationName: 'lait-legal-day', onIdleError: () => {} });
  await pool.query(
    "INSERT INTO users (id, email, display_name, role, state) VALUES ($1, 'somebody@firm.example', 'Somebody', 'reviewer', 'active')",
    [userId],
  );
  await pool.end();
  const session = { sessionId: randomUUID(), deviceId: null, ip: null, accessVersion: 1 };
  return { kind: 'person', userId, role: 'reviewer', displayName: 'Somebody', ...session };
}

function isAsPromised(day: LegalDay): boolean {
  return (
    day.overTenSeconds === 0 &&
    day.withoutReason === 0 &&
    day.fresh + day.cached + day.partial === day.searches &&
    day.mostInADay <= 125 &&
    day.completedByNextDay === day.queued &&
    day.stillQueued === 0
  );
}

function textOf(day: LegalDay): string {
  return [
    `${day.searches} searches, ${day.distinct} of them different.`,
    `Ended within ten seconds: ${day.searches - day.overTenSeconds}; the slowest took ${day.slowestMs} ms.`,
    `Fresh ${day.fresh}, cached ${day.cached}, local and partial with LEGAL_001 and when to ask again ${day.partial}.`,
    `Requests to the source: ${day.upstreamCalls} on the day, at most ${day.mostInADay} in any 24 hours.`,
    `Queued ${day.queued}: ${day.completedSameDay} complete on the day, ${day.completedByNextDay} by the end of the next; ${day.stillQueued} still wait.`,
    `Told when to ask again, because as many wait already as a day can answer: ${day.toldWhen}.`,
  ].join('\n');
}
