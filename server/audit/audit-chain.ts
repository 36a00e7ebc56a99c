import { createHash } from 'node:crypto';

/** One entry as it enters the chain. All times are UTC; ids in lower case once chained. */
export interface AuditEntry {
  readonly at: Date;
  readonly actorId: string | null;
  readonly sessionId: string | null;
  readonly deviceId: string | null;
  readonly ip: string | null;
  readonly action: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly scopeId: string | null;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface ChainedEntry extends AuditEntry {
  readonly seq: number;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
}

/** What the first entry follows: 32 zero bytes. */
export const GENESIS: Uint8Array = new Uint8Array(32);

/**
 * Links entries to those before them. Each hash is SHA-256 over the previous hash and the entry as canonical
 * JSON, so that no entry can be changed, removed from between, or moved without every later hash being wrong.
 * @param previousHash of the last entry there is; `GENESIS` for none
 * @param firstSeq of the first of these entries; the others follow without gaps
 */
export function chainEntries(
  previousHash: Uint8Array,
  firstSeq: number,
  entries: readonly AuditEntry[],
): ChainedEntry[] {
  let previous = previousHash;
  return entries.map((entry, index) => {
    const seq = firstSeq + index;
    const hash = hashEntry(previous, seq, entry);
    const chained: ChainedEntry = { ...entry, seq, previousHash: previous, hash };
    previous = hash;
    return chained;
  });
}

/** @returns 32 bytes */
export function hashEntry(previousHash: Uint8Array, seq: number, entry: AuditEntry): Uint8Array {
  const content = canonicalJson({
    action: entry.action,
    actorId: entry.actorId?.toLowerCase() ?? null,
    at: entry.at.toISOString(),
    detail: entry.detail,
    deviceId: entry.deviceId?.toLowerCase() ?? null,
    ip: entry.ip,
    objectId: entry.objectId,
    objectType: entry.objectType,
    outcome: entry.outcome,
    scopeId: entry.scopeId,
    seq,
    sessionId: entry.sessionId?.toLowerCase() ?? null,
  });
  return new Uint8Array(createHash('sha256').update(previousHash).update(content, 'utf8').digest());
}

/**
 * JSON with the keys of every object in code-unit order and no spaces: the same text before the database
 * stored a value and after. Members that are undefined are left out, as JSON does.
 */
export function canonicalJson(value: unknown): string {
  // What JSON itself makes of it first: dates as text, undefined left out.
  return write(JSON.parse(JSON.stringify(value ?? null)));
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`);
  return `{${members.join(',')}}`;
}
