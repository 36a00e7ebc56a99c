import type { LineRow } from '#shared/api/workspace.ts';
import type { OracleDevice } from './oracle-device.ts';

const ALL = { offset: 0, limit: 200 } as const;

/**
 * Somebody does something on a device, with what is there.
 * @param random from 0 to below 1
 * @returns whether there was something to do
 */
export async function actOn(device: OracleDevice, random: () => number): Promise<boolean> {
  const { workspace } = device;
  const below = (count: number) => Math.floor(random() * count);
  const kind = below(20);
  if (kind === 0) return resolveOne(device, below);
  const listed = await workspace.query('listInvoices', {
    sort: { by: 'invoiceNumber', direction: 'ascending' },
    ...ALL,
  });
  if (!listed.ok || listed.value.rows.length === 0) return false;
  const invoiceId = listed.value.rows[below(listed.value.rows.length)]?.invoiceId ?? '';
  const lines = await linesOf(device, invoiceId);
  const line = lines[below(Math.max(1, lines.length))];
  if (line === undefined) return false;
  const { lineId } = line;
  const some = lines.filter(() => random() < 0.5).map((each) => each.lineId);
  switch (kind) {
    case 1:
      await workspace.command('addComment', {
        invoiceId,
        lineId: random() < 0.5 ? lineId : null,
        text: `Remark ${below(1000)}`,
      });
      return true;
    case 2:
      await workspace.command('rewriteNarrative', { lineId, narrative: `Draft answer, part ${below(3)}` });
      return true;
    case 3:
      if (some.length > 0) {
        await workspace.command('decidePool', {
          lineIds: some,
          cutE4: 10_000 + below(50_000),
          reasonCode: 'excessive',
        });
      }
      return true;
    case 4:
      await workspace.command('acceptProposals', { lineIds: lines.map((each) => each.lineId) });
      return true;
    case 5:
      if (some.length > 0) await workspace.command('clearDecisions', { lineIds: some });
      return true;
    case 6:
    case 7:
      return switchFinding(device, lineId, below);
    case 8:
      await workspace.command(random() < 0.6 ? 'undo' : 'redo', {});
      return true;
    case 9:
      await workspace.command('submitInvoice', { invoiceId });
      return true;
    case 10:
      await workspace.command('approveInvoice', { invoiceId });
      return true;
    case 11:
      if (random() < 0.7) await workspace.command('reopenInvoice', { invoiceId });
      else await workspace.command('returnInvoice', { invoiceId, note: 'Split this entry.' });
      return true;
    case 12:
      await workspace.command('assignGuideline', {
        invoiceId,
        name: ['standard', 'strict-insurer'][below(2)] ?? 'standard',
      });
      return true;
    default:
      await workspace.command('decideLines', {
        lineIds: kind === 13 && some.length > 0 ? some : [lineId],
        ...decisionOf(below),
      });
      return true;
  }
}

async function linesOf({ workspace }: OracleDevice, invoiceId: string): Promise<readonly LineRow[]> {
  const sort = { by: 'record', direction: 'ascending' } as const;
  const listed = await workspace.query('listLines', { invoiceId, filter: {}, sort, ...ALL });
  return listed.ok ? listed.value.rows : [];
}

function decisionOf(below: (count: number) => number) {
  switch (below(4)) {
    case 0:
      return { request: { kind: 'cut_line' }, reasonCode: 'vague' } as const;
    case 1:
      return { request: { kind: 'cut_percent', percentE4: 100_000 * (1 + below(4)) }, reasonCode: 'vague' } as const;
    case 2:
      return {
        request: { kind: 'cut_hours', hoursE4: 1000 },
        reasonCode: 'excessive',
        note: `see ${below(3)}`,
      } as const;
    default:
      return { request: { kind: 'accept' }, reasonCode: null } as const;
  }
}

async function switchFinding(
  { workspace }: OracleDevice,
  lineId: string,
  below: (count: number) => number,
): Promise<boolean> {
  const line = await workspace.query('getLine', { lineId });
  const findings = line.ok ? line.value.findings : [];
  const finding = findings[below(Math.max(1, findings.length))];
  if (finding === undefined) return false;
  await workspace.command('setFindingEnabled', {
    findingId: finding.id,
    isEnabled: !finding.isEnabled,
    reason: 'agreed',
  });
  return true;
}

async function resolveOne({ workspace }: OracleDevice, below: (count: number) => number): Promise<boolean> {
  const listed = await workspace.query('listConflicts', ALL);
  const conflict = listed.ok ? listed.value.rows[below(Math.max(1, listed.value.rows.length))] : undefined;
  if (conflict === undefined) return false;
  const { conflictId } = conflict;
  const kind = below(2) === 0 ? 'keep_mine' : 'take_theirs';
  await workspace.command('resolveConflict', { conflictId, resolution: { kind } });
  return true;
}
