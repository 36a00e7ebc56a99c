import type { CommandOutputs } from '#shared/api/workspace.ts';
import type { Engine } from '../engine.ts';
import { minimumVersionAbove, NOT_WITH_THIS_VERSION } from '../sync/minimum-version.ts';
import { refuse, WorkspaceFailure } from '../workspace-error.ts';
import { type FileToImport, importFile } from './import-file.ts';

type ImportedFile = CommandOutputs['importFile'];

/** Imports one file at a time, in the order they came; each can be cancelled until it is stored. */
export interface ImportQueue {
  add(file: FileToImport): Promise<ImportedFile>;
  /** Without effect on an import that has ended or was never begun. */
  cancel(importId: string): void;
  cancelAll(): void;
}

export function importQueue(engine: Engine): ImportQueue {
  const open = new Set<string>();
  const cancelled = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(file) {
      if (engine.author() !== null && minimumVersionAbove(engine) !== null) refuse(NOT_WITH_THIS_VERSION);
      if (open.has(file.importId)) {
        throw new WorkspaceFailure('invalid', 'An import with this importId is under way.');
      }
      open.add(file.importId);
      const { importId, name } = file;
      engine.emit({ type: 'importProgress', importId, name, stage: 'waiting', permille: 0 });
      const run = last.then(() => importFile(engine, file, () => cancelled.has(importId)));
      const settle = () => {
        open.delete(importId);
        cancelled.delete(importId);
      };
      last = run.then(settle, settle);
      return run;
    },
    cancel(importId) {
      if (open.has(importId)) cancelled.add(importId);
    },
    cancelAll() {
      for (const importId of open) cancelled.add(importId);
    },
  };
}
