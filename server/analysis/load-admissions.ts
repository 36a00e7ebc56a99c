import type { SourceVerdict } from '#shared/api/legal-verification.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import type { AdmissionFact } from '#shared/rules/prepare/master-facts.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

const MOST_ROWS = 5_000;

/**
 * What the latest check of each of this vendor's timekeepers found against them in a register. Checks that were made for
 * another matter are not among them. As the system.
 */
export async function loadAdmissions(
  db: ChangeBatch['db'],
  invoice: Pick<Invoice, 'vendorId'>,
  matterId: string,
): Promise<readonly AdmissionFact[]> {
  const vendor = invoice.vendorId?.trim().toLowerCase() ?? '';
  if (vendor === '') return [];
  const rows = await db
    .selectFrom('attorney_verifications')
    .distinctOn('timekeeper_number')
    .select(['timekeeper_number', 'sources', 'ended_at'])
    .where('vendor_number', '=', vendor)
    .where('timekeeper_number', 'is not', null)
    .where('state', '=', 'done')
    .where((eb) => eb.or([eb('matter_id', 'is', null), eb('matter_id', '=', matterId)]))
    .orderBy('timekeeper_number')
    .orderBy('id', 'desc')
    .limit(MOST_ROWS)
    .execute();
  return rows.flatMap(({ timekeeper_number, sources, ended_at }): AdmissionFact[] => {
    // Sound: `endVerification` is the only writer.
    const registers = (sources as readonly SourceVerdict[]).filter(({ source }) => source.startsWith('register:'));
    const against = registers.find(({ verdict }) => verdict === 'conflict');
    const isFound = registers.some(({ verdict }) => verdict === 'match' || verdict === 'possible');
    const missing = isFound ? undefined : registers.find(({ verdict }) => verdict === 'not_found');
    const said = against ?? missing;
    if (said === undefined || timekeeper_number === null || ended_at === null) return [];
    const verdict = against === undefined ? 'not_found' : 'conflict';
    return [
      { timekeeperId: timekeeper_number, verdict, reason: said.reason, asOf: ended_at.toISOString().slice(0, 10) },
    ];
  });
}
