import { asSystem } from '../access/as-system.ts';
import type { ReadTransaction } from '../access/read-as.ts';

/**
 * Whether somebody may see every bill that was read from a file: only then are its bytes theirs to fetch. One file may
 * hold bills of many matters, and one of them may stand behind a wall.
 */
export async function seesWholeFile(db: ReadTransaction, sha256: string): Promise<boolean> {
  const count = async () => {
    const { bills } = await db
      .selectFrom('invoices')
      .select(({ fn }) => fn.countAll<number>().as('bills'))
      .where('file_sha256', '=', sha256)
      .executeTakeFirstOrThrow();
    return bills;
  };
  const seen = await count();
  return seen === (await asSystem(db, count));
}
