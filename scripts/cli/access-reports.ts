import { accessReview, mattersNamed, type ReviewedAccess } from '#server/audit/access-review.ts';
import { type WhoSaw, type Witness, whoSaw } from '#server/audit/who-saw.ts';
import { connectPool, kyselyOn } from '#server/db/connect.ts';
import { quoted, withoutFormula } from '#shared/formats/write-csv.ts';
import { type UsageError, usageError } from './exit-codes.ts';

type Database = ReturnType<typeof kyselyOn>;

/** `lait audit who-saw`. @returns a usage error for a matter that is not there, or that several clients have */
export function readWhoSaw(
  url: string,
  { matter, from, to }: { readonly matter: string; readonly from: Date; readonly to: Date },
): Promise<({ readonly kind: 'seen' } & WhoSaw) | UsageError> {
  return onDatabase(url, async (database) => {
    const found = await oneMatter(database, matter);
    return typeof found === 'string'
      ? ({ kind: 'seen', ...(await whoSaw(database, { matterId: found, from, to })) } as const)
      : found;
  });
}

/** `lait audit access-review`. @param matter null for all of them */
export function readAccessReview(
  url: string,
  matter: string | null,
): Promise<{ readonly kind: 'reviewed'; readonly rows: readonly ReviewedAccess[] } | UsageError> {
  return onDatabase(url, async (database) => {
    const found = matter === null ? null : await oneMatter(database, matter);
    if (found !== null && typeof found !== 'string') return found;
    return { kind: 'reviewed', rows: await accessReview(database, { matterId: found }) } as const;
  });
}

async function oneMatter(database: Database, text: string): Promise<string | UsageError> {
  const found = await mattersNamed(database, text);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.id;
  if (only === undefined) return usageError(`There is no matter ${text}. Nothing was read.`);
  const ids = found.map(({ id, client_number }) => `  ${id} (client ${client_number})\n`).join('');
  return usageError(`Several clients have a matter ${text}; name one by its id:\n${ids}Nothing was read.`);
}

async function onDatabase<Value>(
  url: string,
  work: (database: Database) => Promise<Value>,
): Promise<Value | UsageError> {
  const database = kyselyOn(connectPool(url, { size: 1, applicationName: 'lait-audit', onIdleError: () => {} }));
  try {
    return await work(database);
  } catch (error) {
    const reason = error instanceof Error && error.message !== '' ? error.message : 'it does not answer';
    return usageError(`The database could not be read: ${reason}. Nothing was said.`);
  } finally {
    await database.destroy();
  }
}

export function whoSawReport({ matterId, from, to, people }: WhoSaw): string {
  const head = `Matter ${matterId}, from ${from} to ${to}: ${people.length} ${people.length === 1 ? 'person' : 'people'}.\n`;
  return `${head}${people.map(witnessLines).join('')}`;
}

function witnessLines({ userId, name, role, state, hadAccess, devices, actions, ...window }: Witness): string {
  const access = {
    yes: `had access (since ${window.accessSince}${window.accessUntil === null ? '' : `, until ${window.accessUntil}`})`,
    no: 'had no access',
    perhaps: 'may have had access earlier: see the entries of grants and walls',
  }[hadAccess];
  return [
    `${name} (${role}, ${state}, ${userId}): ${access}\n`,
    ...devices.map(
      (device) =>
        `  held a copy: device ${device.deviceId}, from ${device.since}${device.until === null ? ', not known to have removed it' : ` to ${device.until}`}\n`,
    ),
    ...actions.map(
      ({ action, outcome, count, first, last }) => `  ${action} (${outcome}) ${count}x, ${first} to ${last}\n`,
    ),
  ].join('');
}

const COLUMNS = [
  'clientNumber', 'matterNumber', 'matterName', 'name', 'role', 'state', 'access', 'because', 'since', 'by',
  'lastActedAt', 'userId', 'matterId',
] as const; // biome-ignore format: one list

/** A table for a spreadsheet in which no cell is a formula. */
export function accessReviewCsv(rows: readonly ReviewedAccess[]): string {
  const line = (cells: readonly string[]) => `${cells.map((each) => quoted(withoutFormula(each))).join(',')}\r\n`;
  return `${COLUMNS.join(',')}\r\n${rows.map((row) => line(COLUMNS.map((column) => row[column] ?? ''))).join('')}`;
}

/** A moment in UTC or with its offset; null for anything else, also for one without either. */
export function readMoment(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
