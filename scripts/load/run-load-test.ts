import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { seededDraw } from '../bench/made-up-narratives.ts';
import { senderTo } from '../bench/run-load.ts';
import { judgeLoad, type Verdict } from './judge-load.ts';
import { type ActionFigures, type Attempt, errorsByKind, figuresOf } from './load-figures.ts';
import { type LoadLedger, loadLedger, type Settlement, settle } from './load-ledger.ts';
import type { LoadPeople } from './load-people.ts';
import { readBack } from './read-back.ts';
import { runPeople, signInAhead, uploadMany, watchHealth } from './run-people.ts';
import { type LoadWorld, simulatedPerson } from './simulated-person.ts';

export interface LoadGiven {
  readonly url: string;
  readonly people: LoadPeople;
  /** How long people are at work, arriving included. 0: they only hold their streams. */
  readonly durationMs: number;
  readonly everyMs: number;
  readonly seed: number;
  readonly linesAnUpload: number;
  /** How many sign in with their passwords beforehand. */
  readonly signIns: number;
  /** Bills to upload beside, and within how long all must be processed. */
  readonly invoices: { readonly count: number; readonly withinMs: number } | null;
  /** Begun with the load; what it returns ends it and tells what was done. */
  readonly disturb?: () => () => Promise<readonly string[]>;
  /** Done between the load and its account; for tests of the account. */
  readonly beforeAccount?: (ledger: LoadLedger) => Promise<void>;
  say(line: string): void;
}

export interface LoadReport {
  readonly users: number;
  readonly seconds: number;
  readonly actionsDone: number;
  /** Things that were due and for which there was no time left: the server did not keep up. */
  readonly neverBegun: number;
  readonly figures: readonly ActionFigures[];
  readonly errors: Readonly<Record<string, number>>;
  readonly settlement: Settlement;
  readonly disturbances: readonly string[];
  readonly streams: { readonly held: number; readonly reopened: number; readonly refusals: number };
  /** From the first upload until the last was processed; null where none was asked for, or not all were. */
  readonly invoices: { readonly count: number; readonly processedSeconds: number | null } | null;
  /** How much of one processor this process itself took. */
  readonly ownProcessorShare: number;
  /** Of this host in the minute before it began: what else was at work on it. */
  readonly hostLoadBefore: number;
  readonly verdict: Verdict;
}

/** After the load, uploads may still be on their way for so long. */
const SETTLE_MS = 120_000;
/** Of the time, within which everybody has come: a first contact is the heaviest thing there is. */
const ARRIVING_SHARE = 1 / 3;

/** Lets people work against a server, then reads back whether everything is as they were promised. */
export async function runLoadTest(given: LoadGiven): Promise<LoadReport> {
  const { url, durationMs, everyMs, seed, say } = given;
  const attempts: Attempt[] = [];
  const record = (attempt: Attempt) => attempts.push(attempt);
  const ledger = loadLedger();
  let nextBill = given.people.nextBill;
  const sender = senderTo(url);
  const world: LoadWorld = {
    url,
    sender,
    ledger,
    linesAnUpload: given.linesAnUpload,
    nextBill: () => nextBill++,
    record,
    sentAtMs: new Map(),
    processedAtMs: new Map(),
  };
  if (given.signIns > 0) say(`${given.signIns} people sign in with their passwords ...`);
  const signedIn = await signInAhead(sender, given.people.people, given.signIns, record);
  const people = signedIn.map((person, place) => simulatedPerson(world, person, seededDraw(seed * 10_007 + place)));
  const endWatch = watchHealth(sender, record);
  const endDisturbance = given.disturb?.();
  const hostLoadBefore = loadavg()[0] ?? 0;
  const startedAt = performance.now();
  const before = process.cpuUsage();
  say(`${people.length} people are at work ...`);
  const arriveWithinMs = durationMs * ARRIVING_SHARE;
  try {
    const [neverBegun] = await Promise.all([
      durationMs === 0 ? 0 : runPeople(people, { everyMs, durationMs, arriveWithinMs, seed }),
      given.invoices === null ? null : uploadMany(people, given.invoices.count),
    ]);
    const disturbances = (await endDisturbance?.()) ?? [];
    const used = process.cpuUsage(before);
    const seconds = (performance.now() - startedAt) / 1_000;
    const actionsDone = attempts.length;
    say('reading back ...');
    await given.beforeAccount?.(ledger);
    const settlement = settle(
      ledger,
      await readBack(people, ledger, Math.max(SETTLE_MS, given.invoices?.withinMs ?? 0)),
    );
    const figures = figuresOf(attempts);
    const errors = { ...errorsByKind(attempts), ...refusedStreams(people.flatMap(({ stream }) => stream.refusals())) };
    const invoices = timeOfInvoices(given, ledger, world, startedAt);
    const judged = judgeLoad(figures, errors, settlement, neverBegun);
    const faults = [...judged.faults, ...(invoices?.fault ?? [])];
    return {
      users: people.length,
      seconds,
      actionsDone,
      neverBegun,
      figures,
      errors,
      settlement,
      disturbances,
      streams: {
        held: people.length,
        reopened: people.reduce((sum, { stream }) => sum + stream.reopened(), 0),
        refusals: people.reduce((sum, { stream }) => sum + stream.refusals().length, 0),
      },
      invoices: invoices === null ? null : invoices.told,
      hostLoadBefore,
      ownProcessorShare: (used.user + used.system) / 1e6 / seconds,
      verdict: { ...judged, faults, isGood: faults.length === 0 },
    };
  } finally {
    endWatch();
    await endDisturbance?.();
    for (const person of people) person.close();
    sender.close();
  }
}

function timeOfInvoices(
  { invoices }: LoadGiven,
  { uploads }: LoadLedger,
  { processedAtMs }: LoadWorld,
  startedAt: number,
) {
  if (invoices === null) return null;
  const { count, withinMs } = invoices;
  const times = uploads.map(({ invoiceId }) => processedAtMs.get(invoiceId) ?? Number.POSITIVE_INFINITY);
  const tookMs = uploads.length < count ? Number.POSITIVE_INFINITY : Math.max(...times) - startedAt;
  const isInTime = tookMs <= withinMs;
  return {
    told: { count, processedSeconds: Number.isFinite(tookMs) ? Math.round(tookMs / 1_000) : null },
    fault: isInTime ? [] : [`${count} invoices were not processed within ${withinMs / 60_000} minutes.`],
  };
}

/** Streams that were answered with something else; without an answer is what a killed process leaves. */
function refusedStreams(refusals: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const refusal of refusals) counts[`stream ${refusal}`] = (counts[`stream ${refusal}`] ?? 0) + 1;
  return counts;
}
