import { act, run, signIn } from './sim-act.ts';
import { type CommandKind, isFault, type SimCommand } from './sim-commands.ts';
import type { SimDevice } from './sim-device.ts';
import { strike } from './sim-faults.ts';
import { checkAtRest, checkLeases, checkStep } from './sim-invariants.ts';
import { checkOverlay } from './sim-rebase.ts';
import { SCOPES, type SimWorld, simWorld, type Violation } from './sim-world.ts';

/** What one run came to. */
export interface SimReport {
  readonly steps: number;
  readonly perCommand: Readonly<Record<string, number>>;
  readonly perFault: Readonly<Record<string, number>>;
  readonly violation: Violation | null;
}

const STEP_MS = 1000;
/** With the network up and nothing going wrong, everything is sent and answered within so many rounds. */
const ROUNDS_TO_REST = 12;
/** Nothing waits, or the person is asked. */
const ENDS: ReadonlySet<string> = new Set(['up_to_date', 'attention']);

/**
 * Runs a list of commands, checks the invariants after each, then brings everything to rest and checks again.
 * @param onEnd looks at the world before it is thrown away
 */
export async function runCommands(
  seed: number,
  commands: readonly SimCommand[],
  onEnd: (world: SimWorld) => void = () => {},
): Promise<SimReport> {
  const world = await simWorld(seed);
  const perCommand: Record<string, number> = {};
  for (const [index, command] of commands.entries()) {
    world.step = index;
    const device = world.devices[command.device % world.devices.length];
    if (device === undefined) continue;
    try {
      await step(world, device, command);
      // A round that goes on by itself may have met the crash.
      recover(world, device);
      if (!isFault(command.kind)) perCommand[command.kind] = (perCommand[command.kind] ?? 0) + 1;
      checkStep(world, device);
      if (command.kind === 'sync' || index % 6 === 0) checkOverlay(world, device, false);
      if (command.kind === 'look' || command.kind === 'sleepNineDays') await checkLeases(world, device);
    } catch (error) {
      world.violate('threw', error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (world.violation !== null) break;
  }
  if (world.violation === null) await comeToRest(world);
  onEnd(world);
  for (const { disk } of world.devices) disk.discard();
  return { steps: world.step + 1, perCommand, perFault: world.perFault, violation: world.violation };
}

async function step(world: SimWorld, device: SimDevice, command: SimCommand): Promise<void> {
  world.pass(STEP_MS);
  ensureRunning(world, device);
  const { kind, a, c } = command;
  if (isFault(kind)) {
    strike(world, device, { ...command, kind });
    if (device.workspace === null) ensureRunning(world, device);
    return;
  }
  await perform(world, device, { ...command, kind });
  recover(world, device);
  if (a % 9 === 0 && c % 2 === 0) device.disk.mend();
}

async function perform(world: SimWorld, device: SimDevice, command: SimCommand & { kind: CommandKind }): Promise<void> {
  if (device.workspace === null) return;
  switch (command.kind) {
    case 'sync':
      return syncWhileWorking(world, device, command);
    case 'syncAll':
      for (const each of world.devices) {
        ensureRunning(world, each);
        await syncOnce(each);
        recover(world, each);
      }
      return;
    case 'goOffline':
      device.network.isOnline = false;
      return;
    case 'goOnline':
      device.network.isOnline = true;
      return;
    case 'restart':
      device.stop();
      return;
    case 'bringNews':
      world.server.notify(device.user.userId, 'invoice.flagged');
      if (world.backups.length < 4) world.backups.push(world.server.backUp());
      return;
    default: {
      const reply = await act(device, command);
      if (reply?.ok === false && reply.error.kind === 'failed' && !device.disk.hasCrashed && !device.disk.isArmed) {
        world.violate('threw', `${command.kind}: ${reply.error.message}`);
      }
    }
  }
}

const MEANWHILE = ['decideLine', 'importFile', 'undo', 'addComment', 'dismissFinding', 'submitInvoice'] as const;

/** A round of sync; every other time the person goes on working while it is under way. */
async function syncWhileWorking(world: SimWorld, device: SimDevice, command: SimCommand): Promise<void> {
  const round = syncOnce(device);
  if (command.c % 2 === 1) {
    for (let turn = 0; turn < command.b % 12; turn += 1) await null;
    if (device.workspace !== null && !device.disk.hasCrashed) {
      await act(device, { ...command, kind: MEANWHILE[command.a % MEANWHILE.length] ?? 'decideLine' });
    }
  }
  await round;
  void world;
}

async function syncOnce(device: SimDevice): Promise<void> {
  if (device.workspace === null) return;
  const status = await device.workspace.query('getSyncStatus', {});
  if (status.ok && (status.value.state === 'alone' || status.value.state === 'signed_out')) await signIn(device);
  if (device.workspace === null) return;
  const end = await run(device, 'syncNow', {});
  // A round that was broken off by a full or busy disk says so; anything else is a fault of the program.
  if (end.ok && end.value.message.includes('unexpected fault') && !device.disk.isArmed && !device.disk.hasCrashed) {
    throw new Error(`A round of sync broke off: ${device.disk.lastError ?? 'no fault of the disk'}`);
  }
}

/** Starts a device that is down; a disk without room is made room on. */
function ensureRunning(world: SimWorld, device: SimDevice): void {
  if (device.workspace !== null) return;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const failure = device.start();
    if (failure === null) return;
    if (device.disk.hasCrashed) device.disk.reboot();
    device.disk.mend();
    if (attempt === 3) world.violate('threw', `Device ${device.index} does not start: ${failure}`);
  }
}

/** After a crash the process is gone; the next step starts it on what its disk holds. */
function recover(world: SimWorld, device: SimDevice): void {
  if (!device.disk.hasCrashed) return;
  device.workspace = null;
  device.disk.reboot();
  ensureRunning(world, device);
}

/** I10, then everything that must hold once nothing moves. */
async function comeToRest(world: SimWorld): Promise<void> {
  world.server.requireClient('0.1.0');
  world.server.setSchema(1);
  for (const device of world.devices) {
    device.disk.mend();
    device.network.isOnline = true;
    device.network.waiting.length = 0;
    device.network.whileLoading = null;
    device.network.deliverLate();
  }
  try {
    for (let round = 1; round <= ROUNDS_TO_REST; round += 1) {
      const before = world.server.record.rows.seq;
      world.pass(60_000);
      for (const device of world.devices) {
        ensureRunning(world, device);
        await syncOnce(device);
      }
      const isQuiet = world.server.record.rows.seq === before;
      if (isQuiet && round > 1 && (await waitingOn(world)).every((count) => count === 0)) break;
      if (round === ROUNDS_TO_REST) {
        world.violate('I10', `Still waiting after ${round} rounds: ${(await waitingOn(world)).join(', ')}.`);
      }
    }
    for (const device of world.devices) {
      const status = await device.workspace?.query('getSyncStatus', {});
      if (status?.ok !== true || !status.value.isOnline || !ENDS.has(status.value.state)) {
        world.violate('I10', `Device ${device.index} does not come to rest: ${JSON.stringify(status)}`);
      }
      checkStep(world, device);
      checkOverlay(world, device, true);
    }
    await checkAtRest(world);
  } catch (error) {
    world.violate('threw', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

async function waitingOn(world: SimWorld): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const { workspace, user } of world.devices) {
    const status = await workspace?.query('getSyncStatus', {});
    if (status?.ok !== true) counts.push(-1);
    else {
      // A bill of a matter behind a wall never comes back to who brought it in, and work on it stays held.
      const isWalled = SCOPES.some((scopeId) => !world.server.access.scopesOf(user.userId).has(scopeId));
      counts.push(status.value.waitingCount - (isWalled ? status.value.heldCount : 0));
    }
  }
  return counts;
}
