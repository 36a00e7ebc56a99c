import { sql } from 'kysely';
import type { SourceVerdict } from '#shared/api/legal-verification.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import type { AdmissionFact } from '#shared/rules/prepare/master-facts.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

const MOST_ROWS = 5_000;

interface CheckRow {
  readonly timekeeper_number: string;
  readonly sources: unknown;
  readonly ended_at: Date;
}

/**
 * What the telling check of each of this vendor's timekeepers found against them in a register: the latest of those made
 * with the bar's number, else the latest. Only checks count that were made for this matter, by somebody who may see it, or
 * for none by an administrator, who keeps the rosters: nobody behind a wall says anything about a matter's bills, or takes
 * it back. A check that could read no register says nothing. As the system.
 */
export async function loadAdmissions(
  db: ChangeBatch['db'],
  invoice: Pick<Invoice, 'vendorId'>,
  matterId: string,
): Promise<readonly AdmissionFact[]> {
  const vendor = invoice.vendorId?.trim().toLowerCase() ?? '';
  if (vendor === '') return [];
  const { rows } = await sql<CheckRow>`
    SELECT DISTINCT ON (c.timekeeper_number) c.timekeeper_number, c.sources, c.ended_at
    FROM attorney_verifications c JOIN users u ON u.id = c.user_id
    WHERE c.vendor_number = ${vendor} AND c.timekeeper_number IS NOT NULL AND c.state = 'done' AND c.ended_at IS NOT NULL
      AND (c.matter_id = ${matterId} OR (c.matter_id IS NULL AND u.role = 'administrator'))
      AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(c.sources) s
        WHERE s->>'source' LIKE 'register:%' AND s->>'verdict' <> 'unavailable')
    ORDER BY c.timekeeper_number, (c.subject->>'registrationNumber' IS NOT NULL) DESC, c.id DESC
    LIMIT ${MOST_ROWS}`.execute(db);
  return rows.flatMap(({ timekeeper_number, sources, ended_at }): AdmissionFact[] => {
    // Sound: `endVerification` is the only writer.
    const registers = (sources as readonly SourceVerdict[]).filter(({ source }) => source.startsWith('register:'));
    const against = registers.find(({ verdict }) => verdict === 'conflict');
    const isFound = registers.some(({ verdict }) => verdict === 'match' || verdict === 'possible');
    const missing = isFound ? undefined : registers.find(({ verdict }) => verdict === 'not_found');
    const said = against ?? missing;
    if (said === undefined) return [];
    const verdict = against === undefined ? 'not_found' : 'conflict';
    return [
      { timekeeperId: timekeeper_number, verdict, reason: said.reason, asOf: ended_at.toISOString().slice(0, 10) },
    ];
  });
}
