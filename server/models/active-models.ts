import type { ModelKind } from '#shared/api/models.ts';
import { readModel, type StoredModel } from '#shared/models/model-file.ts';
import type { ReadTransaction } from '../access/read-as.ts';

export interface ActiveModel {
  readonly version: number;
  readonly stored: StoredModel;
}

export interface ActiveModels {
  readonly models: ReadonlyMap<ModelKind, ActiveModel>;
  /** In use, and not to be read: damaged, or made by another version of LAIT. */
  readonly broken: readonly ModelKind[];
}

/** Reads the versions in use as the transaction sees them. */
export type ReadActiveModels = (db: ReadTransaction) => Promise<ActiveModels>;

/** Keeps each version that was read, because its bytes never change; which ones are in use is asked every time. */
export function activeModelReader(): ReadActiveModels {
  let known = new Map<string, StoredModel | null>();
  return async (db) => {
    const rows = await db
      .selectFrom('models')
      .select(['id', 'kind', 'version'])
      .where('is_active', '=', true)
      .orderBy('kind')
      .execute();
    const models = new Map<ModelKind, ActiveModel>();
    const broken: ModelKind[] = [];
    const kept = new Map<string, StoredModel | null>();
    for (const { id, kind, version } of rows) {
      const stored = known.has(id) ? (known.get(id) ?? null) : await readStored(db, id, kind);
      kept.set(id, stored);
      // A sound cast: the table holds nothing but these kinds.
      if (stored === null) broken.push(kind as ModelKind);
      else models.set(stored.kind, { version, stored });
    }
    known = kept;
    return { models, broken };
  };
}

async function readStored(db: ReadTransaction, id: string, kind: string): Promise<StoredModel | null> {
  const row = await db.selectFrom('models').select('bytes').where('id', '=', id).executeTakeFirst();
  const answer = row === undefined ? null : readModel(row.bytes);
  return answer?.kind === 'read' && answer.stored.kind === kind ? answer.stored : null;
}
