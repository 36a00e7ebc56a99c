import type { WorkspaceError, WorkspaceErrorKind } from '#shared/api/workspace.ts';

/**
 * A refusal on its way out of a query or command. Thrown inside the engine only; `replyOf` turns it into a
 * value before anybody else sees it.
 */
export class WorkspaceFailure extends Error {
  readonly kind: WorkspaceErrorKind;

  constructor(kind: WorkspaceErrorKind, message: string) {
    super(message);
    this.name = 'WorkspaceFailure';
    this.kind = kind;
  }
}

export function refuse(message: string): never {
  throw new WorkspaceFailure('refused', message);
}

export function notFound(what: string): never {
  throw new WorkspaceFailure('not_found', `${what} is not in this workspace; it may have been removed.`);
}

/** SQLite's primary result codes (sqlite.org/rescode.html) that call for something else than a report. */
const BUSY = 5;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;

const CODE_BY_NAME: Readonly<Record<string, number>> = {
  SQLITE_BUSY: BUSY,
  SQLITE_LOCKED: BUSY,
  SQLITE_IOERR: IO_ERROR,
  SQLITE_CORRUPT: CORRUPT,
  SQLITE_FULL: FULL,
  SQLITE_NOTADB: NOT_A_DATABASE,
};

/** The primary SQLite result code of a driver's error (`code` name or `resultCode` number), else `null`. */
export function sqliteCodeOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('resultCode' in error && typeof error.resultCode === 'number') return error.resultCode & 0xff;
  if (!('code' in error) || typeof error.code !== 'string') return null;
  const primary = /^SQLITE_[A-Z]+/.exec(error.code)?.[0] ?? '';
  return CODE_BY_NAME[primary] ?? null;
}

/** Whether a database file is damaged or none (also: opened with the wrong key). */
export function isDamaged(error: unknown): boolean {
  const code = sqliteCodeOf(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

/**
 * Any thrown thing as an error a screen can act on. Sentences say what was kept; causes carry no text of an
 * invoice, because SQLite's own messages name tables and constraints only.
 */
export function workspaceErrorOf(error: unknown): WorkspaceError {
  if (error instanceof WorkspaceFailure) return { kind: error.kind, message: error.message };
  switch (sqliteCodeOf(error)) {
    case FULL:
      return {
        kind: 'storage_full',
        message: 'There is no room left to store this. Nothing was changed; free some space and try again.',
      };
    case BUSY:
      return {
        kind: 'unavailable',
        message: 'Another window is using the store at this moment. Nothing was changed; try again.',
      };
    case CORRUPT:
    case NOT_A_DATABASE:
      return {
        kind: 'failed',
        message:
          'The working copy is damaged. Your imports and decisions are kept apart from it; start again to rebuild it.',
      };
    case IO_ERROR:
      return {
        kind: 'failed',
        message:
          'The disk could not be written or read. What was confirmed before is kept; check the disk and start again.',
      };
    default: {
      const cause = error instanceof Error ? error.message : String(error);
      return {
        kind: 'failed',
        message: `Something went wrong and nothing was changed. Please report this: ${cause.slice(0, 300)}`,
      };
    }
  }
}
