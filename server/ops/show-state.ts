import { totalmem } from 'node:os';
import { Gauge, type Registry } from 'prom-client';
import type { BackupState } from '../backups/backup-state.ts';
import type { LegalState, RecordState, ServerState } from './state-reader.ts';

/**
 * Gauges of how the server stands. What could not be read is left out: a missing figure is seen, an old one is believed.
 * @returns sets them all from one reading
 */
export function stateGauges(registry: Registry): (state: ServerState) => void {
  const gauge: MakeGauge = (name, help, labelNames = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const parts = gauge(
    'lait_part_up',
    '1 where a part of the server is well, 0 where it is down, as in /api/readiness; left out where turned off.',
    ['part'],
  );
  const record = recordGauges(gauge);
  const legal = legalGauges(gauge);
  const disk = gauge('lait_disk_bytes', 'Of the disk that holds the originals.', ['what']);
  const expected = gauge('lait_backups_expected', '1 where the scripts of this host make backups.');
  const certificate = gauge(
    'lait_certificate_expires_timestamp_seconds',
    'When the certificate of the front door comes to its end; left out where it speaks no TLS.',
  );
  const memory = gauge('lait_memory_limit_bytes', 'What this process may use: of its container, else of the machine.');
  return (state) => {
    parts.reset();
    for (const { name, status } of state.parts ?? [{ name: 'database', status: 'down' }]) {
      if (status !== 'disabled') parts.set({ part: name }, status === 'ok' ? 1 : 0);
    }
    record(state.record);
    legal(state.legal);
    setEach(disk, 'what', { free: state.disk?.freeBytes, size: state.disk?.sizeBytes });
    expected.set(state.areBackupsExpected ? 1 : 0);
    setOnly(certificate, secondsOf(state.certificateEndsAt));
    memory.set(memoryLimit());
  };
}

type MakeGauge = <L extends string>(name: string, help: string, labelNames?: L[]) => Gauge<L>;

function recordGauges(gauge: MakeGauge): (record: RecordState | null) => void {
  const jobs = gauge('lait_jobs', 'Jobs by state; dead: given up within the last day.', ['queue', 'state']);
  const oldest = gauge('lait_job_oldest_waiting_seconds', 'How long the oldest job that is due has waited.', ['queue']);
  const backups = backupGauges(gauge);
  const spending = gauge('lait_opinion_spending_micro', 'Second opinions of this month, in millionths of a dollar.', [
    'what',
  ]);
  const models = gauge('lait_model_version', 'Which version of a model is in use; left out where none is.', ['kind']);
  const searches = gauge('lait_legal_searches_queued', 'Searches that wait until the legal database may be asked.');
  const size = gauge('lait_database_bytes', 'What the record takes on the disk of PostgreSQL.');
  return (record) => {
    jobs.reset();
    oldest.reset();
    models.reset();
    backups(record?.backups ?? null);
    for (const { job, waiting, running, dead, oldestSeconds } of record?.queues ?? []) {
      for (const [state, count] of Object.entries({ waiting, running, dead })) jobs.set({ queue: job, state }, count);
      oldest.set({ queue: job }, oldestSeconds);
    }
    const { spentMicro, reservedMicro, capMicro } = record?.spending ?? {};
    setEach(spending, 'what', { spent: spentMicro, reserved: reservedMicro, cap: capMicro });
    for (const { kind, version } of record?.models ?? []) models.set({ kind }, version);
    setOnly(searches, record?.queuedSearches);
    setOnly(size, record?.databaseBytes);
  };
}

function backupGauges(gauge: MakeGauge): (backups: BackupState | null) => void {
  const at = gauge(
    'lait_backup_timestamp_seconds',
    'When a backup was last made (record, files), a backup last proved to restore (drill), the log last put away (archive).',
    ['what'],
  );
  const failing = gauge('lait_archive_failing', '1 where the last attempt to put a piece of the log away failed.');
  return (backups) => {
    setEach(at, 'what', {
      record: secondsOf(backups?.backupAt),
      files: secondsOf(backups?.filesAt),
      drill: secondsOf(backups?.drillAt),
      archive: secondsOf(backups?.archivedAt),
    });
    setOnly(failing, backups === null ? undefined : Number(backups.isArchiveFailing));
  };
}

function legalGauges(gauge: MakeGauge): (legal: LegalState | null) => void {
  const used = gauge('lait_legal_quota_used', 'Requests to the legal database within a window, by our own count.', [
    'window',
  ]);
  const limit = gauge('lait_legal_quota_limit', 'How many the account may make within a window.', ['window']);
  const resting = gauge('lait_legal_resting', '1 where the legal database is left alone because it failed.');
  const refused = gauge('lait_legal_key_refused', '1 where the legal database refused the key of the account.');
  return (legal) => {
    used.reset();
    limit.reset();
    for (const window of legal?.windows ?? []) {
      used.set({ window: `${window.seconds}s` }, window.used);
      limit.set({ window: `${window.seconds}s` }, window.limit);
    }
    setOnly(resting, legal === null ? undefined : Number(legal.isResting));
    setOnly(refused, legal === null ? undefined : Number(legal.isRefused));
  };
}

function secondsOf(time: Date | null | undefined): number | undefined {
  return time == null ? undefined : time.getTime() / 1_000;
}

/** A gauge without labels, or nothing in its place: by itself it would say 0. */
function setOnly(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}

function setEach<L extends string>(
  gauge: Gauge<L>,
  label: L,
  values: Readonly<Record<string, number | undefined>>,
): void {
  gauge.reset();
  for (const [name, value] of Object.entries(values)) {
    // Sound: the one label that this gauge has.
    if (value !== undefined) gauge.set({ [label]: name } as Record<L, string>, value);
  }
}

/** Node says 0, or more than there is, where no container sets a limit. */
function memoryLimit(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}
