import { createContext } from 'react';
import { filesInDrop } from './dropped-files.ts';
import type { NamedFile } from './imports.ts';

/** Files on their way in, and what was left out, as sentences. */
export interface TakenIn {
  readonly files: readonly NamedFile[];
  readonly remarks: readonly string[];
}

/** How files get from the system into this window; the desktop has a shorter way than a browser. */
export interface FileIntake {
  /** To be called in the drop event itself. */
  filesInDrop(transfer: DataTransfer): Promise<TakenIn>;
  /** Files that the system hands over (opened with LAIT, chosen from its menu). @returns a function that ends it */
  onArrived(listener: (taken: TakenIn) => void): () => void;
}

export const browserIntake: FileIntake = {
  filesInDrop: async (transfer) => ({ files: await filesInDrop(transfer), remarks: [] }),
  onArrived: () => () => {},
};

export const FileIntakeContext = createContext<FileIntake>(browserIntake);
