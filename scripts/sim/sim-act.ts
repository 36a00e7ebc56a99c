import type { CommandInput, CommandName, CommandOutputs, LineRow, Reply } from '#shared/api/workspace.ts';
import type { CommandKind, SimCommand } from './sim-commands.ts';
import { BASE_URL, type SimDevice } from './sim-device.ts';
import { simFile } from './sim-files.ts';

const ASCENDING = { by: 'record', direction: 'ascending' } as const;

/** What a person does on one device, with the invoices and lines that are there. Answers what the workspace said. */
export async function act(
  device: SimDevice,
  command: SimCommand & { kind: CommandKind },
): Promise<Reply<unknown> | null> {
  const { kind, a, b, c } = command;
  switch (kind) {
    case 'importFile': {
      const number = 10 + (a % 8);
      const { bytes, name } = simFile(number);
      device.imported.add(number);
      return run(device, 'importFile', { importId: uuidOf(a, b, c), name, bytes });
    }
    case 'saveGuideline':
      return run(device, 'saveGuideline', { text: guidelineText(1 + (b % 6)) });
    case 'undo':
    case 'redo':
      return run(device, kind, {});
    case 'resolveConflict':
      return resolve(device, b, c);
    case 'readNotifications':
      return readNotifications(device);
    case 'readDiscarded':
      return run(device, 'dismissDiscarded', {});
    case 'signOut':
      return run(device, 'signOut', {});
    default:
      return actOnInvoice(device, command);
  }
}

async function actOnInvoice(device: SimDevice, { kind, a, b, c }: SimCommand): Promise<Reply<unknown> | null> {
  const invoiceId = await someInvoice(device, a);
  if (invoiceId === null) return null;
  switch (kind) {
    case 'submitInvoice':
    case 'approveInvoice':
    case 'reopenInvoice':
      return run(device, kind, { invoiceId });
    case 'returnInvoice':
      return run(device, kind, { invoiceId, note: `Split entry ${b}.` });
    case 'assignGuideline':
      return run(device, kind, { invoiceId, name: ['standard', 'strict-insurer', 'acme'][b % 3] ?? 'standard' });
    case 'exportInvoice':
      return run(device, kind, { invoiceId, format: 'csv', cutLines: 'show' });
    case 'look':
      return device.workspace?.query('getInvoice', { invoiceId }) ?? null;
    default:
      return actOnLines(device, kind, invoiceId, b, c);
  }
}

async function actOnLines(
  device: SimDevice,
  kind: SimCommand['kind'],
  invoiceId: string,
  b: number,
  c: number,
): Promise<Reply<unknown> | null> {
  const rows = await linesOf(device, invoiceId);
  const one = rows[b % Math.max(1, rows.length)];
  if (one === undefined) return null;
  const { lineId } = one;
  const lineIds = rows.map((row) => row.lineId);
  const some = lineIds.filter((_, index) => ((c >> index) & 1) === 1);
  switch (kind) {
    case 'decideLine':
      return run(device, 'decideLines', { lineIds: [lineId], ...decisionOf(c) });
    case 'decideBulk':
      return run(device, 'decideLines', { lineIds, ...decisionOf(b) });
    case 'decidePool':
      return some.length === 0
        ? null
        : run(device, 'decidePool', { lineIds: some, cutE4: 10_000 + b, reasonCode: 'excessive' });
    case 'acceptProposals':
      return run(device, 'acceptProposals', { lineIds });
    case 'clearDecisions':
      return some.length === 0 ? null : run(device, 'clearDecisions', { lineIds: some });
    case 'rewriteNarrative':
      return run(device, 'rewriteNarrative', { lineId, narrative: `Draft answer, part ${c % 3}` });
    case 'addComment':
      return run(device, 'addComment', { invoiceId, lineId: b % 2 === 0 ? lineId : null, text: `Remark ${c}` });
    case 'dismissFinding':
    case 'restoreFinding':
      return switchFinding(device, lineId, kind === 'restoreFinding', c);
    case 'dismissRule': {
      const [ruleId] = one.ruleIds;
      if (ruleId === undefined) return null;
      return run(device, 'setRuleEnabled', { invoiceId, ruleId, isEnabled: c % 4 === 0 });
    }
    default:
      throw new Error(`Nobody knows how to do ${kind}.`);
  }
}

async function switchFinding(device: SimDevice, lineId: string, isEnabled: boolean, c: number) {
  const line = await device.workspace?.query('getLine', { lineId });
  const findings = line?.ok === true ? line.value.findings.filter((each) => each.isEnabled !== isEnabled) : [];
  const finding = findings[c % Math.max(1, findings.length)];
  if (finding === undefined) return null;
  const reason = c % 2 === 0 ? 'agreed with client' : undefined;
  return run(device, 'setFindingEnabled', { findingId: finding.id, isEnabled, reason });
}

async function resolve(device: SimDevice, b: number, c: number): Promise<Reply<unknown> | null> {
  const listed = await device.workspace?.query('listConflicts', { offset: 0, limit: 100 });
  const conflict = listed?.ok === true ? listed.value.rows[b % Math.max(1, listed.value.rows.length)] : undefined;
  if (conflict === undefined) return null;
  const { conflictId } = conflict;
  const detail = await device.workspace?.query('getConflict', { conflictId });
  if (detail === undefined || !detail.ok) return detail ?? null;
  const choice = detail.value.choices[c % detail.value.choices.length] ?? 'take_theirs';
  switch (choice) {
    case 'keep_mine':
    case 'take_theirs':
      return run(device, 'resolveConflict', { conflictId, resolution: { kind: choice } });
    case 'edit_decision':
      return run(device, 'resolveConflict', { conflictId, resolution: { kind: choice, ...decisionOf(c) } });
    case 'edit_narrative':
      return run(device, 'resolveConflict', { conflictId, resolution: { kind: choice, narrative: `Draft ${c}` } });
  }
}

async function readNotifications(device: SimDevice): Promise<Reply<unknown> | null> {
  const listed = await device.workspace?.query('listNotifications', { unreadOnly: true, offset: 0, limit: 100 });
  const ids = listed?.ok === true ? listed.value.rows.map(({ notificationId }) => notificationId) : [];
  return ids.length === 0 ? null : run(device, 'markNotificationsRead', { notificationIds: ids });
}

export function signIn(device: SimDevice): Promise<Reply<CommandOutputs['signIn']>> {
  const { userId, displayName, role } = device.user;
  if (role === 'alone') throw new Error('Nobody signs in alone.');
  return run(device, 'signIn', { baseUrl: BASE_URL, userId, displayName, role });
}

export function run<N extends CommandName>(
  device: SimDevice,
  name: N,
  input: CommandInput<N>,
): Promise<Reply<CommandOutputs[N]>> {
  const { workspace } = device;
  if (workspace === null) throw new Error('The device is off.');
  return workspace.command(name, input);
}

async function someInvoice(device: SimDevice, a: number): Promise<string | null> {
  const sort = { by: 'invoiceNumber', direction: 'ascending' } as const;
  const listed = await device.workspace?.query('listInvoices', { sort, offset: 0, limit: 100 });
  if (listed === undefined || !listed.ok || listed.value.rows.length === 0) return null;
  return listed.value.rows[a % listed.value.rows.length]?.invoiceId ?? null;
}

export async function linesOf(device: Pick<SimDevice, 'workspace'>, invoiceId: string): Promise<readonly LineRow[]> {
  const input = { invoiceId, filter: {}, sort: ASCENDING, offset: 0, limit: 100 };
  const listed = await device.workspace?.query('listLines', input);
  return listed?.ok === true ? listed.value.rows : [];
}

function decisionOf(c: number) {
  const reasonCode = c % 7 === 0 ? null : 'vague';
  switch (c % 5) {
    case 0:
      return { request: { kind: 'cut_line' }, reasonCode } as const;
    case 1:
      return { request: { kind: 'cut_percent', percentE4: 100_000 * (1 + (c % 4)) }, reasonCode } as const;
    case 2:
      return { request: { kind: 'cut_hours', hoursE4: 1000 }, reasonCode, note: `see ${c % 3}` } as const;
    default:
      return { request: { kind: 'accept' }, reasonCode: null } as const;
  }
}

function guidelineText(version: number): string {
  return `name: acme\ntitle: Acme\nversion: ${version}\nrules:\n  - id: R09\n  - id: R24\n`;
}

function uuidOf(a: number, b: number, c: number): string {
  return `00000000-0000-7000-8000-${[a, b, c].map((each) => each.toString(16).padStart(4, '0')).join('')}`;
}
