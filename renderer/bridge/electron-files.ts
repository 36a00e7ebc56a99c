import type { ArrivedFiles, LaitBridge } from '#shared/api/shell.ts';
import type { FileIntake, TakenIn } from '../state/file-intake.ts';
import { type NamedFile, namedFile } from '../state/imports.ts';
import type { ElectronWorkspace } from './electron-workspace.ts';

/** On the desktop a dropped file goes to the workspace by path, folders are walked there, and no bytes pass the page. */
export function electronFiles(bridge: LaitBridge<File>, { importArrived }: ElectronWorkspace): FileIntake {
  const taken = ({ token, files, remarks }: ArrivedFiles): TakenIn => ({
    remarks,
    files: files.map(
      ({ name, size }, index): NamedFile => ({
        name,
        size,
        send: (_client, importId) => importArrived(importId, token, index),
      }),
    ),
  });
  // What arrives before a screen is there to take it waits for one.
  const listeners = new Set<(taken: TakenIn) => void>();
  let waiting: TakenIn[] = [];
  bridge.subscribe((event) => {
    if (event.type !== 'filesArrived') return;
    if (listeners.size === 0) waiting.push(taken(event.arrived));
    for (const listener of listeners) listener(taken(event.arrived));
  });
  return {
    async filesInDrop(transfer) {
      // Taken before the first await: the transfer is emptied after the event.
      const dropped = [...transfer.files];
      const { arrived, withoutPath } = await bridge.dropFiles(dropped);
      // Attachments dragged out of a mail lie in no folder: the page reads them itself.
      const plain = withoutPath.flatMap((index) => dropped[index] ?? []).map((file) => namedFile(file.name, file));
      const { files, remarks } = arrived === null ? { files: [], remarks: [] } : taken(arrived);
      return { files: [...files, ...plain], remarks };
    },
    onArrived(listener) {
      listeners.add(listener);
      for (const each of waiting) listener(each);
      waiting = [];
      return () => listeners.delete(listener);
    },
  };
}
