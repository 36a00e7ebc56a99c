import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import type { ServerContext } from '#server/context.ts';
import { createContext } from '#server/ops/create-context.ts';
import { readSimFile, simFile } from '../sim/sim-files.ts';
import { type SimRandom, simRandom } from '../sim/sim-random.ts';
import { changeAccess } from './oracle-access.ts';
import { actOn } from './oracle-act.ts';
import { checkDevices, checkServer } from './oracle-checks.ts';
import { noCounts, type OracleCounts } from './oracle-counts.ts';
import { type OracleDevice, oracleDevice } from './oracle-device.ts';
import { restartServers } from './oracle-faults.ts';
import { oracleFirm } from './oracle-firm.ts';
import { comeToRest } from './oracle-rest.ts';
import { type OracleServer, startOracleServer } from './oracle-server.ts';

export interface OracleOptions {
  /** How long devices work, all pauses to compare left out. */
  readonly minutes: number;
  /** How long they work between two comparisons. */
  readonly minutesBetween: number;
  readonly seed: number;
  readonly devices: number;
  /** False: PostgreSQL does not wait for the disk. */
  readonly isDurable: boolean;
  /** How long a device rests between two actions at most. */
  readonly pauseMs: number;
  /** Told how it goes on. */
  say(line: string): void;
}

export interface OracleReport {
  readonly people: number;
  readonly comparisons: number;
  readonly counts: OracleCounts;
  /** What was not as it must be, in words; empty when all is well. */
  readonly faults: readonly string[];
}

const MATTER_NUMBERS = ['0001', '0002', '0003'] as const;
const MOST_BILLS = 24;
const FIRST_BILLS = 6;

/**
 * Lets devices with the real workspace work through real API processes that are killed and restarted again and again,
 * while access is given and withdrawn; compares each device with what its person may SELECT whenever all is at rest.
 */
export async function runOracle(options: OracleOptions): Promise<OracleReport> {
  const folder = mkdtempSync(join(tmpdir(), 'lait-oracle-devices-'));
  const server = await startOracleServer({ isDurable: options.isDurable });
  const owned = await createContext(server.config, server.appUrl, pino({ level: 'silent' }));
  const devices: OracleDevice[] = [];
  try {
    return await work({ options, folder, server, context: owned.context, devices });
  } finally {
    for (const device of devices) device.close();
    await owned.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface World {
  readonly options: OracleOptions;
  readonly folder: string;
  readonly server: OracleServer;
  readonly context: ServerContext;
  readonly devices: OracleDevice[];
}

async function work({ options, folder, server, context, devices }: World): Promise<OracleReport> {
  const { seed, say } = options;
  const random = simRandom(seed);
  const counts = noCounts();
  const firm = await oracleFirm(context);
  const people = [
    await firm.person('reviewer'),
    await firm.person('reviewer'),
    await firm.person('approver'),
    await firm.person('approver'),
  ];
  const administrator = await firm.person('administrator');
  const matterIds: string[] = [];
  for (const number of MATTER_NUMBERS) matterIds.push(await firm.matter(number, people));
  const addBill = async () => {
    if (counts.bills === MOST_BILLS) return;
    counts.bills += 1;
    const { bytes, name } = simFile(counts.bills);
    const [invoice] = readSimFile(bytes, name).invoices;
    const matterId = matterIds[counts.bills % matterIds.length];
    if (invoice === undefined || matterId === undefined) throw new Error('The bill cannot be read.');
    await firm.invoice(matterId, invoice, createHash('sha256').update(bytes).digest('hex'));
  };
  for (let index = 0; index < FIRST_BILLS; index += 1) await addBill();
  let isNetworkBad = true;
  for (let index = 0; index < options.devices; index += 1) {
    const device = await oracleDevice({
      folder: join(folder, String(index)),
      person: random.pick(people.slice(index % people.length, (index % people.length) + 1)),
      origins: server.origins,
      counts,
      random: simRandom(seed * 100 + index),
      isNetworkBad: () => isNetworkBad,
    });
    devices.push(device);
    await device.sync();
  }
  const access = { administrator, people, matterIds, origins: server.origins, random: simRandom(seed + 7), counts };
  const faults: string[] = [];
  let comparisons = 0;
  for (let done = 0; done < options.minutes && faults.length === 0; done += options.minutesBetween) {
    const minutes = Math.min(options.minutesBetween, options.minutes - done);
    const until = performance.now() + minutes * 60_000;
    const isOver = () => performance.now() >= until;
    isNetworkBad = true;
    await Promise.all([
      ...devices.map((device, index) =>
        useDevice(device, simRandom(seed * 1000 + index + comparisons * 77), counts, options.pauseMs, isOver),
      ),
      restartServers(server, simRandom(seed + 13 + comparisons), counts, isOver),
      (async () => {
        while (!isOver()) {
          await setTimeout(200 + random.next() * 600);
          if (random.chance(0.15)) await addBill();
          await changeAccess(access);
        }
      })(),
    ]);
    isNetworkBad = false;
    await comeToRest(devices, context, counts);
    faults.push(...(await checkDevices(devices, context.pool)), ...(await checkServer(context)));
    comparisons += 1;
    say(`comparison ${comparisons}: ${counts.mutations} mutations in ${counts.pushes} pushes, ${faults.length} faults`);
  }
  return { people: people.length, comparisons, counts, faults };
}

async function useDevice(
  device: OracleDevice,
  random: SimRandom,
  counts: OracleCounts,
  pauseMs: number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const chance = random.next();
    if (chance < 0.1) await device.sync();
    else if (chance < 0.11) device.restart();
    else {
      const kind = await actOn(device, random);
      if (kind !== null) counts.perAction[kind] += 1;
    }
    await setTimeout(random.next() * pauseMs);
  }
}
