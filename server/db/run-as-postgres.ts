import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** As whom PostgreSQL's programs run; null: as ourselves. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
  /** Whether a folder on the way, as a closed `/root`, is shut to everybody else. */
  readonly isShutOut: boolean;
}

const ENTERS_EVERYWHERE = '-all,+dac_override';

/**
 * PostgreSQL refuses to run as root. Under root its programs run as the system's user `postgres`, who is entered
 * where there is none yet.
 * @param folders that the programs and their data lie in
 */
export function postgresUserFor(folders: readonly string[]): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  const known = idsOf('postgres') ?? enter('postgres');
  return { ...known, isShutOut: folders.some(isShut) };
}

/**
 * Starts a program as that user. Where folders are shut to it, it keeps of root's powers the one to enter them,
 * and no other: it is root's own machine, and PostgreSQL only minds who owns its data.
 */
export function spawnAs(
  user: PostgresUser | null,
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  if (user === null) return spawn(program, args, options);
  const { uid, gid, isShutOut } = user;
  if (!isShutOut) return spawn(program, args, { ...options, uid, gid });
  const identity = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  // Without the last, a program that asks whether it may would be answered for the user alone.
  const powers = [
    `--inh-caps=${ENTERS_EVERYWHERE}`,
    `--ambient-caps=${ENTERS_EVERYWHERE}`,
    '--securebits=+no_setuid_fixup',
  ];
  return spawn('setpriv', [...identity, ...powers, '--', program, ...args], options);
}

/** What to say where `setpriv` could not do it. */
export function shutOutHint(user: PostgresUser | null): string {
  return user?.isShutOut === true
    ? ' Under root it runs as the user postgres, to whom this folder is shut: put LAIT where others may enter, or start it as an ordinary user.'
    : '';
}

function isShut(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return !isOpen || (folder !== dirname(folder) && isShut(dirname(folder)));
}

function idsOf(name: string): { readonly uid: number; readonly gid: number } | null {
  const ask = (what: string) =>
    Number.parseInt(execFileSync('id', [what, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }), 10);
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null; // There is no such user.
  }
}

function enter(name: string): { readonly uid: number; readonly gid: number } {
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', name], { stdio: 'ignore' });
  const ids = idsOf(name);
  if (ids === null) throw new Error(`The user ${name} could not be entered on this system.`);
  return ids;
}
