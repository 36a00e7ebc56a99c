import { sql } from 'kysely';
import type { SourceVerdict, VerifyRequest } from '#shared/api/legal-verification.ts';
import type { ReadTransaction } from '../../access/read-as.ts';
import type { ServerContext } from '../../context.ts';
import { failureView, LegalError } from '../courtlistener/legal-error.ts';
import { linkOf } from '../courtlistener/view-hits.ts';
import { listRegisters, type Register } from '../registers/list-registers.ts';
import { newYorkStatus } from '../registers/new-york.ts';
import { type HeldPerson, type Judgement, judgeAppearances, judgeRegister, judgeRoster } from './judge-record.ts';
import { lastNameKey, personName } from './person-name.ts';

const MOST_NAMESAKES = 500;

/** What the registers say that were imported: those of the jurisdiction named, or all. */
export async function askRegisters(
  db: ReadTransaction,
  subject: VerifyRequest,
  checkedAt: string,
): Promise<readonly SourceVerdict[]> {
  const { jurisdiction } = subject;
  const registers = (await listRegisters(db)).filter(
    (each) => jurisdiction === null || each.jurisdiction === jurisdiction,
  );
  if (registers.length === 0) {
    const whose = jurisdiction === null ? '' : ` of ${jurisdiction}`;
    const reason = `No register${whose} was imported; look at the regulator's own record.`;
    return [
      {
        source: 'register:none',
        title: 'Register',
        verdict: 'unavailable',
        reason,
        asOf: null,
        checkedAt,
        people: [],
        failure: null,
      },
    ];
  }
  const verdicts: SourceVerdict[] = [];
  for (const register of registers) verdicts.push(await askRegister(db, subject, register, checkedAt));
  return verdicts;
}

async function askRegister(
  db: ReadTransaction,
  subject: VerifyRequest,
  register: Register,
  checkedAt: string,
): Promise<SourceVerdict> {
  const rows = db
    .selectFrom('bar_entries')
    .select([
      'registration_number',
      'given_names',
      'last_name',
      'suffix',
      'firm_name',
      'city',
      'year_admitted',
      'status_raw',
    ])
    .where('register_id', '=', register.id);
  const held = (row: Awaited<ReturnType<typeof rows.execute>>[number]): HeldPerson => ({
    name: `${row.last_name}, ${row.given_names}${row.suffix === null ? '' : ` ${row.suffix}`}`,
    registrationNumber: row.registration_number,
    firmName: row.firm_name,
    city: row.city,
    yearAdmitted: row.year_admitted,
    statusRaw: row.status_raw,
    status: newYorkStatus(row.status_raw),
  });
  const { registrationNumber, jurisdiction } = subject;
  const isNumbered = registrationNumber !== null && jurisdiction === register.jurisdiction;
  const numbered = isNumbered
    ? await rows.where('registration_number', '=', registrationNumber).executeTakeFirst()
    : undefined;
  const key = lastNameKey(personName(subject.name)?.last ?? '');
  const named = key === '' ? [] : await rows.where('last_key', '=', key).limit(MOST_NAMESAKES).execute();
  const byNumber = !isNumbered ? undefined : numbered === undefined ? null : held(numbered);
  const judgement = judgeRegister(subject, register.title, byNumber, named.map(held));
  return sourceVerdict(`register:${register.kind}`, register.title, judgement, register.asOf, checkedAt);
}

/**
 * What the vendor's roster says: what holds for the whole firm, and for the matter the check is made for. What one matter
 * alone agreed stays with that matter, though whoever asks may see it: the check's other readers may not.
 * @returns null where no vendor was named
 */
export async function askRoster(
  db: ReadTransaction,
  subject: VerifyRequest,
  checkedAt: string,
): Promise<SourceVerdict | null> {
  const { vendorNumber, timekeeperNumber, matterId } = subject;
  if (vendorNumber === null) return null;
  const { rows } = await sql<{ name: string; number: string; vendor_name: string }>`
    SELECT DISTINCT t.name, t.number, v.name AS vendor_name FROM timekeepers t JOIN vendors v ON v.id = t.vendor_id
    WHERE lower(v.number) = lower(${vendorNumber}) AND (t.matter_id IS NULL OR t.matter_id = ${matterId}::uuid)
    ORDER BY t.number, t.name LIMIT ${MOST_NAMESAKES * 10}`.execute(db);
  const held = (row: (typeof rows)[number]): HeldPerson => ({
    name: row.name,
    // A timekeeper's number is none of a register.
    registrationNumber: null,
    firmName: row.vendor_name,
    city: null,
    yearAdmitted: null,
    statusRaw: null,
    status: null,
  });
  const isNumber = (row: (typeof rows)[number]) => row.number.toLowerCase() === timekeeperNumber?.toLowerCase();
  const judgement = judgeRoster(
    subject,
    rows.filter(isNumber).map(held),
    rows.filter((row) => !isNumber(row)).map(held),
  );
  return sourceVerdict('roster', 'Roster', judgement, checkedAt.slice(0, 10), checkedAt);
}

/** On which dockets somebody of this name appears; null where the legal database is turned off. */
export async function askDockets(
  context: ServerContext,
  subject: VerifyRequest,
  deadlineMs: number,
): Promise<SourceVerdict | null> {
  const { courtlistener } = context.legal;
  const name = personName(subject.name);
  if (courtlistener === null || name === null || name.given.length === 0) return null;
  const checkedAt = new Date(context.clock.nowMs()).toISOString();
  try {
    const answer = await courtlistener.appearances(plainName(subject.name), deadlineMs);
    const dockets = answer.body.results.map((docket) => ({
      caseName: docket.caseName ?? '',
      docketNumber: docket.docketNumber ?? null,
      court: docket.court ?? docket.court_citation_string ?? null,
      date: docket.dateFiled?.slice(0, 10) ?? null,
      link: linkOf(docket.docket_absolute_url),
      attorneys: docket.attorney ?? [],
      firms: docket.firm ?? [],
    }));
    const asOf = new Date(answer.fetchedAtMs).toISOString().slice(0, 10);
    return sourceVerdict('courtlistener', 'CourtListener', judgeAppearances(subject, dockets), asOf, checkedAt);
  } catch (error) {
    if (!(error instanceof LegalError)) throw error;
    return {
      source: 'courtlistener',
      title: 'CourtListener',
      verdict: 'unavailable',
      reason: 'CourtListener did not answer.',
      asOf: null,
      checkedAt,
      people: [],
      failure: failureView(error),
    };
  }
}

/** `Okafor, Ada B.` as dockets write it, without the middle name, which half of them leave out. */
function plainName(written: string): string {
  const [last = '', given] = written.split(',');
  const words = (given === undefined ? written : `${given} ${last}`).match(/[\p{L}'’-]+/gu) ?? [];
  return words.filter((word, index) => index === 0 || word.length > 1).join(' ');
}

function sourceVerdict(
  source: string,
  title: string,
  { verdict, reason, people }: Judgement,
  asOf: string | null,
  checkedAt: string,
): SourceVerdict {
  return { source, title, verdict, reason, asOf, checkedAt, people: [...people], failure: null };
}
