import type { SystemBackups, SystemStatus } from '#shared/api/system.ts';
import type { AdminPart } from '../../../state/route.ts';
import { countOf } from '../../../ui/format-money.ts';
import {
  ageWords,
  durationWords,
  GROUP_WORDS,
  jobName,
  MODE_WORDS,
  millisecondWords,
  sizeWords,
} from './system-words.ts';

/** Something that an administrator should look at: what it is, and what to do. */
export interface SystemNeed {
  readonly key: string;
  /** `refusal`: people are held up or something may be lost. */
  readonly tone: 'refusal' | 'attention';
  readonly text: string;
  /** Where to do something about it. */
  readonly part?: AdminPart;
}

const WAITS_LONG_MS = 5 * 60_000;
const FEWEST_ANSWERS = 20;
const FULL_SHARE = 0.9;
const FEWEST_FREE_BYTES = 5_000_000_000;

const BACKUP_WORDS: Readonly<Record<SystemBackups['faults'][number], string>> = {
  backup_overdue:
    'The last backup of the record is older than a day, or there is none. Run scripts/backup.sh and look at cron.',
  files_overdue:
    'The last backup of the files is older than a day, or there is none. Run scripts/backup.sh and look at cron.',
  archive_failing:
    'PostgreSQL cannot put its log away: what was written since the last backup would be lost with the disk. Look at its container\u2019s log and the room for backups.',
  drill_overdue: 'No backup was proved to restore within eight days. Run scripts/restore-drill.sh.',
};

/** What needs an administrator, the worst first; nothing: all is well. */
export function systemNeeds(status: SystemStatus): readonly SystemNeed[] {
  const needs = [
    ...partNeeds(status),
    ...processNeeds(status),
    ...queueNeeds(status),
    ...backupNeeds(status),
    ...diskNeeds(status),
    ...latencyNeeds(status),
    ...versionNeeds(status),
    ...silentSections(status),
  ];
  return [...needs.filter(({ tone }) => tone === 'refusal'), ...needs.filter(({ tone }) => tone === 'attention')];
}

const PAGES: Readonly<Record<string, AdminPart>> = { legal: 'legal', models: 'models', opinions: 'opinions' };

function partNeeds({ parts, at }: SystemStatus): SystemNeed[] {
  return parts
    .filter(({ name, status }) => status === 'down' && name !== 'backups')
    .map((part) => {
      const page = PAGES[part.name];
      return {
        key: `part ${part.name}`,
        tone: part.isRequired ? 'refusal' : 'attention',
        text: `Down for ${ageWords(part.since, at)}: ${part.sentence}`,
        ...(page === undefined ? {} : { part: page }),
      };
    });
}

function processNeeds({ processes, at }: SystemStatus): SystemNeed[] {
  if (processes === null) return [];
  const needs: SystemNeed[] = processes
    .filter(({ isSilent }) => isSilent)
    .map(({ id, mode, host, processId, lastSeenAt }) => ({
      key: `silent ${id}`,
      tone: 'attention',
      text: `${MODE_WORDS[mode]} ${host}, process ${processId}, has said nothing for ${ageWords(lastSeenAt, at)}. It was ended by force, or hangs; its jobs are given to others. Look at its container.`,
    }));
  const alive = processes.filter(({ isSilent }) => !isSilent);
  if (!alive.some(({ mode }) => mode !== 'api')) {
    needs.push({
      key: 'no worker',
      tone: 'refusal',
      text: 'No worker runs: files that are sent wait, and legal searches do not end. Start one (docker-compose up -d worker).',
    });
  }
  const versions = [...new Set(alive.map(({ version, revision }) => `${version} ${revision ?? ''}`.trim()))];
  if (versions.length > 1) {
    needs.push({
      key: 'versions',
      tone: 'attention',
      text: `Several versions of the server run at once (${versions.join(', ')}). End the upgrade, or take it back.`,
    });
  }
  return needs;
}

function queueNeeds({ queue, at }: SystemStatus): SystemNeed[] {
  if (queue === null) return [];
  const late = queue.kinds.flatMap(({ kind, oldestWaitingAt }): SystemNeed[] => {
    if (oldestWaitingAt === null || Date.parse(at) - Date.parse(oldestWaitingAt) < WAITS_LONG_MS) return [];
    const text = `${jobName(kind)} has waited for ${ageWords(oldestWaitingAt, at)}. If it does not go on by itself, start another worker.`;
    return [{ key: `waits ${kind}`, tone: 'attention', text }];
  });
  const failed = queue.kinds.filter(({ failed }) => failed > 0);
  return [
    ...late,
    ...failed.map(({ kind, failed }): SystemNeed => {
      const isFile = kind === 'read-upload';
      const next = isFile ? 'The files are listed under Stuck files.' : 'Its request is named under Failed work.';
      const text = `${jobName(kind)} failed for good ${failed === 1 ? 'once' : `${failed} times`} within seven days. ${next}`;
      return { key: `failed ${kind}`, tone: 'attention', text, ...(isFile ? { part: 'work' } : {}) };
    }),
  ];
}

function backupNeeds({ backups }: SystemStatus): SystemNeed[] {
  if (backups === null) return [];
  if (!backups.areExpected) {
    const text =
      'No backups are set up: what is on this disk is all there is. Set LAIT_BACKUPS=on and enter scripts/backup.sh into cron.';
    return [{ key: 'no backups', tone: 'attention', text }];
  }
  return backups.faults.map((fault) => ({
    key: fault,
    tone: fault === 'archive_failing' ? 'refusal' : 'attention',
    text: BACKUP_WORDS[fault],
  }));
}

function diskNeeds({ disk: { store } }: SystemStatus): SystemNeed[] {
  if (store === null) return [];
  const { totalBytes, freeBytes } = store;
  const isFull = totalBytes - freeBytes > totalBytes * FULL_SHARE;
  if (!isFull && freeBytes > FEWEST_FREE_BYTES) return [];
  const text = `The disk of the files has ${sizeWords(freeBytes)} free of ${sizeWords(totalBytes)}. Make room, or give it a larger one; a full disk takes no files.`;
  return [{ key: 'disk', tone: freeBytes < FEWEST_FREE_BYTES ? 'refusal' : 'attention', text }];
}

function latencyNeeds({ latency }: SystemStatus): SystemNeed[] {
  const groups = latency?.groups ?? [];
  return groups.flatMap(({ group, answerCount, p95Ms, targetMs }): SystemNeed[] => {
    if (targetMs === null || answerCount < FEWEST_ANSWERS || (p95Ms !== null && p95Ms <= targetMs)) return [];
    const took = p95Ms === null ? 'more than 20 s' : `up to ${millisecondWords(p95Ms)}`;
    const text = `${GROUP_WORDS[group]}: 95 in 100 answers took ${took}; the target is ${millisecondWords(targetMs)}.`;
    return [{ key: `slow ${group}`, tone: 'attention', text }];
  });
}

function versionNeeds({ versions }: SystemStatus): SystemNeed[] {
  const { pendingStepCount, newerStepCount, oldestDesk, minimumClient } = versions;
  const needs: SystemNeed[] = [];
  if ((pendingStepCount ?? 0) > 0) {
    const text = `The database lacks ${countOf(pendingStepCount ?? 0, 'step')} of this version. Run mode migrate.`;
    needs.push({ key: 'pending', tone: 'refusal', text });
  }
  if ((newerStepCount ?? 0) > 0) {
    const text = `The database has ${countOf(newerStepCount ?? 0, 'step')} of a newer version; this one serves it all the same.`;
    needs.push({ key: 'newer', tone: 'attention', text });
  }
  if (oldestDesk !== null && minimumClient !== null && oldestDesk.isBelowMinimum) {
    const text = `${countOf(oldestDesk.deskCount, 'desk')} with version ${oldestDesk.version}: below ${minimumClient} they only hand in what they hold. Offer them an update.`;
    needs.push({ key: 'desks', tone: 'attention', text, part: 'versions' });
  }
  return needs;
}

function silentSections({ processes, queue, latency, disk, backups, people }: SystemStatus): SystemNeed[] {
  const sections = {
    processes: processes === null,
    queue: queue === null,
    'times of answers': latency === null,
    'the disk': disk.store === null,
    'the database\u2019s size': disk.database === null,
    backups: backups === null,
    people: people === null,
  };
  const silent = Object.entries(sections).flatMap(([name, isSilent]) => (isSilent ? [name] : []));
  if (silent.length === 0) return [];
  const text = `Not answered within a second: ${silent.join(', ')}. The rest is of now; it is asked again in ${durationWords(10)}.`;
  return [{ key: 'silent', tone: 'attention', text }];
}
