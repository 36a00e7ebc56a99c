import type { ServerContext } from '../context.ts';
import { auditHead } from './read-log.ts';

/**
 * Notes in the server's own log where the audit log stands. Log lines leave the machine; whoever rewrites the
 * audit log from its beginning, its count included, cannot rewrite them (`lait audit verify --noted`).
 * Called at start, at shutdown and once an hour.
 */
export async function logAuditHead(context: Pick<ServerContext, 'database' | 'log'>): Promise<void> {
  const { seq, hash, count } = await auditHead(context.database);
  context.log.info(
    { category: 'audit', audit_seq: seq, audit_hash: Buffer.from(hash).toString('hex'), audit_count: count },
    'where the audit log stands',
  );
}
