import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { RowImage } from '#shared/api/sync.ts';
import { invoiceDigest, invoiceIdOf } from '#shared/domain/ids.ts';
import { multipartOf } from '#shared/workspace/sync/multipart.ts';
import { madeUpBill } from '../bench/made-up-bill.ts';
import type { OutgoingRequest, Sender } from '../bench/run-load.ts';
import type { Action } from './actions.ts';
import { type ChosenAction, chooseAction } from './choose-action.ts';
import { type HeldStream, holdStream } from './held-stream.ts';
import type { Attempt } from './load-figures.ts';
import type { LoadLedger } from './load-ledger.ts';
import type { LoadPerson } from './load-people.ts';
import { kindOf, sendUntilAnswered, type Tried } from './persistent-sender.ts';
import { type DecisionKind, type SyncDesk, syncDesk } from './sync-desk.ts';

/** What all people of a load share. */
export interface LoadWorld {
  readonly url: string;
  readonly sender: Sender;
  readonly ledger: LoadLedger;
  readonly linesAnUpload: number;
  /** A number no bill has had. */
  nextBill(): number;
  record(attempt: Attempt): void;
  /** When the decision of a line was sent, for whoever sees it next. */
  readonly sentAtMs: Map<string, number>;
  /** When its sender was told that an invoice is processed. */
  readonly processedAtMs: Map<string, number>;
}

/** Somebody signed in, at work. */
export interface SimulatedPerson {
  readonly person: LoadPerson;
  readonly stream: HeldStream;
  readonly desk: SyncDesk;
  /** Invoices they were told of as processed, and how often. */
  readonly processed: ReadonlyMap<string, number>;
  /** Asks for whatever they may see and loads it. @param dueAtMs as everywhere: from when on they wait */
  begin(dueAtMs: number): Promise<void>;
  /** The next thing of the mixture. */
  act(dueAtMs: number): Promise<void>;
  upload(dueAtMs: number): Promise<void>;
  /** One request of theirs, sent until it is answered. */
  ask(outgoing: OutgoingRequest): Promise<Tried>;
  close(): void;
}

const SEARCHES = ['deposition transcript', 'motion to compel', 'expert report', 'travel to hearing', 'email opposing'];
/** A search ends within ten seconds; one whose worker was killed is taken up again after a minute and a half. */
const SEARCH_LOST_MS = 180_000;
const PROCESSED_LOST_MS = 600_000;
/** As LAIT's own client: what is told within this time is fetched at once. */
const GATHER_MS = 40;
const LISTED = 25;

/** @param draw whole numbers from 0 to its limit - 1, seeded for this person */
export function simulatedPerson(
  world: LoadWorld,
  person: LoadPerson,
  draw: (limit: number) => number,
): SimulatedPerson {
  const { sender, ledger, record, sentAtMs } = world;
  const chance = () => draw(1_000) / 1_000;
  const headers = { authorization: `Bearer ${person.token}` };
  const waiting = new Map<string, () => void>();
  const told = new Set<string>();
  const processed = new Map<string, number>();
  const undecided = [...person.lineIds];
  const own = new Set(person.lineIds);
  let listed: readonly string[] = [];
  let failedTries: string[] = [];
  /** Pulls run beside what the person does. */
  const pullTries: string[] = [];

  const askInto = async (tries: string[], outgoing: OutgoingRequest) => {
    const tried = await sendUntilAnswered(sender, outgoing, chance);
    tries.push(...tried.failedTries);
    return tried;
  };
  const ask = (outgoing: OutgoingRequest) => askInto(failedTries, outgoing);
  const get = (path: string) => ask({ path, headers });
  const seen = ({ table, id }: RowImage) => {
    const lineId = table === 'decision' ? id.slice(0, id.indexOf(':')) : '';
    const sentAt = sentAtMs.get(lineId);
    if (sentAt === undefined || own.has(lineId)) return;
    // Whoever sees it first; the others ask at the same moment.
    sentAtMs.delete(lineId);
    record({ action: 'seen by others', latencyMs: performance.now() - sentAt, failedTries: [], failure: null });
  };
  const desk = syncDesk({
    send: (outgoing) => (outgoing.path.endsWith('/pull') ? askInto(pullTries, outgoing) : ask(outgoing)),
    headers,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    onRow: seen,
  });
  let pulling: Promise<void> | null = null;
  let isPullWanted = false;
  /** One round at a time, as on a laptop; whoever asks meanwhile gets another one after it. */
  const pull = () => {
    isPullWanted = true;
    pulling ??= (async () => {
      while (isPullWanted) {
        isPullWanted = false;
        const startedAt = performance.now();
        const failure = await desk.pull();
        record({ action: 'pull', latencyMs: performance.now() - startedAt, failedTries: pullTries.splice(0), failure });
      }
    })().finally(() => {
      pulling = null;
    });
    return pulling;
  };
  let gathering: NodeJS.Timeout | null = null;
  const pullForNews = () => {
    gathering ??= setTimeout(() => {
      gathering = null;
      void pull();
    }, GATHER_MS);
  };
  const stream = holdStream({
    url: world.url,
    token: person.token,
    chance,
    onTold(type, subjectId) {
      if (type === 'sync.poke') pullForNews();
      if (subjectId === null) return;
      if (type === 'invoice.processed') processed.set(subjectId, 1 + (processed.get(subjectId) ?? 0));
      const key = `${type} ${subjectId}`;
      told.add(key);
      waiting.get(key)?.();
    },
  });
  /** @returns false where it was not told in time */
  const isTold = (type: string, subjectId: string, withinMs: number) => {
    const key = `${type} ${subjectId}`;
    if (told.has(key)) return Promise.resolve(true);
    return new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => end(false), withinMs);
      timer.unref();
      const end = (isIt: boolean) => {
        clearTimeout(timer);
        waiting.delete(key);
        resolve(isIt);
      };
      waiting.set(key, () => end(true));
    });
  };

  const timed = async (action: Action, dueAtMs: number, work: () => Promise<string | null>) => {
    failedTries = [];
    const failure = await work();
    record({ action, latencyMs: performance.now() - dueAtMs, failedTries, failure });
  };
  const answered = ({ status }: Tried, good = 200) => (status === good ? null : kindOf(status));

  const works: Readonly<Record<Exclude<ChosenAction, 'upload' | 'pull'>, () => Promise<string | null>>> = {
    async list() {
      const reply = await get(`/api/invoices?limit=${LISTED}`);
      if (reply.status === 200) {
        const { invoices } = JSON.parse(reply.text) as { readonly invoices: readonly { readonly id: string }[] };
        listed = invoices.map(({ id }) => id);
      }
      return answered(reply);
    },
    async read() {
      const id = listed[draw(Math.max(1, listed.length))];
      return id === undefined ? works.list() : answered(await get(`/api/invoices/${id}`));
    },
    dashboard: async () => answered(await get('/api/dashboard')),
    async decide() {
      const decisions = undecided.splice(0, 1 + draw(3)).map((lineId) => ({
        lineId,
        kind: (draw(3) === 0 ? 'cut_percent' : 'accept') satisfies DecisionKind as DecisionKind,
      }));
      // Whoever has decided everything looks at it once more.
      if (decisions.length === 0) return works.read();
      for (const { lineId } of decisions) sentAtMs.set(lineId, performance.now());
      const wrong = await desk.push(decisions);
      if (wrong === null) for (const { lineId, kind } of decisions) ledger.decided(lineId, kind);
      return wrong;
    },
    async search() {
      const query = SEARCHES[draw(SEARCHES.length)] ?? '';
      const body = new TextEncoder().encode(JSON.stringify({ query, sources: ['local'] }));
      const json = { ...headers, 'content-type': 'application/json' };
      const asked = await ask({ method: 'POST', path: '/api/legal/search', headers: json, body });
      if (asked.status !== 202) return answered(asked);
      const { searchId } = JSON.parse(asked.text) as { readonly searchId: string };
      if (!(await isTold('legal.search_complete', searchId, SEARCH_LOST_MS))) return 'never told';
      return answered(await get(`/api/legal/searches/${searchId}`));
    },
  };

  async function upload(dueAtMs: number): Promise<void> {
    const number = world.nextBill();
    const { clientNumber, matterNumber, matterId, userId } = person;
    const bytes = madeUpBill({
      number,
      lines: world.linesAnUpload,
      clientNumber,
      matterNumber,
      vendorNumber: 'V001',
      month: '2026-03',
      format: number % 2 === 0 ? 'ledes1998b' : 'ledes98bi',
    });
    const { contentType, body } = multipartOf(`bill-${number}.txt`, bytes, randomBytes(16));
    await timed('upload', dueAtMs, async () => {
      const reply = await ask({
        method: 'POST',
        path: '/api/invoices',
        headers: { ...headers, 'content-type': contentType, 'idempotency-key': randomUUID() },
        body,
      });
      if (reply.status !== 202) return answered(reply, 202);
      const { uploadId } = JSON.parse(reply.text) as { readonly uploadId: string };
      const invoiceId = invoiceIdOf(invoiceDigest(createHash('sha256').update(bytes).digest('hex'), 1));
      ledger.accepted({ uploadId, invoiceId, matterId, userId });
      // Nobody stands and waits for it; the account at the end does.
      void isTold('invoice.processed', invoiceId, PROCESSED_LOST_MS).then((isIt) => {
        if (!isIt) return;
        world.processedAtMs.set(invoiceId, performance.now());
        record({ action: 'processed', latencyMs: performance.now() - dueAtMs, failedTries: [], failure: null });
      });
      return null;
    });
  }

  return {
    person,
    stream,
    desk,
    processed,
    begin: (dueAtMs) => timed('first contact', dueAtMs, () => desk.begin()),
    async act(dueAtMs) {
      const action = chooseAction(draw);
      if (action === 'upload') await upload(dueAtMs);
      else if (action === 'pull') await pull();
      else await timed(action, dueAtMs, works[action]);
    },
    upload,
    ask,
    close() {
      stream.close();
      if (gathering !== null) clearTimeout(gathering);
    },
  };
}
