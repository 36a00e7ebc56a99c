import type { Guideline } from '#shared/rules/guideline.ts';
import type { PreparedSql } from './prepared-sql.ts';

/** The guidelines at hand: the built-in ones and what the person has saved, each in all its versions. */
export interface GuidelineShelf {
  /** The highest version under each name, by name. */
  list(): readonly { readonly guideline: Guideline; readonly isBuiltIn: boolean }[];
  latest(name: string): Guideline | null;
  /** One version; `null` when it is not held (a built-in one of another version of LAIT). */
  version(name: string, version: number): Guideline | null;
  /** Within a transaction. @param clientSeq the own action that saved it */
  add(guideline: Guideline, clientSeq: number): void;
}

export function guidelineShelf(cache: PreparedSql, builtIn: readonly Guideline[]): GuidelineShelf {
  const saved = (name: string, version: number | null) => {
    const row = cache.get<{ body: string }>(
      'SELECT body FROM guidelines WHERE name = ? AND version = coalesce(?, version) ORDER BY version DESC LIMIT 1',
      name,
      version,
    );
    return row === undefined ? null : (JSON.parse(row.body) as Guideline);
  };
  return {
    list() {
      const names = cache.all<{ name: string }>('SELECT DISTINCT name FROM guidelines').map(({ name }) => name);
      const own = names.flatMap((name) => {
        const guideline = saved(name, null);
        return guideline === null ? [] : [{ guideline, isBuiltIn: false }];
      });
      const ownNames = new Set(names);
      const shipped = builtIn
        .filter(({ name }) => !ownNames.has(name))
        .map((guideline) => ({ guideline, isBuiltIn: true }));
      return [...shipped, ...own].sort((a, b) => (a.guideline.name < b.guideline.name ? -1 : 1));
    },
    latest: (name) => saved(name, null) ?? builtIn.find((each) => each.name === name) ?? null,
    version: (name, version) =>
      saved(name, version) ?? builtIn.find((each) => each.name === name && each.version === version) ?? null,
    add(guideline, clientSeq) {
      cache.run(
        'INSERT OR IGNORE INTO guidelines (name, version, body, client_seq) VALUES (?, ?, ?, ?)',
        guideline.name,
        guideline.version,
        JSON.stringify(guideline),
        clientSeq,
      );
    },
  };
}
