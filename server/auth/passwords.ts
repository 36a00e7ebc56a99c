import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { hardToGuess } from './hard-to-guess.ts';

/** OWASP ASVS 5, appendix C: argon2id with at least 19 MiB and two passes. */
export const PASSWORD_HASHING = { algorithm: 2 satisfies Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** As many at once as a small server has cores: each takes its 19 MiB. */
const MOST_AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), PASSWORD_HASHING));
}

const { memoryCost, timeCost, parallelism } = PASSWORD_HASHING;
const HASHED_TODAY = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`;

/** Whether a stored hash has today's parameters; one that has not is made anew when its person signs in. */
export function isHashedAsToday(stored: string): boolean {
  return stored.startsWith(HASHED_TODAY);
}

let decoy: Promise<string> | null = null;

/**
 * @param stored null for an account that is not there or has no password: the same work is done, so that the
 *   answer's time tells nothing
 */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const against = stored ?? (await decoy);
  const isRight = await inTurn(() => verify(against, password.normalize('NFC')));
  return stored !== null && isRight;
}

/** Fewer signs than this that a guesser does not have for nothing are too few, however long the whole is. */
const FEWEST_HARD_SIGNS = 6;

/** @returns a sentence for the person, or null when it will do */
export function passwordProblem(password: string, email: string): string | null {
  const lower = password.toLowerCase();
  const [name = ''] = email.split('@');
  if (name.length > 3 && lower.includes(name)) return 'The password must not contain your e-mail name.';
  if (hardToGuess(password) < FEWEST_HARD_SIGNS)
    return 'This password is among the first that are guessed. Choose a sentence of your own.';
  if (new Set(lower).size < 5) return 'The password repeats too few characters. Choose a sentence of your own.';
  return null;
}
