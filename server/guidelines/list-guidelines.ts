import { sql } from 'kysely';
import type { z } from 'zod';
import type { guidelineDetail, guidelineListed } from '#shared/api/guidelines.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { describeRules } from '#shared/rules/describe-guideline.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import { readGuideline } from '#shared/rules/read-guideline.ts';
import { writeGuideline } from '#shared/rules/write-guideline.ts';
import type { ReadTransaction } from '../access/read-as.ts';

type Listed = z.infer<typeof guidelineListed>;

interface VersionRow {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly enabled_rule_count: number;
  readonly saved_at: Date | null;
  readonly saved_by: string | null;
  readonly isBuiltIn: boolean;
}

/** Every guideline by name, built in and saved, with all its versions and by how many it is used. */
export async function listGuidelines(db: ReadTransaction): Promise<readonly Listed[]> {
  const saved = await sql<Omit<VersionRow, 'isBuiltIn'>>`
    SELECT g.name, g.version, g.body ->> 'title' AS title, g.body ->> 'description' AS description,
      (SELECT count(*) FROM jsonb_array_elements(g.body -> 'rules') r WHERE (r ->> 'isEnabled')::boolean)
        AS enabled_rule_count,
      g.saved_at, u.display_name AS saved_by
    FROM guidelines g LEFT JOIN users u ON u.id = g.saved_by WHERE g.deleted_at IS NULL`.execute(db);
  const shipped = builtInGuidelines.map(({ name, version, title, description, rules }) => ({
    name,
    version,
    title,
    description,
    enabled_rule_count: rules.filter(({ isEnabled }) => isEnabled).length,
    saved_at: null,
    saved_by: null,
    isBuiltIn: true,
  }));
  const savedNames = new Set(saved.rows.map(({ name, version }) => `${name}:${version}`));
  const rows: readonly VersionRow[] = [
    ...saved.rows.map((row) => ({ ...row, isBuiltIn: false })),
    // A saved one of the same number stands in front of it.
    ...shipped.filter(({ name, version }) => !savedNames.has(`${name}:${version}`)),
  ];
  const clients = await usesOf(db, 'clients');
  const matters = await usesOf(db, 'matters');
  return [...Map.groupBy(rows, ({ name }) => name)]
    .map(([name, versions]): Listed => {
      const sorted = versions.toSorted((a, b) => b.version - a.version);
      const [latest] = sorted;
      if (latest === undefined) throw new Error('A group without a member.');
      return {
        name,
        latestVersion: latest.version,
        title: latest.title,
        description: latest.description,
        enabledRuleCount: latest.enabled_rule_count,
        clientCount: clients.get(name) ?? 0,
        matterCount: matters.get(name) ?? 0,
        versions: sorted.map(originOf),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One version with every rule, and as the text that it can be saved from. @returns null where it is not held */
export async function describeGuideline(
  db: ReadTransaction,
  name: string,
  version: number,
): Promise<z.infer<typeof guidelineDetail> | null> {
  const row = await db
    .selectFrom('guidelines')
    .leftJoin('users', 'users.id', 'guidelines.saved_by')
    .select(['guidelines.body', 'guidelines.saved_at', 'users.display_name'])
    .where('guidelines.name', '=', name)
    .where('guidelines.version', '=', version)
    .where('guidelines.deleted_at', 'is', null)
    .executeTakeFirst();
  const shipped = builtInGuidelines.find((each) => each.name === name && each.version === version);
  // Sound: checked when it was saved.
  const guideline = row === undefined ? shipped : (row.body as Guideline);
  if (guideline === undefined) return null;
  const origin = { saved_at: row?.saved_at ?? null, saved_by: row?.display_name ?? null };
  return {
    name,
    title: guideline.title,
    description: guideline.description,
    ...originOf({ version, ...origin, isBuiltIn: row === undefined }),
    text: textOf(guideline),
    rules: describeRules(guideline).map(({ parameters, ...rule }) => ({
      ...rule,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]),
      ),
    })),
  };
}

/** As the reader would write it: a stored one has lost the order of its parameters. */
function textOf(guideline: Guideline): string {
  const text = writeGuideline(guideline);
  const read = readGuideline(text);
  // One saved under another release may name what this one does not know.
  return read.kind === 'guideline' ? writeGuideline(read.guideline) : text;
}

function originOf(row: Pick<VersionRow, 'version' | 'saved_at' | 'saved_by' | 'isBuiltIn'>) {
  return {
    version: row.version,
    isBuiltIn: row.isBuiltIn,
    savedAt: row.saved_at?.toISOString() ?? null,
    savedBy: row.saved_by,
  };
}

/** By how many a name is used, of those the reader may see. */
async function usesOf(db: ReadTransaction, table: 'clients' | 'matters'): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ guideline_name: string; count: number }>`
    SELECT guideline_name, count(*) AS count FROM ${sql.table(table)} WHERE guideline_name IS NOT NULL
    GROUP BY guideline_name`.execute(db);
  return new Map(rows.map(({ guideline_name, count }) => [guideline_name, count]));
}
