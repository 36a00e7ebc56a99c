import type { MutationResult, PushedMutation } from '#shared/api/sync.ts';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { invoiceDigest, invoiceIdOf, lineIdsOf } from '#shared/domain/ids.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { seenOf } from '#shared/review/what-was-seen.ts';
import { type ModelServer, modelServer } from './simulation/model-server.ts';

export const ADA = '00000000-0000-7000-8000-0000000000a1';
export const BEN = '00000000-0000-7000-8000-0000000000b1';
export const MATTER = 'matter:00000000-0000-7000-8000-000000000001';

/** A record with one invoice of `lineCount` lines on a matter that Ada (reviewer) and Ben (approver) may see. */
export interface JudgingTable {
  readonly server: ModelServer;
  readonly invoiceId: string;
  readonly lineIds: readonly string[];
  /** Pushes one action as this person and answers what became of it. */
  push(person: string, name: string, args: unknown, base?: PushedMutation['base']): MutationResult;
  /** The person's base of these groups, as the server has them now. */
  base(...groups: readonly string[]): PushedMutation['base'];
  seen(): ReturnType<typeof seenOf>;
  again(person: string, clientSeq: number): MutationResult;
}

export function judgingTable(lineCount = 4): JudgingTable {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `00000000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`;
  };
  const invoice = invoiceOf(lineCount);
  const server = modelServer({
    users: [
      { userId: ADA, role: 'reviewer', displayName: 'Ada' },
      { userId: BEN, role: 'approver', displayName: 'Ben' },
    ],
    newId,
    nowMs: () => Date.UTC(2026, 3, 10),
    leaseMs: 604_800_000,
    readFile: (_, name) => ({ sha256: '00'.repeat(32), invoices: name === 'bill' ? [invoice] : [] }),
    scopeOfInvoice: () => MATTER,
  });
  for (const person of [ADA, BEN]) server.lowerWall(person, MATTER);
  server.upload(deviceOf(ADA), new Uint8Array(), 'bill', 'upload');
  const sent = new Map<string, PushedMutation[]>();
  const facts = () => server.record.facts(() => true);

  return {
    server,
    invoiceId: invoice.id,
    lineIds: invoice.lines.map(({ id }) => id),
    push(person, name, args, base = {}) {
      const mine = sent.get(person) ?? [];
      const mutation: PushedMutation = {
        clientSeq: mine.length + 1,
        mutationId: newId(),
        name,
        argVersion: 1,
        args,
        base,
        at: '2026-04-10T00:00:00.000Z',
      };
      sent.set(person, [...mine, mutation]);
      return pushOne(person, mutation);
    },
    base: (...groups) =>
      Object.fromEntries(groups.map((group) => [group, { version: facts().versionOf(group as never), after: null }])),
    seen() {
      const invoiceFacts = facts().invoice(invoice.id);
      if (invoiceFacts === null) throw new Error('The invoice is gone.');
      return seenOf(invoiceFacts);
    },
    again(person, clientSeq) {
      const mutation = sent.get(person)?.[clientSeq - 1];
      if (mutation === undefined) throw new Error('Nothing was sent under this number.');
      return pushOne(person, mutation);
    },
  };

  function pushOne(person: string, mutation: PushedMutation): MutationResult {
    const reply = server.push(deviceOf(person), {
      protocol: 1,
      schema: 1,
      generation: server.generation,
      deviceId: deviceOf(person).deviceId,
      appVersion: '0.2.0',
      mutations: [mutation],
    });
    const result = reply.kind === 'results' ? reply.results[0] : undefined;
    if (result === undefined) throw new Error(`The push was answered with ${reply.kind}.`);
    return result;
  }
}

function deviceOf(userId: string) {
  return { deviceId: userId.replace('7000', '7001'), userId };
}

/** Lines of which the first is dated after the day of reading, which the standard guideline wants fixed. */
function invoiceOf(lineCount: number): Invoice {
  const digest = invoiceDigest('00'.repeat(32), 1);
  const lineIdAt = lineIdsOf(digest);
  return buildInvoice({
    id: invoiceIdOf(digest),
    lines: Array.from({ length: lineCount }, (_, index) => ({
      id: lineIdAt(index + 1),
      date: index === 0 ? '2027-01-05' : '2026-03-10',
      narrative: `Draft answer to complaint ${index + 1}`,
    })),
  });
}

export const accept = (lineIds: readonly string[]) => ({
  lineIds,
  request: { kind: 'accept' },
  reasonCode: null,
  findingIds: {},
});

export const cut = (lineIds: readonly string[], percentE4 = 500_000) => ({
  lineIds,
  request: { kind: 'cut_percent', percentE4 },
  reasonCode: 'vague',
  findingIds: {},
});
