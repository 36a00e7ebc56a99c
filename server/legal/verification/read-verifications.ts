import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type {
  SourceVerdict,
  Verdict,
  Verification,
  VerifyRequest,
  verificationPage,
  verificationQuery,
} from '#shared/api/legal-verification.ts';
import type { PersonActor } from '../../access/actor.ts';
import { notVisible } from '../../access/not-visible.ts';
import { readAs } from '../../access/read-as.ts';
import type { ServerContext } from '../../context.ts';
import type { AttorneyVerificationsTable } from '../registers/register-tables.ts';
import { regulatorsFor } from './regulators.ts';

/** @throws 404 */
export async function readVerification(context: ServerContext, actor: PersonActor, id: string): Promise<Verification> {
  const row = await readAs(context, actor, (db) =>
    db.selectFrom('attorney_verifications').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  return row === undefined ? notVisible(context, actor, { objectType: 'verification', objectId: id }) : viewOf(row);
}

/** Newest first: one's own, those of matters one may see, and for administrators those of the rosters they keep. */
export async function listVerifications(
  context: ServerContext,
  actor: PersonActor,
  { vendorNumber, timekeeperNumber, after, limit }: z.infer<typeof verificationQuery>,
): Promise<z.infer<typeof verificationPage>> {
  const rows = await readAs(context, actor, (db) =>
    db
      .selectFrom('attorney_verifications')
      .selectAll()
      .$if(vendorNumber !== undefined, (query) => query.where('vendor_number', '=', vendorNumber?.toLowerCase() ?? ''))
      .$if(timekeeperNumber !== undefined, (query) =>
        query.where('timekeeper_number', '=', timekeeperNumber?.toLowerCase() ?? ''),
      )
      .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const page = rows.slice(0, limit);
  return { verifications: page.map(viewOf), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function viewOf(row: Selectable<AttorneyVerificationsTable>): Verification {
  // Sound: all of it was checked when it was written.
  const subject = row.subject as VerifyRequest;
  return {
    id: row.id,
    subject,
    state: row.state as Verification['state'],
    verdict: row.verdict as Verdict | null,
    sources: row.sources as SourceVerdict[],
    regulators: regulatorsFor(subject.jurisdiction),
    askedAt: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
