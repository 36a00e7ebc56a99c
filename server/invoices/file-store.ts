/** Originals, encrypted, under the SHA-256 of their plain bytes. Immutable: writing the same twice is nothing. */
export interface FileStore {
  /** Takes the bytes as they come and never holds a whole file in memory; a broken stream leaves nothing. */
  write(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly byteLength: number }>;
  /** @throws when there is no such file, or it was tampered with */
  read(sha256: string): Promise<Uint8Array>;
  /** Writes it under today's key. @returns whether it was under the one before. @throws as `read` */
  encryptAnew(sha256: string): Promise<boolean>;
}
