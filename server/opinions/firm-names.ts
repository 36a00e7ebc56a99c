import { sql, type Transaction } from 'kysely';
import { type KnownName, type NameDictionary, nameDictionary } from '#shared/opinions/redaction/name-dictionary.ts';
import { asSystem } from '../access/as-system.ts';
import type { Database } from '../db/database.ts';

/** More names than this are of no more use: what nobody has told is found anyway. */
const MOST_NAMES = 50_000;

/**
 * Every name that the firm knows, of clients, matters, vendors, timekeepers and its own people, to be taken out of what
 * leaves; also by legal search. All of them, whoever asks: what must not leave does not depend on who may see it. The
 * dictionary itself is shown to nobody.
 */
export async function firmNames(db: Transaction<Database>, more: readonly KnownName[] = []): Promise<NameDictionary> {
  const { rows } = await asSystem(db, () =>
    sql<KnownName>`
      SELECT DISTINCT kind, name FROM (
        SELECT 'client' AS kind, name FROM clients
        UNION ALL SELECT 'number', number FROM clients
        UNION ALL SELECT 'number', number FROM matters WHERE deleted_at IS NULL
        UNION ALL SELECT 'matter', name FROM matters WHERE deleted_at IS NULL
        UNION ALL SELECT 'vendor', name FROM vendors
        UNION ALL SELECT 'person', name FROM timekeepers
        UNION ALL SELECT 'person', display_name FROM users
      ) AS known WHERE length(name) BETWEEN 2 AND 200 ORDER BY kind, name LIMIT ${MOST_NAMES}`.execute(db),
  );
  return nameDictionary([...more, ...rows]);
}
