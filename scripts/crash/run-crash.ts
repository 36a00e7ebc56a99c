import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelServer } from '#shared/sync/simulation/model-server.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { linesOf } from '../sim/sim-act.ts';
import { SCOPES, USERS } from '../sim/sim-world.ts';
import { checkAtRest, checkOutbox, checkShown } from './check-after-kill.ts';
import { crashServer, directTransport } from './crash-server.ts';
import { type CrashStore, environmentOf } from './crash-store.ts';
import { killWhileWorking } from './kill-while-working.ts';

export interface CrashReport {
  readonly points: number;
  /** Actions that were confirmed to the person before a kill. */
  readonly confirmed: number;
  /** In which states actions lay in the outbox after the kills. */
  readonly perState: Readonly<Record<string, number>>;
  /** What was not as it must be, in words. */
  readonly faults: readonly string[];
}

export interface CrashOptions {
  readonly points: number;
  /** The kill comes so long after the first confirmed action at most. */
  readonly longestMs: number;
  say(line: string): void;
}

/** Points after which the next process goes on from what the kill left, nothing sent in between. */
const SHARE_LEFT = 0.5;
/** A laptop is begun anew after so many points, so that its history stays short and first loads are met too. */
const POINTS_PER_LAPTOP = 25;

/**
 * Kills a process that works and syncs, at random moments; opens its store after each and looks for every confirmed
 * action (I3), at what is shown (I4) and, every other time, at what both sides come to at rest (I1, I2, I5, I7, I10).
 */
export async function runCrash({ points, longestMs, say }: CrashOptions): Promise<CrashReport> {
  const root = mkdtempSync(join(tmpdir(), 'lait-crash-'));
  const faults: string[] = [];
  const perState: Record<string, number> = {};
  let confirmed = 0;
  let done = 0;
  try {
    while (done < points && faults.length === 0) {
      const laptop = await newLaptop(join(root, String(done)));
      for (let own = 0; own < POINTS_PER_LAPTOP && done < points && faults.length === 0; own += 1) {
        const actions = await killWhileWorking(laptop.store, laptop.transport, randomInt(0, longestMs), laptop.disturb);
        confirmed += actions.length;
        done += 1;
        const outbox = checkOutbox(laptop.store, laptop.server, actions);
        for (const state of outbox.states) perState[state] = (perState[state] ?? 0) + 1;
        const found = [...outbox.faults, ...(await lookAfterwards(laptop, Math.random() > SHARE_LEFT))];
        faults.push(...found.map((each) => `point ${done}: ${each}`));
        say(`point ${done}: ${actions.length} confirmed, ${found.length} faults`);
      }
      await laptop.close();
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return { points: done, confirmed, perState, faults };
}

interface CrashLaptop {
  readonly server: ModelServer;
  readonly store: CrashStore;
  readonly transport: ReturnType<typeof directTransport>;
  /** What others do while the process works: they decide too, and walls go up and down. */
  disturb(): void;
  close(): Promise<void>;
}

const [ADA, BEN] = USERS;

async function newLaptop(folder: string): Promise<CrashLaptop> {
  if (ADA === undefined || BEN === undefined) throw new Error('There is nobody.');
  const server = crashServer();
  const store = storeIn(folder);
  const transport = directTransport(server, ADA.userId);
  await signedIn(store, transport, ADA).then((workspace) => workspace.close());
  const colleague = await signedIn(storeIn(`${folder}-colleague`), directTransport(server, BEN.userId), BEN);
  let isBusy = Promise.resolve();
  return {
    server,
    store,
    transport,
    disturb() {
      const chance = Math.random();
      const scopeId = SCOPES[randomInt(0, SCOPES.length)] ?? '';
      if (chance < 0.02) server.raiseWall(ADA.userId, scopeId);
      else if (chance < 0.2) for (const each of SCOPES) server.lowerWall(ADA.userId, each);
      else if (chance < 0.3) isBusy = isBusy.then(() => decideSomething(colleague));
    },
    async close() {
      await isBusy;
      colleague.close();
    },
  };
}

function storeIn(folder: string): CrashStore {
  mkdirSync(folder, { recursive: true });
  return { folder, keyHex: randomBytes(32).toString('hex') };
}

async function signedIn(
  store: CrashStore,
  transport: ReturnType<typeof directTransport>,
  { userId, role, displayName }: (typeof USERS)[number],
): Promise<Workspace> {
  if (role === 'alone') throw new Error('Nobody signs in alone.');
  const workspace = openWorkspace(environmentOf(store, transport));
  await workspace.command('signIn', { baseUrl: 'https://lait.firm.example', userId, displayName, role });
  await workspace.command('syncNow', {});
  return workspace;
}

async function decideSomething(workspace: Workspace): Promise<void> {
  const sort = { by: 'invoiceNumber', direction: 'ascending' } as const;
  const listed = await workspace.query('listInvoices', { sort, offset: 0, limit: 100 });
  const invoices = listed.ok ? listed.value.rows : [];
  const invoiceId = invoices[randomInt(0, Math.max(1, invoices.length))]?.invoiceId;
  const lines = invoiceId === undefined ? [] : await linesOf({ workspace }, invoiceId);
  const lineIds = lines.filter(() => Math.random() < 0.5).map((line) => line.lineId);
  if (lineIds.length > 0) {
    await workspace.command('decideLines', { lineIds, request: { kind: 'cut_line' }, reasonCode: 'vague' });
  }
  await workspace.command('syncNow', {});
}

/** Opens the store as the next start does. @param isRested everything is sent and fetched as well */
async function lookAfterwards(
  { store, server, transport }: CrashLaptop,
  isRested: boolean,
): Promise<readonly string[]> {
  // Without a way to the server: what lies on the disk and nothing else.
  openWorkspace(environmentOf(store, null)).close();
  const faults = [...checkShown(store)];
  if (!isRested || ADA === undefined) return faults;
  const workspace = openWorkspace(environmentOf(store, transport));
  for (let round = 0; round < 3; round += 1) await workspace.command('syncNow', {});
  faults.push(...(await checkAtRest(workspace, store, server, ADA.userId)));
  workspace.close();
  faults.push(...checkOutbox(store, server, []).faults, ...checkShown(store));
  return faults;
}
