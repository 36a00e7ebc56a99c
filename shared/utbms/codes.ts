import type { UtbmsCode } from './code-sets.ts';

/** A phase header and the codes under it: the header groups and is usually not valid on a line. */
export function phase(code: string, label: string, tasks: Readonly<Record<string, string>>): readonly UtbmsCode[] {
  return [{ code, label, isPhaseHeader: true }, ...plain(tasks)];
}

/** Codes that may all stand on a line. */
export function plain(labels: Readonly<Record<string, string>>): readonly UtbmsCode[] {
  return Object.entries(labels).map(([code, label]) => ({ code, label, isPhaseHeader: false }));
}
