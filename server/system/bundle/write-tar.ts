const BLOCK = 512;

export interface ArchivedFile {
  /** At most a hundred bytes of ASCII, with / between folders. */
  readonly name: string;
  readonly text: string;
}

/**
 * A tape archive (POSIX ustar) of small text files: every system has a program that opens it, and so does a person's. Owner
 * and machine are not in it.
 * @param modifiedAtMs stands on every file
 */
export function writeTar(files: readonly ArchivedFile[], modifiedAtMs: number): Uint8Array {
  const encoder = new TextEncoder();
  const parts = files.flatMap(({ name, text }) => {
    const bytes = encoder.encode(text);
    const padding = new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK);
    return [headerOf(name, bytes.length, modifiedAtMs), bytes, padding];
  });
  // Two empty blocks are its end.
  return Buffer.concat([...parts, new Uint8Array(2 * BLOCK)]);
}

function headerOf(name: string, size: number, modifiedAtMs: number): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0, 100, 'ascii');
  header.write(octal(0o600, 7), 100, 'ascii');
  header.write(octal(0, 7), 108, 'ascii');
  header.write(octal(0, 7), 116, 'ascii');
  header.write(octal(size, 11), 124, 'ascii');
  header.write(octal(Math.floor(modifiedAtMs / 1_000), 11), 136, 'ascii');
  // The checksum is reckoned with spaces in its own place.
  header.fill(' ', 148, 156);
  header.write('0', 156, 'ascii');
  header.write('ustar\0', 257, 'ascii');
  header.write('00', 263, 'ascii');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
}
