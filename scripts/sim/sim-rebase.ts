import type { Database as NativeDatabase } from 'better-sqlite3';
import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import type { SimDevice } from './sim-device.ts';
import { simDisk } from './sim-disk.ts';
import { simRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';

/** What a screen can show, table by table. */
const SHOWN = {
  invoices: `SELECT id, state, has_steps, submitted_by, guideline_name, guideline_version, finding_count, worst_severity,
    proposed_e4, saved_e4, decided_count, flagged_count, open_count FROM invoices ORDER BY id`,
  lines: `SELECT id, narrative, original_narrative, worst_severity, rule_ids, proposed_e4, decision_version, decision_kind,
    cut_e4 FROM line_items WHERE line_key >> 26 IN (SELECT invoice_key FROM invoices) ORDER BY id`,
  decisions: `SELECT line_key, version, kind, hours_e4, percent_e4, pool_id, cut_e4, reason_code, note, by FROM decisions
    ORDER BY line_key, version`,
  findings:
    'SELECT id, is_enabled FROM findings WHERE invoice_key IN (SELECT invoice_key FROM invoices) ORDER BY id, finding_key',
  dismissals: 'SELECT finding_id, reason FROM dismissals ORDER BY finding_id',
  comments: 'SELECT id, text, by FROM comments ORDER BY id',
} as const;

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
  const shown = shownIn(device.disk.look('cache'));
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
    const again = shownIn(copy.look('cache'));
    workspace.close();
    for (const [table, text] of Object.entries(shown)) {
      if (again[table] === text) continue;
      world.violate('I4', `Device ${device.index}, ${table}: ${firstDifference(text, again[table] ?? '')}`);
      return;
    }
  } finally {
    copy.discard();
  }
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

function shownIn(cache: NativeDatabase | null): Record<string, string> {
  const shown: Record<string, string> = {};
  if (cache === null) return shown;
  for (const [table, sql] of Object.entries(SHOWN)) {
    shown[table] = cache
      .prepare(sql)
      .all()
      .map((row) => JSON.stringify(row))
      .join('\n');
  }
  return shown;
}

function firstDifference(shown: string, again: string): string {
  const left = shown.split('\n');
  const right = again.split('\n');
  const at = left.findIndex((each, index) => each !== right[index]);
  return `shown ${left[at] ?? 'nothing'}, laid on anew ${right[at === -1 ? left.length : at] ?? 'nothing'}`;
}
