import { rm } from 'node:fs/promises';
import type { z } from 'zod';
import { readIfThere, writeWhole } from './atomic-file.ts';

/** A small settings file of this user. What cannot be read counts as absent: nothing in it is worth a failed start. */
export interface JsonFile<Value> {
  read(): Promise<Value | null>;
  write(value: Value): Promise<void>;
  /** Quiet when there is none. */
  remove(): Promise<void>;
}

export function jsonFile<Value>(path: string, schema: z.ZodType<Value>): JsonFile<Value> {
  return {
    async read() {
      try {
        const bytes = await readIfThere(path);
        if (bytes === null) return null;
        const read = schema.safeParse(JSON.parse(bytes.toString('utf8')));
        return read.success ? read.data : null;
      } catch {
        return null;
      }
    },
    write: (value) => writeWhole(path, `${JSON.stringify(value)}\n`),
    remove: () => rm(path, { force: true }),
  };
}
