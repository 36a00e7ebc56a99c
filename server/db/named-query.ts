import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Told of each statement whether PostgreSQL had it prepared on the connection, or had to read it. */
export type ObserveStatement = (isHit: boolean) => void;

/** For each of them every connection keeps a plan in the memory of PostgreSQL. */
const MOST_NAMES = 200;
/** Statements without a name yet that are watched for coming back. */
const MOST_WATCHED = 2_000;
/** A statement gets a name when it has come so often: one of a rare shape (a list of 37 ids) takes no place. */
const SIGHTINGS = 10;
const LONGEST_TEXT = 8_192;

/** What PostgreSQL can prepare. Transactions begin and end without; they are not counted either. */
const PREPARABLE = /^\s*(?:select|insert|update|delete|with|merge)\b/i;
/**
 * A star in the columns: PostgreSQL refuses to run a prepared `SELECT *` again after a migration gave the table another
 * column. Counting is not such a star. And two statements in one text cannot be prepared.
 */
const NEVER_NAMED = /(?<!count\()\*|;/i;

/** Which statements have a name, for all connections of a pool. Names are numbers: a connection knows the text. */
interface Names {
  /** @returns null for one without, `uncounted` for what is no statement to prepare */
  of(text: string): string | null | 'uncounted';
}

/**
 * The pool as kysely sees it, with every statement that keeps coming back prepared once on each connection, so that
 * PostgreSQL neither reads it nor applies row security to it anew each time. Values go apart from the text as ever.
 */
export function namingPool(pool: pg.Pool, observe: ObserveStatement = () => {}): PostgresPool {
  const names = namesOf();
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: {},
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? namingClient(client, names, observe);
      wrapped.set(client, known);
      return known;
    },
  };
}

function namesOf(): Names {
  const named = new Map<string, string>();
  /** How often the others have come; those that did not come again for long fall out. */
  const watched = new Map<string, number>();
  return {
    of(text) {
      const name = named.get(text);
      if (name !== undefined) return name;
      const before = watched.get(text);
      if (before === undefined && !PREPARABLE.test(text)) return 'uncounted';
      if (named.size >= MOST_NAMES) return null;
      if (before === undefined && (text.length > LONGEST_TEXT || NEVER_NAMED.test(text))) return null;
      const sightings = (before ?? 0) + 1;
      watched.delete(text);
      if (sightings === SIGHTINGS) {
        const given = `lait_${named.size + 1}`;
        named.set(text, given);
        return given;
      }
      watched.set(text, sightings);
      const [oldest] = watched.keys();
      if (watched.size > MOST_WATCHED && oldest !== undefined) watched.delete(oldest);
      return null;
    },
  };
}

function namingClient(client: pg.PoolClient, names: Names, observe: ObserveStatement): PostgresPoolClient {
  const prepared = new Set<string>();
  const run = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
    const name = names.of(text);
    if (name !== 'uncounted') observe(name !== null && prepared.has(name));
    const isNamed = name !== null && name !== 'uncounted';
    const result = await client.query({ text, values: [...values], ...(isNamed ? { name } : {}) });
    if (isNamed) prepared.add(name);
    // Sound: the rows are whatever the statement selects, as with kysely's own driver.
    return result as unknown as PostgresQueryResult<R>;
  };
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(
    text: string | PostgresCursor<R>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new Error('Rows are read whole here: no cursor is configured.');
    return run<R>(text, values);
  }
  return { query, release: (destroy) => client.release(destroy) };
}
