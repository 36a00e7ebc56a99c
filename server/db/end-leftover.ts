import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_WAIT_MS = 10_000;
const LOOK_AGAIN_MS = 50;

/**
 * Before a data directory is used again: a server that outlived whoever started it (killed outright, so that
 * nothing could end it) is ended in order, and a note of a process id that belongs to somebody else by now is taken
 * away. A note whose process is gone is PostgreSQL's own business. On Windows nothing is done.
 * @throws when another LAIT is at work in the directory, or the leftover does not end
 */
export async function endLeftover(directory: string, onLog: (line: string) => void): Promise<void> {
  const note = join(directory, 'postmaster.pid');
  const pid = notedPid(note);
  if (pid === null || process.platform === 'win32' || !isAlive(pid)) return;
  const leftover = describeProcess(pid);
  if (leftover === null) return;
  if (!leftover.command.includes(directory)) {
    rmSync(note, { force: true });
    return;
  }
  const owner = describeProcess(leftover.parentPid);
  // An orphan belongs to init, or to whatever collects orphans in its place; ours belongs to a Node.
  if (owner !== null && /\bnode\b/.test(owner.command)) {
    throw new Error(`process ${leftover.parentPid} of LAIT is at work in ${directory}. End that one first.`);
  }
  onLog(`a server that was left over (process ${pid}) is ended`);
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`a server that was left over (process ${pid}) does not end.`);
    await pause(LOOK_AGAIN_MS);
  }
}

/** The first line of the note is the process id. */
function notedPid(note: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(note, 'utf8'), 10);
    return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null; // Nothing was left.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // Gone, or another user's, which PostgreSQL takes for gone as well.
  }
}

/** @returns null when it is gone, or the system does not say */
function describeProcess(pid: number): { readonly parentPid: number; readonly command: string } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { parentPid: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0), command };
  } catch {
    return describeWithPs(pid);
  }
}

/** Where there is no /proc, as on macOS. */
function describeWithPs(pid: number): { readonly parentPid: number; readonly command: string } | null {
  try {
    const text = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [, parentPid = '0', command = ''] = /^(\d+)\s+(.*)$/s.exec(text) ?? [];
    return { parentPid: Number(parentPid), command };
  } catch {
    return null;
  }
}
