import {
  followStatements,
  keyStatement,
  type PinnedKeys,
  type SignedKeyStatement,
  type UpdateKey,
} from '#shared/updates/trusted-keys.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { isSigned } from './is-signed.ts';

export interface FirmTrust {
  /** Null: none was set up; then nothing can be published. */
  readonly keys: PinnedKeys | null;
  readonly sequence: number;
}

type Reading = { readonly database: Pick<ServerContext['database'], 'selectFrom'> };

export async function trustedKeys({ database }: Reading): Promise<FirmTrust> {
  const keys = await database
    .selectFrom('update_keys')
    .select(['key_id', 'public_key'])
    .where('retired_at', 'is', null)
    .orderBy('key_id')
    .execute();
  const last = await database
    .selectFrom('update_key_statements')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  const pinned = keys.map(({ key_id, public_key }) => ({ keyId: key_id, publicKey: public_key }));
  return { keys: pinned.length === 0 ? null : pinned, sequence: last?.sequence ?? 0 };
}

/** Oldest first. */
export async function keyStatements({ database }: Reading): Promise<SignedKeyStatement[]> {
  const rows = await database.selectFrom('update_key_statements').selectAll().orderBy('sequence').execute();
  return rows.map(({ statement, key_id, signature }) => ({ statement, keyId: key_id, signature }));
}

/** @throws 409 where keys were set before: then only a signed statement changes them */
export async function setFirstKeys(batch: ChangeBatch, keys: PinnedKeys): Promise<void> {
  const known = await batch.db.selectFrom('update_keys').select('key_id').limit(1).executeTakeFirst();
  if (known !== undefined) {
    throw new HttpFailure('CONFLICT', 'There are keys already. Change them with a statement that one of them signed.');
  }
  await addKeys(batch, keys);
  audit(batch, 'update_keys.set', keys, 0);
}

/** @throws 400 for a statement that no key in use signed, or that is not the next one */
export async function rotateKeys(batch: ChangeBatch, signed: SignedKeyStatement): Promise<void> {
  await batch.db.selectFrom('update_keys').select('key_id').forUpdate().execute();
  const { keys, sequence } = await trustedKeys({ database: batch.db });
  const trust = keys === null ? null : followStatements({ keys, sequence }, [signed], isSigned);
  if (keys === null || trust === null || trust.sequence !== sequence + 1) {
    throw new HttpFailure(
      'BAD_REQUEST',
      'The statement is not the next one, or no key in use signed it. Nothing changed.',
    );
  }
  const { keys: next } = keyStatement.parse(JSON.parse(signed.statement));
  await batch.db
    .updateTable('update_keys')
    .set({ retired_at: batch.now })
    .where('retired_at', 'is', null)
    .where(
      'key_id',
      'not in',
      next.map(({ keyId }) => keyId),
    )
    .execute();
  await addKeys(batch, next);
  await batch.db
    .insertInto('update_key_statements')
    .values({
      sequence: trust.sequence,
      statement: signed.statement,
      key_id: signed.keyId,
      signature: signed.signature,
    })
    .execute();
  audit(batch, 'update_keys.rotate', next, trust.sequence);
}

async function addKeys(batch: ChangeBatch, keys: readonly UpdateKey[]): Promise<void> {
  await batch.db
    .insertInto('update_keys')
    .values(
      keys.map(({ keyId, publicKey }) => ({
        key_id: keyId,
        public_key: publicKey,
        added_at: batch.now,
        retired_at: null,
      })),
    )
    .onConflict((conflict) => conflict.column('key_id').doUpdateSet({ retired_at: null }))
    .execute();
}

function audit(batch: ChangeBatch, action: string, keys: readonly UpdateKey[], sequence: number): void {
  batch.audit({
    action,
    objectType: null,
    objectId: null,
    scopeId: null,
    outcome: 'done',
    detail: { keyIds: keys.map(({ keyId }) => keyId), sequence },
  });
}
