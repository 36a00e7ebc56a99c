import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const made = z.strictObject({ jwtSecretKey: z.string(), postgresPassword: z.string(), demoPassword: z.string() });
export type DevelopmentSecrets = z.infer<typeof made>;

/**
 * Secrets for a start outside production, made at random the first time and kept in the data directory, for
 * its owner alone. Production never asks for them.
 */
export function developmentSecrets(dataDirectory: string): DevelopmentSecrets {
  const path = join(dataDirectory, 'development-secrets.json');
  const known = read(path);
  if (known !== null) return known;
  const secrets = {
    jwtSecretKey: randomBytes(32).toString('hex'),
    postgresPassword: randomBytes(32).toString('hex'),
    demoPassword: `demo-${randomBytes(6).toString('hex')}`,
  };
  mkdirSync(dirname(path), { recursive: true });
  try {
    // Two starts at once: the first one's secrets hold for both.
    writeFileSync(path, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flag: 'wx' });
    return secrets;
  } catch (error) {
    const other = read(path);
    if (other === null) throw error;
    return other;
  }
}

function read(path: string): DevelopmentSecrets | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  return made.parse(JSON.parse(text));
}
