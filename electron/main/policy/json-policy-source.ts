import { z } from 'zod';
import { readIfThere } from '../files/atomic-file.ts';
import type { PolicySource } from './policy.ts';

/** Linux: one JSON object, written by root. */
export const LINUX_POLICY_FILE = '/etc/lait/policy.json';

const object = z.record(z.string(), z.unknown());

export function jsonPolicySource(path: string): PolicySource {
  return {
    async read() {
      const bytes = await readIfThere(path);
      return bytes === null ? null : object.parse(JSON.parse(bytes.toString('utf8')));
    },
  };
}
