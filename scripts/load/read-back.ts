import { setTimeout } from 'node:timers/promises';
import type { DecisionBody } from '#shared/sync/synced-row.ts';
import type { LoadLedger, ReadBack } from './load-ledger.ts';
import type { SimulatedPerson } from './simulated-person.ts';

const LOOK_EVERY_MS = 2_000;
/** A person's budget is a hundred requests a minute, and some of it is spent. */
const LOOKS_A_ROUND = 2;
const EVENTS_WITHIN_MS = 20_000;

/**
 * Reads back by the API what the ledger says there should be: the state of each upload as its sender sees it, the record
 * of each matter as somebody of its team does, and what each stream was told.
 * @param waitMs how long uploads may still be on their way
 */
export async function readBack(
  people: readonly SimulatedPerson[],
  ledger: LoadLedger,
  waitMs: number,
): Promise<ReadBack> {
  const uploads = await uploadStates(people, ledger, waitMs);
  await allTold(people, ledger);
  const decisions = new Map<string, string[]>();
  const invoices = new Map<string, number>();
  const peopleOf = new Map<string, string[]>();
  for (const { person } of people) {
    peopleOf.set(person.matterId, [...(peopleOf.get(person.matterId) ?? []), person.userId]);
  }
  const isRead = new Set<string>();
  for (const { person, desk } of people) {
    if (isRead.has(person.matterId)) continue;
    isRead.add(person.matterId);
    for (const { table, id, body } of await desk.readWhole(`matter:${person.matterId}`)) {
      if (table === 'invoice') invoices.set(id, (invoices.get(id) ?? 0) + 1);
      if (table !== 'decision') continue;
      const lineId = id.slice(0, id.indexOf(':'));
      // Sound: the table says which body it is.
      const { decision } = body as DecisionBody;
      decisions.set(lineId, [...(decisions.get(lineId) ?? []), decision?.kind ?? 'taken away']);
    }
  }
  return { decisions, uploads, invoices, heard: heardBy(people), peopleOf };
}

type UploadStates = Map<string, { readonly state: string; readonly invoiceIds: readonly string[] }>;

async function uploadStates(
  people: readonly SimulatedPerson[],
  { uploads }: LoadLedger,
  waitMs: number,
): Promise<UploadStates> {
  const byUser = new Map(people.map((each) => [each.person.userId, each]));
  const states: UploadStates = new Map();
  const until = Date.now() + waitMs;
  for (let outstanding = [...uploads]; outstanding.length > 0; ) {
    const looks = new Map<string, number>();
    await Promise.all(
      outstanding.map(async ({ uploadId, userId }) => {
        const count = looks.get(userId) ?? 0;
        looks.set(userId, count + 1);
        const sender = byUser.get(userId);
        if (sender === undefined || count >= LOOKS_A_ROUND) return;
        const { status, text } = await sender.ask({
          path: `/api/invoices/uploads/${uploadId}`,
          headers: { authorization: `Bearer ${sender.person.token}` },
        });
        if (status !== 200) return;
        // Sound: `uploadStatus` of shared/api/invoices.ts.
        const { state, invoiceIds } = JSON.parse(text) as { state: string; invoiceIds: readonly string[] };
        states.set(uploadId, { state, invoiceIds });
      }),
    );
    const left = outstanding.filter(({ uploadId }) => (states.get(uploadId)?.state ?? 'received') === 'received');
    if (left.length === 0 || Date.now() > until) break;
    // Those that were not looked at come first.
    outstanding = [...left.slice(LOOKS_A_ROUND), ...left.slice(0, LOOKS_A_ROUND)];
    await setTimeout(LOOK_EVERY_MS);
  }
  return states;
}

function heardBy(people: readonly SimulatedPerson[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  return new Map(people.map(({ person, processed }) => [person.userId, processed]));
}

/** Waits until everybody has been told of every invoice of their matter, for a while at most. */
async function allTold(people: readonly SimulatedPerson[], { uploads }: LoadLedger): Promise<void> {
  const until = Date.now() + EVENTS_WITHIN_MS;
  const isTold = () =>
    people.every(({ person, processed }) =>
      uploads.every(({ matterId, invoiceId }) => matterId !== person.matterId || processed.has(invoiceId)),
    );
  while (!isTold() && Date.now() < until) await setTimeout(LOOK_EVERY_MS / 4);
}
