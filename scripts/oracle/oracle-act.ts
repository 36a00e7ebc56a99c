import type { LineRow } from '#shared/api/workspace.ts';
import { simFile } from '../sim/sim-files.ts';
import type { SimRandom } from '../sim/sim-random.ts';
import { ACTION_WEIGHTS, type ActionKind } from './oracle-counts.ts';
import type { OracleDevice } from './oracle-device.ts';

const ALL = { offset: 0, limit: 200 } as const;
const BY_NUMBER = { by: 'invoiceNumber', direction: 'ascending' } as const;
const BY_RECORD = { by: 'record', direction: 'ascending' } as const;

/** Files that people drop on their windows; their numbers are no firm's bill's. */
const FIRST_FILE = 101;
const FILES = 40;

// Sound: the keys of the record are its kinds.
const CHOICES = (Object.entries(ACTION_WEIGHTS) as [ActionKind, number][]).flatMap(([kind, weight]) =>
  Array<ActionKind>(weight).fill(kind),
);

/** Somebody does something on a device, with what is there. @returns what it was; `null` for nothing to do it with */
export async function actOn(device: OracleDevice, random: SimRandom): Promise<ActionKind | null> {
  const kind = random.pick(CHOICES);
  const isDone = await perform(device, kind, random);
  return isDone ? kind : null;
}

async function perform(device: OracleDevice, kind: ActionKind, random: SimRandom): Promise<boolean> {
  const { workspace } = device;
  switch (kind) {
    case 'undo':
    case 'redo': {
      const done = await workspace.command(kind, {});
      return done.ok && done.value !== null;
    }
    case 'resolveConflict':
      return resolveOne(device, random);
    case 'saveGuideline':
      return (await workspace.command('saveGuideline', { text: guidelineText(random) })).ok;
    case 'importFile': {
      const { bytes, name } = simFile(FIRST_FILE + random.below(FILES));
      const imported = await workspace.command('importFile', { importId: crypto.randomUUID(), name, bytes });
      if (!imported.ok) return false;
      for (const { invoiceId } of imported.value.invoices) device.imported.add(invoiceId);
      return true;
    }
    default:
      return actOnInvoice(device, kind, random);
  }
}

async function actOnInvoice(device: OracleDevice, kind: ActionKind, random: SimRandom): Promise<boolean> {
  const { workspace } = device;
  const listed = await workspace.query('listInvoices', { sort: BY_NUMBER, ...ALL });
  if (!listed.ok || listed.value.rows.length === 0) return false;
  const submitted = listed.value.rows.filter(({ submission }) => submission !== null);
  const { invoiceId } = random.pick(kind === 'approveInvoice' && submitted.length > 0 ? submitted : listed.value.rows);
  switch (kind) {
    case 'submitInvoice':
      await decideAll(device, invoiceId);
      return (await workspace.command('submitInvoice', { invoiceId })).ok;
    case 'approveInvoice':
    case 'reopenInvoice':
      return (await workspace.command(kind, { invoiceId })).ok;
    case 'returnInvoice':
      return (await workspace.command('returnInvoice', { invoiceId, note: 'Split this entry.' })).ok;
    case 'assignGuideline': {
      const name = random.pick(['standard', 'strict-insurer', 'acme']);
      return (await workspace.command('assignGuideline', { invoiceId, name })).ok;
    }
    default:
      return actOnLines(device, kind, invoiceId, random);
  }
}

async function actOnLines(
  device: OracleDevice,
  kind: ActionKind,
  invoiceId: string,
  random: SimRandom,
): Promise<boolean> {
  const { workspace } = device;
  const lines = await linesOf(device, invoiceId);
  if (lines.length === 0) return false;
  const { lineId } = random.pick(lines);
  const some = lines.filter(() => random.chance(0.5)).map((each) => each.lineId);
  const lineIds = some.length === 0 ? [lineId] : some;
  switch (kind) {
    case 'decideLine':
      return (await workspace.command('decideLines', { lineIds: [lineId], ...decisionOf(random) })).ok;
    case 'decideSome':
      return (await workspace.command('decideLines', { lineIds, ...decisionOf(random) })).ok;
    case 'decidePool': {
      const cutE4 = 10_000 + random.below(50_000);
      return (await workspace.command('decidePool', { lineIds, cutE4, reasonCode: 'excessive' })).ok;
    }
    case 'acceptProposals':
      return (await workspace.command('acceptProposals', { lineIds: lines.map((each) => each.lineId) })).ok;
    case 'clearDecisions':
      return (await workspace.command('clearDecisions', { lineIds })).ok;
    case 'rewriteNarrative': {
      const narrative = `Draft answer, part ${random.below(3)}`;
      return (await workspace.command('rewriteNarrative', { lineId, narrative })).ok;
    }
    case 'addComment': {
      const about = random.chance(0.5) ? lineId : null;
      const text = `Remark ${random.below(1000)}`;
      return (await workspace.command('addComment', { invoiceId, lineId: about, text })).ok;
    }
    case 'switchFinding':
      return switchFinding(device, lineId, random);
    default:
      throw new Error(`Nobody knows how to do ${kind}.`);
  }
}

async function linesOf({ workspace }: OracleDevice, invoiceId: string): Promise<readonly LineRow[]> {
  const listed = await workspace.query('listLines', { invoiceId, filter: {}, sort: BY_RECORD, ...ALL });
  return listed.ok ? listed.value.rows : [];
}

/** What a reviewer does before the last step: no serious finding may be open. */
async function decideAll(device: OracleDevice, invoiceId: string): Promise<void> {
  const open = (await linesOf(device, invoiceId)).filter(({ decision }) => decision === null);
  const lineIds = open.map(({ lineId }) => lineId);
  if (lineIds.length === 0) return;
  await device.workspace.command('decideLines', { lineIds, request: { kind: 'accept' }, reasonCode: null });
}

function decisionOf(random: SimRandom) {
  switch (random.below(4)) {
    case 0:
      return { request: { kind: 'cut_line' }, reasonCode: 'vague' } as const;
    case 1:
      return {
        request: { kind: 'cut_percent', percentE4: 100_000 * (1 + random.below(4)) },
        reasonCode: 'vague',
      } as const;
    case 2:
      return {
        request: { kind: 'cut_hours', hoursE4: 1000 },
        reasonCode: 'excessive',
        note: `see ${random.below(3)}`,
      } as const;
    default:
      return { request: { kind: 'accept' }, reasonCode: null } as const;
  }
}

async function switchFinding({ workspace }: OracleDevice, lineId: string, random: SimRandom): Promise<boolean> {
  const line = await workspace.query('getLine', { lineId });
  if (!line.ok || line.value.findings.length === 0) return false;
  const { id: findingId, isEnabled } = random.pick(line.value.findings);
  const input = { findingId, isEnabled: !isEnabled, reason: 'agreed' };
  return (await workspace.command('setFindingEnabled', input)).ok;
}

async function resolveOne({ workspace }: OracleDevice, random: SimRandom): Promise<boolean> {
  const listed = await workspace.query('listConflicts', ALL);
  if (!listed.ok || listed.value.rows.length === 0) return false;
  const { conflictId } = random.pick(listed.value.rows);
  const kind = random.pick(['keep_mine', 'take_theirs'] as const);
  return (await workspace.command('resolveConflict', { conflictId, resolution: { kind } })).ok;
}

function guidelineText(random: SimRandom): string {
  return `name: acme\ntitle: Acme\nversion: ${1 + random.below(9)}\nrules:\n  - id: R09\n  - id: R24\n`;
}
