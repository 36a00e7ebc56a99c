import { type NamedFile, namedFile } from './imports.ts';

/** Everything in a drop, folders walked. Hidden files (`.DS_Store`) are left out. */
export async function filesInDrop(transfer: DataTransfer): Promise<NamedFile[]> {
  // The entries must be taken before the first await: the browser empties the transfer after the event.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = [...transfer.files];
  const known = entries.filter((entry) => entry !== null);
  if (known.length === 0) return plain.map((file) => namedFile(file.name, file));
  const found: NamedFile[] = [];
  for (const entry of known) await collect(entry, '', found);
  return found;
}

/** Files chosen in a picker; a folder picker gives their path. */
export function filesInList(list: FileList | readonly File[]): NamedFile[] {
  return [...list]
    .filter((file) => !file.name.startsWith('.'))
    .map((file) => namedFile(file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file));
}

async function collect(entry: FileSystemEntry, folder: string, found: NamedFile[]): Promise<void> {
  if (entry.name.startsWith('.')) return;
  if (isFileEntry(entry)) {
    const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
    // An entry that vanished between drop and read has nothing to show; the rest of the drop goes on.
    if (file !== null) found.push(namedFile(`${folder}${entry.name}`, file));
    return;
  }
  if (!isDirectoryEntry(entry)) return;
  const reader = entry.createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (batch.length === 0) return;
    for (const child of batch) await collect(child, `${folder}${entry.name}/`, found);
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectoryEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
