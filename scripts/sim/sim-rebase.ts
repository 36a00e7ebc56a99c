import type { Database as NativeDatabase } from 'better-sqlite3';
import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import { differenceOfShown, shownIn } from './shown-tables.ts';
import type { SimDevice } from './sim-device.ts';
import { simDisk } from './sim-disk.ts';
import { simRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';

/**
 * I4: visible = image + unanswered work, in order. The copy of a device takes all own work off its image and lays it
 * on again from the outbox; what it shows then is what the device shows, which came there step by step.
 */
export function checkOverlay(world: SimWorld, device: SimDevice, isAtRest: boolean): void {
  if (device.workspace === null || device.disk.isArmed) return;
  if (isBehind(device)) {
    if (isAtRest) world.violate('I4', `Device ${device.index} shows less than its outbox holds, or more.`);
    return;
  }
  const shown = shownIn(rowsOf(device.disk.look('cache')));
  const copy = simDisk(
    () => {},
    () => {},
  );
  copy.fill(device.disk);
  copy.look('outbox')?.exec('UPDATE device SET overlay_revision = overlay_revision + 1');
  try {
    const workspace = openWorkspace({
      openDatabase: copy.openDatabase,
      deleteDatabase: copy.deleteDatabase,
      clock: { nowMs: () => world.nowMs() + device.wallOffsetMs },
      randomBytes: simRandom(1).bytes,
      pause: async () => {},
      maximumFileBytes: 1_000_000,
      storage: 'durable',
      isEncrypted: true,
    });
    const again = shownIn(rowsOf(copy.look('cache')));
    workspace.close();
    const difference = differenceOfShown(shown, again);
    if (difference !== null) world.violate('I4', `Device ${device.index}, ${difference}`);
  } finally {
    copy.discard();
  }
}

const rowsOf = (cache: NativeDatabase | null) => (sql: string) => cache?.prepare(sql).all() ?? [];

/** What is kept goes before what is shown; where the disk refused the second, the next round or start brings it up. */
function isBehind({ disk }: SimDevice): boolean {
  const kept = disk.look('outbox')?.prepare('SELECT last_seq AS seq, overlay_revision AS revision FROM device').get();
  const shown = disk
    .look('cache')
    ?.prepare('SELECT applied_seq AS seq, overlay_revision AS revision FROM progress, sync_state')
    .get();
  return JSON.stringify(kept) !== JSON.stringify(shown);
}
