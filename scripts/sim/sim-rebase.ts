import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import { differenceOfShown, shownIn } from './shown-tables.ts';
import type { SimDevice } from './sim-device.ts';
import type { SimDisk } from './sim-disk.ts';
import { simRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';

/**
 * I4: visible = image + unanswered work, in order. Beside the device all own work is taken off its image and laid on
 * again from the outbox; what is shown then is what the device shows, which came there step by step.
 */
export function checkOverlay(world: SimWorld, device: SimDevice, isAtRest: boolean): void {
  if (device.workspace === null || device.disk.isArmed) return;
  if (isBehind(device)) {
    if (isAtRest) world.violate('I4', `Device ${device.index} shows less than its outbox holds, or more.`);
    return;
  }
  const shown = shownOf(device.disk);
  const again = device.disk.aside((files) => {
    files.look('outbox')?.prepare('UPDATE device SET overlay_revision = overlay_revision + 1').run();
    openWorkspace({
      openDatabase: files.openDatabase,
      deleteDatabase: files.deleteDatabase,
      clock: { nowMs: () => world.nowMs() + device.wallOffsetMs },
      randomBytes: simRandom(1).bytes,
      pause: async () => {},
      maximumFileBytes: 1_000_000,
      storage: 'durable',
      isEncrypted: true,
    });
    return shownOf(files);
  });
  const difference = differenceOfShown(shown, again);
  if (difference !== null) world.violate('I4', `Device ${device.index}, ${difference}`);
}

function shownOf(files: Pick<SimDisk, 'look'>): ReturnType<typeof shownIn> {
  const cache = files.look('cache');
  return shownIn((sql) => cache?.prepare(sql).all() ?? []);
}

/** What is kept goes before what is shown; where the disk refused the second, the next round or start brings it up. */
function isBehind({ disk }: SimDevice): boolean {
  const kept = disk.look('outbox')?.prepare('SELECT last_seq AS seq, overlay_revision AS revision FROM device').get();
  const shown = disk
    .look('cache')
    ?.prepare('SELECT applied_seq AS seq, overlay_revision AS revision FROM progress, sync_state')
    .get();
  return JSON.stringify(kept) !== JSON.stringify(shown);
}
