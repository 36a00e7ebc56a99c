import { NewerSchemaError } from '#shared/workspace/store/migrate.ts';

/** Why a workspace did not open, as a closed set, with what to tell the person. */
export interface OpenFailure {
  readonly kind: 'read_only' | 'storage_full' | 'in_use' | 'newer' | 'failed';
  readonly message: string;
  /** For the log: a code of Node or SQLite, never a text. */
  readonly code: string;
}

const READ_ONLY = /^(?:EROFS|EACCES|EPERM|EEXIST|ENOTDIR|EISDIR|SQLITE_READONLY\w*|SQLITE_CANTOPEN\w*|SQLITE_PERM)$/;
const FULL = /^(?:ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)$/;
const IN_USE = /^(?:SQLITE_BUSY\w*|SQLITE_LOCKED\w*|EBUSY)$/;

export function openFailureOf(error: unknown): OpenFailure {
  const code = codeOf(error);
  if (error instanceof NewerSchemaError) return { kind: 'newer', code: 'NEWER_SCHEMA', message: MESSAGES.newer };
  const kind = READ_ONLY.test(code)
    ? 'read_only'
    : FULL.test(code)
      ? 'storage_full'
      : IN_USE.test(code)
        ? 'in_use'
        : 'failed';
  return { kind, code, message: MESSAGES[kind] };
}

const MESSAGES: Readonly<Record<OpenFailure['kind'], string>> = {
  read_only:
    'LAIT may not write in its own folder, so it did not open: nothing you do could be kept. What was kept before is untouched. Make the folder writable for you (or ask your administrator) and try again.',
  storage_full:
    'The disk is full, so LAIT did not open: nothing you do could be kept. What was kept before is untouched. Free some space and try again.',
  in_use:
    'Another program holds the files of LAIT. They are untouched. Close it (a second LAIT, a backup) and try again.',
  newer:
    'These files were written by a later version of LAIT. They are untouched. Install that version, or a later one, and start again.',
  failed:
    'The files of LAIT could not be opened. They are untouched. Try again; if it stays so, send the log to your administrator.',
};

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return 'UNKNOWN';
}
