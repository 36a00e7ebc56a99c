import type { DiagnosticStep } from '#shared/api/diagnostics.ts';
import type { SyncStatus } from '#shared/api/sync-status.ts';
import type { WorkspaceStatus } from '#shared/api/workspace.ts';

/** Facts, gathered at the edges; each may fail on its own. Times are milliseconds since 1970 unless they say otherwise. */
export interface DiagnosticFacts {
  /** Null: no server is named. `clockSkewMs`: the server's clock less ours. Rejects when it is not reached. */
  server(): Promise<{ readonly latencyMs: number; readonly clockSkewMs: number } | null>;
  keyStore(): Promise<'protected' | 'weak' | 'none'>;
  disk(): Promise<{ readonly freeBytes: number; readonly usedBytes: number }>;
  /** Rejects while no workspace answers. */
  workspace(): Promise<WorkspaceStatus>;
  sync(): Promise<SyncStatus>;
  /** The stores' own check of their pages (`PRAGMA quick_check`). */
  stores(): Promise<{ readonly outbox: 'ok' | 'damaged'; readonly cache: 'ok' | 'damaged' }>;
  update(): Promise<{ readonly version: string; readonly trouble: string | null; readonly mustUpdate: boolean }>;
  notifications(): Promise<{ readonly shown: number; readonly failed: number; readonly isOn: boolean }>;
}

type Finding = Pick<DiagnosticStep, 'outcome' | 'finding'>;

const SLOW_MS = 2_000;
const SKEWED_MS = 5 * 60_000;
const LOW_DISK_BYTES = 500 * 1_048_576;
const MEGABYTE = 1_048_576;
const LONGEST_STEP_MS = 10_000;

const ok = (finding: string): Finding => ({ outcome: 'ok', finding });
const attention = (finding: string): Finding => ({ outcome: 'attention', finding });
const failed = (finding: string): Finding => ({ outcome: 'failed', finding });

/** Runs every step, whatever becomes of the others. @param after for a deadline a step */
export async function runSteps(
  facts: DiagnosticFacts,
  after: (milliseconds: number) => Promise<void>,
): Promise<readonly DiagnosticStep[]> {
  const steps: readonly [string, () => Promise<Finding>, string][] = [
    ['The firm\u2019s server', () => server(facts), 'The server is not reached. Work goes on here and is sent later.'],
    [
      'This computer\u2019s clock',
      () => clock(facts),
      'The server is not reached, so that there is nothing to compare with.',
    ],
    ['The system\u2019s key store', () => keyStore(facts), 'The key store does not answer.'],
    ['Room on the disk', () => disk(facts), 'How much room there is could not be found out.'],
    ['The workspace', () => workspace(facts), 'The workspace does not answer. Restart LAIT; your work is kept.'],
    [
      'The stores on the disk',
      () => stores(facts),
      'The stores could not be checked. Restart LAIT; your work is kept.',
    ],
    ['Work that waits to be sent', () => queue(facts), 'The workspace does not answer.'],
    ['The last sync', () => lastSync(facts), 'The workspace does not answer.'],
    ['New versions', () => update(facts), 'What became of the last look for a new version is not known.'],
    ['Notifications', () => notifications(facts), 'What became of notifications is not known.'],
  ];
  const late = Symbol('late');
  return Promise.all(
    steps.map(async ([name, step, otherwise], index): Promise<DiagnosticStep> => {
      const found = await Promise.race([
        step().catch(() => failed(otherwise)),
        after(LONGEST_STEP_MS).then((): typeof late => late),
      ]);
      return { number: index + 1, name, ...(found === late ? failed(otherwise) : found) };
    }),
  );
}

async function server(facts: DiagnosticFacts): Promise<Finding> {
  const reached = await facts.server();
  if (reached === null) return ok('No server is named: LAIT works on this computer alone.');
  const { latencyMs } = reached;
  return latencyMs > SLOW_MS
    ? attention(`Reached, but slow: ${latencyMs} ms for one question.`)
    : ok(`Reached in ${latencyMs} ms.`);
}

async function clock(facts: DiagnosticFacts): Promise<Finding> {
  const reached = await facts.server();
  if (reached === null) return ok('No server is named to compare with.');
  const seconds = Math.round(Math.abs(reached.clockSkewMs) / 1_000);
  return seconds * 1_000 > SKEWED_MS
    ? attention(
        `Differs from the server\u2019s by ${seconds} s. Nothing is ordered by it, but times shown are wrong; set it right.`,
      )
    : ok(`Within ${seconds} s of the server\u2019s.`);
}

async function keyStore(facts: DiagnosticFacts): Promise<Finding> {
  switch (await facts.keyStore()) {
    case 'protected':
      return ok('Protects the keys of this computer\u2019s user.');
    case 'weak':
      return attention('Protects with a password that is the same everywhere. Set up a keyring.');
    case 'none':
      return failed('There is none. The stores cannot be opened after a restart; set one up.');
  }
}

async function disk(facts: DiagnosticFacts): Promise<Finding> {
  const { freeBytes, usedBytes } = await facts.disk();
  const words = `${Math.floor(freeBytes / MEGABYTE)} MB free; LAIT uses ${Math.ceil(usedBytes / MEGABYTE)} MB.`;
  return freeBytes < LOW_DISK_BYTES ? attention(`Low: ${words} Make room before more bills come in.`) : ok(words);
}

async function workspace(facts: DiagnosticFacts): Promise<Finding> {
  const { storage, isEncrypted, invoiceCount, lineCount, notice } = await facts.workspace();
  const words = `${invoiceCount} invoices, ${lineCount} lines, ${isEncrypted ? 'encrypted' : 'not encrypted'}.`;
  if (storage === 'memory') return attention(`In memory only: everything is gone when LAIT ends. ${words}`);
  return notice === null ? ok(words) : attention(`${words} ${notice}`);
}

async function stores(facts: DiagnosticFacts): Promise<Finding> {
  const { outbox, cache } = await facts.stores();
  if (outbox === 'damaged')
    return failed('The outbox is damaged. Restart LAIT: what can be read is taken over, the rest is set aside.');
  if (cache === 'damaged')
    return attention('The working copy is damaged. Restart LAIT: it is built anew, and no work is lost.');
  return ok('Both are sound.');
}

async function queue(facts: DiagnosticFacts): Promise<Finding> {
  const { state, waitingCount, conflictCount, heldCount } = await facts.sync();
  if (state === 'alone') return ok(`No server: ${waitingCount} actions are kept here.`);
  const words = `${waitingCount} waiting, ${heldCount} held, ${conflictCount} need you.`;
  return conflictCount > 0 ? attention(words) : ok(words);
}

async function lastSync(facts: DiagnosticFacts): Promise<Finding> {
  const { state, lastSyncAt, lockedCount, repairCount } = await facts.sync();
  if (state === 'alone') return ok('No server: there is nothing to sync with.');
  const words = `${lastSyncAt ?? 'Never'}; state ${state}; ${repairCount} repairs; ${lockedCount} matters locked.`;
  return state === 'attention' || state === 'locked' || lastSyncAt === null ? attention(words) : ok(words);
}

async function update(facts: DiagnosticFacts): Promise<Finding> {
  const { version, trouble, mustUpdate } = await facts.update();
  if (mustUpdate) return attention(`Version ${version} is below what your firm allows.`);
  return trouble === null ? ok(`Version ${version}.`) : attention(`Version ${version}. ${trouble}`);
}

async function notifications(facts: DiagnosticFacts): Promise<Finding> {
  const { shown, failed: failures, isOn } = await facts.notifications();
  const words = `${shown} shown, ${failures} failed${isOn ? '' : ', turned off'}.`;
  return failures > shown
    ? attention(`${words} Allow notifications of LAIT in the system\u2019s settings.`)
    : ok(words);
}
