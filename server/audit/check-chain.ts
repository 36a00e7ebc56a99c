import { type ChainedEntry, GENESIS, hashEntry } from './audit-chain.ts';

/** What is wrong with the log, where. `seq` is the entry at which it shows. */
export interface ChainFault {
  readonly kind: /** The entry says something else than when it was written. */
    | 'edited'
    /** It does not follow the one before it: entries were removed, added or moved between the two. */
    | 'broken_link'
    /** The log ends before, or after, the last entry that the database counted. */
    | 'cut_short'
    /** An entry noted outside the database is not in the log as it was noted. */
    | 'not_as_noted';
  readonly seq: number;
  readonly message: string;
}

/** Where the log stood at some moment: the last entry and how many there were. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly count: number;
}

/** A head that somebody kept elsewhere (server log, paper). */
export interface NotedHead {
  readonly seq: number;
  /** 64 hexadecimal digits, or at least the first 16 of them. */
  readonly hash: string;
}

export interface ChainCheck {
  /** Hands over the next entry, in the order of `seq`. */
  next(entry: ChainedEntry): void;
  /** @param head what the database says is last */
  finish(head: ChainHead): { readonly end: ChainHead; readonly faults: readonly ChainFault[] };
}

/** Enough to act on; a log written anew would yield one for each entry. */
const MAXIMUM_FAULTS = 100;

/** Goes through the log once, entry by entry, and keeps nothing of it but what is wrong. */
export function checkChain(noted: readonly NotedHead[] = []): ChainCheck {
  const faults: ChainFault[] = [];
  const stillToMeet = new Map(noted.map((head) => [head.seq, head.hash.toLowerCase()]));
  let end: ChainHead = { seq: 0, hash: GENESIS, count: 0 };
  const fault = (kind: ChainFault['kind'], seq: number, message: string) => {
    if (faults.length < MAXIMUM_FAULTS) faults.push({ kind, seq, message });
  };
  return {
    next(entry) {
      if (!isSame(entry.previousHash, end.hash) || entry.seq <= end.seq) {
        const place = end.count === 0 ? 'the beginning' : `entry ${end.seq}`;
        fault(
          'broken_link',
          entry.seq,
          `Entry ${entry.seq} does not follow ${place}: entries were removed, added or moved.`,
        );
      }
      if (!isSame(entry.hash, hashEntry(entry.previousHash, entry.seq, entry)))
        fault('edited', entry.seq, `Entry ${entry.seq} is not what was written.`);
      const notedHash = stillToMeet.get(entry.seq);
      if (notedHash !== undefined && Buffer.from(entry.hash).toString('hex').startsWith(notedHash))
        stillToMeet.delete(entry.seq);
      end = { seq: entry.seq, hash: entry.hash, count: end.count + 1 };
    },
    finish(head) {
      if (head.seq !== end.seq || head.count !== end.count || !isSame(head.hash, end.hash)) {
        const message = `The log ends at entry ${end.seq} (${end.count} entries); the database counted ${head.count}, the last being ${head.seq}.`;
        fault('cut_short', end.seq, message);
      }
      for (const seq of stillToMeet.keys())
        fault('not_as_noted', seq, `Entry ${seq} was noted with another hash, or is gone: the log was written anew.`);
      return { end, faults };
    },
  };
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
