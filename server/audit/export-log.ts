import { quoted, withoutFormula } from '#shared/formats/write-csv.ts';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { canonicalJson } from './audit-chain.ts';
import { type LogFilter, type NamedEntry, queryAuditLog } from './query-log.ts';
import { viewOf } from './view-entry.ts';

const PAGE = 1_000;

const COLUMNS = [
  'seq', 'at', 'actorId', 'actorName', 'sessionId', 'deviceId', 'ip',
  'action', 'objectType', 'objectId', 'scopeId', 'outcome', 'detail', 'hash',
] as const; // biome-ignore format: one list

/**
 * The log of one matter or one user, oldest first, in pieces: JSON lines, or CSV in which no cell is a formula.
 * @param lastSeq the newest entry to take, so that an export ends although entries keep coming
 */
export async function* exportAuditLog(
  context: ServerContext,
  reader: PersonActor,
  filter: LogFilter,
  { format, lastSeq }: { readonly format: 'jsonl' | 'csv'; readonly lastSeq: number },
): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`;
  for (let beyond = 0; ; ) {
    const page = await queryAuditLog(context, reader, filter, { order: 'asc', beyond, limit: PAGE });
    const wanted = page.filter(({ entry }) => entry.seq <= lastSeq);
    if (wanted.length > 0) yield wanted.map(format === 'csv' ? csvLine : jsonLine).join('');
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || wanted.length < page.length) return;
    beyond = last.entry.seq;
  }
}

function jsonLine(named: NamedEntry): string {
  return `${JSON.stringify(viewOf(named))}\n`;
}

function csvLine(named: NamedEntry): string {
  const view = viewOf(named);
  const cells = COLUMNS.map((column) => {
    const value = view[column];
    if (value === null) return '';
    return quoted(withoutFormula(typeof value === 'object' ? canonicalJson(value) : String(value)));
  });
  return `${cells.join(',')}\r\n`;
}
