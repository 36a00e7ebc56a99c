import { z } from 'zod';
import { followStatements, pinnedKeys, type SignedKeyStatement, type Trust } from '#shared/updates/trusted-keys.ts';
import type { JsonFile } from '../files/json-file.ts';
import { isSigned } from './is-signed.ts';

export const storedTrust = z.object({ keys: pinnedKeys, sequence: z.int().min(0) });

/** The keys whose signatures this laptop believes. */
export interface UpdateTrust {
  /** Null: not enrolled yet, or with a firm that had no keys then. */
  current(): Promise<Trust | null>;
  /** At enrolment, once: keys that are there are changed only by a statement that one of them signed. */
  pin(trust: Trust): Promise<void>;
  /** @returns the trust after following them */
  follow(statements: readonly SignedKeyStatement[]): Promise<Trust | null>;
  /** The person has left this firm: the next one's keys are pinned at the next enrolment. */
  forget(): Promise<void>;
}

export function updateTrust(file: JsonFile<Trust>): UpdateTrust {
  return {
    current: () => file.read(),
    async pin(trust) {
      if ((await file.read()) === null) await file.write(trust);
    },
    async follow(statements) {
      const before = await file.read();
      if (before === null) return null;
      const after = followStatements(before, statements, isSigned);
      if (after.sequence !== before.sequence) await file.write(after);
      return after;
    },
    forget: () => file.remove(),
  };
}
