import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { pino } from 'pino';
import { createContext } from '#server/ops/create-context.ts';
import { readSimFile, simFile } from '../sim/sim-files.ts';
import { simRandom } from '../sim/sim-random.ts';
import { actOn } from './oracle-act.ts';
import { type OracleDevice, oracleDevice, type Traffic } from './oracle-device.ts';
import { oracleFirm } from './oracle-firm.ts';
import { startOracleServer } from './oracle-server.ts';
import { differences, selectedFor, shownOn } from './shown-and-selected.ts';

const command = new Command('oracle')
  .description(
    'Lets devices with the real workspace work through two API processes that are killed again and again, and compares each device in the end with what its person may SELECT.',
  )
  .option('--minutes <n>', 'how long they work', '1')
  .option('--seed <n>', 'of what is done', '1')
  .option(
    '--json',
    'print {"minutes", "devices", "pushes", "mutations", "restarts", "mismatches", ...} as the last line',
  )
  .parse();
const options = command.opts<{ minutes: string; seed: string; json?: true }>();
const [minutes, seed] = [Number(options.minutes), Number(options.seed)];
if (!(minutes > 0) || !Number.isInteger(seed)) {
  process.stderr.write('--minutes takes a number above 0, --seed a whole number.\n');
  process.exit(2);
}

const DEVICES = 6;
const MATTERS = 3;
const random = simRandom(seed).next;
const folder = mkdtempSync(join(tmpdir(), 'lait-oracle-devices-'));
const traffic: Traffic = { pushes: 0, mutations: 0, lostReplies: 0, repeated: 0 };
const counts = { actions: 0, syncs: 0, walls: 0, deviceRestarts: 0, invoices: 0 };
let isNetworkBad = true;
const server = await startOracleServer({ processes: 2, isDurable: true });
const owned = await createContext(server.config, server.appUrl, pino({ level: 'silent' }));
const devices: OracleDevice[] = [];
let mismatches = 0;
try {
  const firm = await oracleFirm(owned.context);
  const people = [
    await firm.person('reviewer'),
    await firm.person('reviewer'),
    await firm.person('approver'),
    await firm.person('approver'),
  ];
  const matters: string[] = [];
  for (let index = 0; index < MATTERS; index += 1) matters.push(await firm.matter(people));
  const addInvoice = async () => {
    counts.invoices += 1;
    const { bytes, name } = simFile(counts.invoices);
    const [invoice] = readSimFile(bytes, name).invoices;
    const matterId = matters[counts.invoices % MATTERS];
    if (invoice === undefined || matterId === undefined) throw new Error('The bill cannot be read.');
    await firm.invoice(matterId, invoice, createHash('sha256').update(bytes).digest('hex'));
  };
  for (let index = 0; index < 6; index += 1) await addInvoice();
  for (let index = 0; index < DEVICES; index += 1) {
    const person = people[index % people.length];
    if (person === undefined) throw new Error('There is nobody.');
    const device = await oracleDevice({
      folder: join(folder, String(index)),
      person,
      origins: server.origins,
      traffic,
      random: simRandom(seed * 100 + index).next,
      isNetworkBad: () => isNetworkBad,
    });
    devices.push(device);
    await device.sync();
  }
  const until = performance.now() + minutes * 60_000;
  const isOver = () => performance.now() >= until;
  await Promise.all([
    ...devices.map((device, index) => work(device, simRandom(seed * 1000 + index).next, isOver)),
    killServers(isOver),
    (async () => {
      while (!isOver()) {
        await setTimeout(2_000);
        if (counts.invoices < 24) await addInvoice();
        const [person, matterId] = [
          people[Math.floor(random() * people.length)],
          matters[Math.floor(random() * MATTERS)],
        ];
        if (person === undefined || matterId === undefined) continue;
        counts.walls += 1;
        await firm.setWall(person, matterId, random() < 0.5);
      }
    })(),
  ]);
  isNetworkBad = false;
  await comeToRest();
  for (const [index, device] of devices.entries()) {
    const found = differences(await shownOn(device), await selectedFor(owned.context.pool, device.person.userId));
    if (found.length > 0) mismatches += 1;
    for (const each of found.slice(0, 6)) process.stderr.write(`device ${index}: ${each}\n`);
  }
} finally {
  for (const device of devices) device.close();
  await owned.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
const { pushes, mutations, lostReplies, repeated } = traffic;
process.stderr.write(
  `${minutes} min, ${DEVICES} devices, ${mutations} mutations in ${pushes} pushes, ${server.restarts} kills, ${mismatches} mismatches.\n`,
);
if (options.json) {
  const figures = { minutes, devices: DEVICES, pushes, mutations, restarts: server.restarts, mismatches };
  process.stdout.write(`${JSON.stringify({ ...figures, lostReplies, repeated, ...counts })}\n`);
}
process.exitCode = mismatches === 0 && mutations > 0 && server.restarts > 0 ? 0 : 1;

async function work(device: OracleDevice, chance: () => number, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const kind = chance();
    if (kind < 0.1) {
      counts.syncs += 1;
      await device.sync();
    } else if (kind < 0.105) {
      counts.deviceRestarts += 1;
      device.restart();
    } else if (await actOn(device, chance)) counts.actions += 1;
    else await device.sync();
    await setTimeout(chance() * 60);
  }
}

async function killServers(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await setTimeout(1_500 + random() * 3_000);
    await server.killOne(Math.floor(random() * server.origins.length));
  }
}

/** Everybody's work is sent, and then everybody has heard of it. */
async function comeToRest(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    let waiting = 0;
    for (const device of devices) {
      await device.sync();
      const status = await device.workspace.query('getSyncStatus', {});
      if (!status.ok) throw new Error(status.error.message);
      waiting += status.value.waitingCount;
    }
    if (waiting === 0 && round > 1) return;
  }
  throw new Error('The devices do not come to rest.');
}
